import { beforeAll, expect, it } from '@jest/globals';
import { as, offer, Offers, seat } from '../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../test/support/database.js';
import type { Told } from '../../../test/support/small-company.js';
import { DealsService } from '../deals/deals.service.js';
import { COMMAND_LINE } from '../../../test/support/actors/access.js';
import { ApprovalPreviewsService } from './approval-previews.service.js';

const database = testDatabase();
const offers = new Offers(database);
const FACTS = `kicker: 1
facts: company
time-zone: UTC
fields:
  - { name: deal.discount, is: percent, means: Discount }
  - { name: account.segment, is: one-of, values: [smb, enterprise], means: Segment }
  - { name: participant.role, is: one-of, values: [seller, manager, vp], means: Role }
relations:
  - { name: deal.seller, gives: person, means: Seller }
  - { name: account.owner, gives: person, means: Owner }
  - { name: account.named-owner, gives: person, means: For whom it is named }
attributes:
  - { name: attribute.grade, is: one-of, values: [junior, senior], means: Grade }
calendars:
  - { id: company, year-starts: 2026-01-01 }
`;
const matrix = ({
  input = '',
  when = '',
  ifNobody = 'refuse',
  approver = 'account.owner',
}): string => `kicker: 1
approvals: discounts
from: 2020-01-01
inputs:
  - { fact: deal.discount, worse: higher }
${input === '' ? '' : `  - { fact: ${input}, worse: any-change }`}
levels:
  - { id: first, approver: ${approver}, if-nobody: ${ifNobody} }
  - { id: vp, approver: role.vp }
hit: collect
rows:
  - { id: ten, when: { deal.discount: "> 10%"${when} }, up-to: first, because: Above 10% }
no-match: approve
terms: { same-person-twice: asked-once, own-deal: next-level, valid: 60 days }
`;

const person = (id: string, role: string): Told[] => [
  { table: 'participant', id, revision: 1, columns: { name: id, attributes: '{}' } },
  seat(id, null, { role }),
];

function account(segment: string, revision: number, owner: string | null = 'olga'): Told {
  const columns = { name: 'Acme', owner, parent: null, segment, attributes: '{}' };
  return { table: 'account', id: 'acme', revision, columns };
}

beforeAll(async () => {
  await offers.publish(FACTS, matrix({}));
  const ana = seat('ana', null, {});
  const attributes = JSON.stringify({ 'participant.role': 'seller', 'attribute.grade': 'senior' });
  await offers.tell(
    ...person('olga', 'manager'),
    ...person('vic', 'vp'),
    { table: 'participant', id: 'ana', revision: 1, columns: { name: 'ana', attributes: '{}' } },
    { ...ana, columns: { ...ana.columns, attributes } },
    { table: 'participant', id: 'zoe', revision: 1, columns: { name: 'zoe', attributes: '{}' } },
    account('enterprise', 1),
  );
}, 60_000);

const previews = new ApprovalPreviewsService(database, offers.rules, new DealsService(offers.rules));
let deals = 0;

/** How a deal of acme stands that is submitted, and whom it asks; its preview says the same. */
async function submitted(of: Parameters<typeof matrix>[0], seller = 'ana', owned = true): Promise<string> {
  await offers.publish(matrix(of));
  const deal = `A-${(deals += 1)}`;
  const { columns, ...told } = offer(deal, { discount: '15%', seller });
  const attributes = '{"deal.discount": "15%"}';
  await offers.tell({ ...told, columns: { ...columns, account: owned ? 'acme' : null, attributes } });
  const [preview] = await previews.previewMany(COMMAND_LINE, { deals: [deal], matrix: null });
  const { standing, steps, hash } = await offers.approvals.submit(as(seller), {
    deal,
    matrix: null,
    seen: null,
  });
  expect(preview?.hash).toBe(hash);
  return [standing, ...steps.map(({ standing: of, people }) => `${of} ${people.join()}`)].join(', ');
}

it('the owner of the account decides, as of the day', async () => {
  expect(await submitted({})).toBe('PENDING, REQUESTED olga');
});

it('facts of the account and of the seller are judged', async () => {
  const segment = { input: 'account.segment', when: ', account.segment: enterprise' };
  expect(await submitted(segment)).toBe('PENDING, REQUESTED olga');
  await offers.tell(account('smb', 2));
  expect(await submitted(segment)).toBe('APPROVED');
  const grade = { input: 'attribute.grade', when: ', attribute.grade: senior' };
  expect(await submitted(grade)).toBe('PENDING, REQUESTED olga');
  const role = { input: 'participant.role', when: ', participant.role: seller' };
  expect(await submitted(role)).toBe('PENDING, REQUESTED olga');
});

it('a level that nobody is known for is not skipped', async () => {
  expect(await submitted({ ifNobody: 'skip' }, 'ana', false)).toBe('EVALUATION_FAILED');
  expect(await submitted({ ifNobody: 'vp' }, 'ana', false)).toBe('PENDING, REQUESTED vic');
  expect(await submitted({ ifNobody: 'skip', approver: 'deal.seller-manager' }, 'zoe')).toBe(
    'EVALUATION_FAILED',
  );
  // Of whom it is told that they report to nobody.
  expect(await submitted({ ifNobody: 'skip', approver: 'deal.seller-manager' })).toBe('APPROVED, SKIPPED ');
});

it('a step follows for whom the account is named', async () => {
  const named = (participant: string, revision: number): Told => ({
    table: 'named_account',
    id: 'acme named',
    revision,
    columns: { account: 'acme', participant, effective_from: '2020-01-01', effective_until: null },
  });
  await offers.tell(named('olga', 1));
  expect(await submitted({ approver: 'account.named-owner' })).toBe('PENDING, REQUESTED olga');
  await offers.following.look();
  await offers.tell(named('vic', 2));
  await offers.following.look();
  const page = await offers.list.page(
    as('vic'),
    { of: null, deal: `A-${deals}`, standing: null },
    { first: 1 },
  );
  expect(page.nodes.flatMap(({ steps }) => steps.map(({ people }) => people))).toEqual([['vic']]);
});
