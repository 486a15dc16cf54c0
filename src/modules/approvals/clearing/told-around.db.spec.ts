import { beforeAll, describe, expect, it } from '@jest/globals';
import { offer, Offers } from '../../../../test/support/approvals/offers.js';
import { asAdministrator, testDatabase } from '../../../../test/support/database.js';
import type { Told } from '../../../../test/support/small-company.js';

const offers = new Offers(testDatabase());

const FACTS = `kicker: 1
facts: company
time-zone: UTC
fields:
  - { name: deal.discount, is: percent, means: Discount }
  - { name: account.segment, is: one-of, values: [smb, enterprise], means: Segment }
  - { name: account.named, is: one-of, values: [named, ordinary], means: Whether it is named }
  - { name: participant.role, is: one-of, values: [seller, manager], means: Role }
relations:
  - { name: deal.seller, gives: person, means: Seller }
  - { name: account.owner, gives: person, means: Owner }
  - { name: account.parent-owner, gives: person, means: Owner of the topmost account }
attributes:
  - { name: attribute.grade, is: one-of, values: [junior, senior], means: Grade }
calendars:
  - { id: company, year-starts: 2026-01-01 }
`;
/** What asks the manager, whatever else is said. */
const ASKS: readonly (readonly [fact: string, is: string])[] = [
  ['account.segment', 'enterprise'],
  ['account.owner', 'zoe'],
  ['account.named', 'named'],
  ['account.named', 'unknown'],
  ['account.parent-owner', 'zoe'],
  ['participant.role', 'manager'],
  ['attribute.grade', 'junior'],
];
const MATRIX = `kicker: 1
approvals: discounts
from: 2020-01-01
inputs:
${[...new Set(ASKS.map(([fact]) => fact))].map((fact) => `  - { fact: ${fact}, worse: any-change }`).join('\n')}
levels:
  - { id: manager, approver: deal.seller-manager }
hit: collect
rows:
${ASKS.map(([fact, is], at) => `  - { id: r${at}, when: { ${fact}: ${is} }, needs: manager, because: Asked }`).join('\n')}
no-match: approve
terms: { same-person-twice: asked-once, own-deal: next-level, valid: 60 days }
`;

const account = (
  id: string,
  of: { readonly owner?: string; readonly parent?: string | null; readonly segment?: string },
  revision = 1,
): Told => {
  const columns = { name: id, owner: 'ben', parent: 'other', segment: 'smb', attributes: '{}', ...of };
  return { table: 'account', id, revision, columns };
};
const dated = (table: Told['table'], columns: Readonly<Record<string, string>>): Told => ({
  table,
  id: `${table} ${columns['account']}`,
  revision: 1,
  columns: { ...columns, effective_from: '2020-01-01', effective_until: null },
});
const person = (id: string, grade = 'senior', revision = 1): Told => ({
  table: 'participant',
  id,
  revision,
  columns: { name: id, attributes: JSON.stringify({ 'attribute.grade': grade }) },
});
const seat = (id: string, of: { participant: string; role?: string }, revision = 1): Told => {
  const { participant, role = 'seller' } = of;
  const attributes = JSON.stringify({ 'participant.role': role });
  const days = { effective_from: '2020-01-01', effective_until: null };
  const columns = { participant, plan: 'none', manager: 'mia', ...days, attributes };
  return { table: 'assignment', id, revision, columns };
};

/** A booked deal of an account and a seller of its own, which are called as it is. */
function booked(id: string): Told[] {
  const { columns, ...told } = offer(id, { discount: '5%', seller: `s-${id}` });
  const attributes = JSON.stringify({ 'deal.discount': '5%' });
  const order = { line_no: 1, booked_on: '2026-03-10', sequence: 0, currency: 'USD', net: '1000', deal: id };
  return [
    { ...told, columns: { ...columns, account: `a-${id}`, attributes } },
    {
      table: 'booking_line',
      id: `of ${id}`,
      revision: 1,
      key: `of ${id} 1`,
      columns: { ...order, account: `a-${id}`, salesperson: `s-${id}`, attributes: '{}' },
    },
  ];
}

async function looked(): Promise<string[]> {
  return (await offers.clearings.look()).map(({ deal, clearance }) => `${deal} ${clearance.standing}`);
}

/** What a look finds that nothing is left out of. */
async function lookedAtAll(): Promise<string[]> {
  await asAdministrator('update clearing_progress set position = null');
  return await looked();
}

beforeAll(async () => {
  await offers.publish(FACTS, MATRIX);
  await offers.tell(account('top', { owner: 'zoe', parent: null }), account('other', { parent: null }));
}, 60_000);

describe('what is told of the account or the seller of a deal that is booked', () => {
  it('counts at the next look where the first account of all is named', async () => {
    await offers.tell(account('a-N', {}), person('s-N'), seat('seat N', { participant: 's-N' }));
    await offers.tell(...booked('N'));
    expect(await looked()).toEqual(['N missing']);
    await offers.tell(dated('named_account', { account: 'other', participant: 'ben' }));
    expect(await looked()).toEqual(['N not-needed']);
    expect(await lookedAtAll()).toEqual([]);
  });

  it.each<[what: string, before: (id: string) => Told[], right: (id: string) => Told]>([
    [
      'the accounts file',
      (id) => [account(`a-${id}`, { segment: 'enterprise' })],
      (id) => account(`a-${id}`, {}, 2),
    ],
    [
      'its segment from a day on',
      (id) => [account(`a-${id}`, { segment: 'enterprise' })],
      (id) => dated('account_segment', { account: `a-${id}`, segment: 'smb' }),
    ],
    [
      'its owner from a day on',
      (id) => [account(`a-${id}`, { owner: 'zoe' })],
      (id) => dated('account_owner', { account: `a-${id}`, participant: 'ben' }),
    ],
    [
      'whether it is named',
      (id) => [dated('named_account', { account: `a-${id}`, participant: 'ben' })],
      (id) => ({
        ...dated('named_account', { account: `a-${id}`, participant: 'ben' }),
        revision: 2,
        withdrawn: true,
      }),
    ],
    [
      'the account above it',
      (id) => [
        account(`a-${id}`, { parent: `up-${id}` }),
        account(`up-${id}`, { owner: 'zoe', parent: null }),
      ],
      (id) => account(`up-${id}`, { parent: null }, 2),
    ],
    [
      'the owner of one further above',
      (id) => [
        account(`a-${id}`, {}),
        dated('account_parent', { account: `a-${id}`, parent: `up-${id}` }),
        account(`up-${id}`, { parent: `top-${id}` }),
        account(`top-${id}`, { owner: 'zoe', parent: null }),
      ],
      (id) => dated('account_owner', { account: `top-${id}`, participant: 'ben' }),
    ],
    [
      'below which account it stands',
      (id) => [account(`a-${id}`, { parent: 'top' })],
      (id) => dated('account_parent', { account: `a-${id}`, parent: 'other' }),
    ],
    ['its seller', (id) => [person(`s-${id}`, 'junior')], (id) => person(`s-${id}`, 'senior', 2)],
    [
      'the seat of its seller',
      (id) => [seat(`seat ${id}`, { participant: `s-${id}`, role: 'manager' })],
      (id) => seat(`seat ${id}`, { participant: `s-${id}` }, 2),
    ],
    [
      'whose a seat is that was its seller',
      (id) => [seat(`other ${id}`, { participant: `s-${id}`, role: 'manager' })],
      (id) => seat(`other ${id}`, { participant: 'zoe', role: 'manager' }, 2),
    ],
  ])('counts at the next look, as where all are looked at: %s', async (what, before, right) => {
    const id = what.replaceAll(' ', '-');
    const usual = [account(`a-${id}`, {}), person(`s-${id}`), seat(`seat ${id}`, { participant: `s-${id}` })];
    const said = before(id);
    const is = ({ table, id: each }: Told): string => `${table} ${each}`;
    const others = usual.filter((each) => said.every((other) => is(other) !== is(each)));
    await offers.tell(...others, ...said, ...booked(id));
    expect(await looked()).toEqual([`${id} missing`]);
    await offers.tell(right(id));
    expect(await looked()).toEqual([`${id} not-needed`]);
    expect(await lookedAtAll()).toEqual([]);
  });

  it.each([true, false])(
    'frees nothing by what was told by mistake for a while, whoever looked meanwhile (looked: %s)',
    async (isLooked) => {
      const id = `M${isLooked}`;
      const segmented = (segment: string, revision: number): Told =>
        account(`a-${id}`, { segment }, revision);
      await offers.tell(segmented('enterprise', 1), person(`s-${id}`), ...booked(id));
      await offers.tell(seat(`seat ${id}`, { participant: `s-${id}` }));
      expect(await looked()).toEqual([`${id} missing`]);
      await offers.tell(segmented('smb', 2));
      expect(isLooked ? await looked() : []).toEqual(isLooked ? [`${id} not-needed`] : []);
      await offers.tell(segmented('enterprise', 3));
      expect(await looked()).toEqual(isLooked ? [`${id} missing`] : []);
      expect(await lookedAtAll()).toEqual([]);
    },
  );
});
