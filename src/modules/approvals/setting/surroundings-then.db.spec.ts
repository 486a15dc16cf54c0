import { beforeAll, expect, it, jest } from '@jest/globals';
import { offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { ACTOR, tell, untell, type Told } from '../../../../test/support/small-company.js';
import { readDay } from '../../../engine/kernel/day.js';
import { DealsService } from '../../deals/deals.service.js';
import { storedDeal } from './read-stored-deal.js';
import { SurroundingsThen } from './surroundings-then.js';

const database = testDatabase();
const offers = new Offers(database);
const deals = new DealsService(offers.rules);

const FACTS = `kicker: 1
facts: company
time-zone: UTC
fields:
  - { name: deal.discount, is: percent, means: Discount }
  - { name: account.segment, is: one-of, values: [smb, enterprise], means: Segment }
  - { name: participant.role, is: one-of, values: [seller, manager], means: Role }
relations:
  - { name: deal.seller, gives: person, means: Seller }
  - { name: participant.manager, gives: person, means: Manager }
attributes:
  - { name: attribute.grade, is: one-of, values: [junior, senior], means: Grade }
calendars:
  - { id: company, year-starts: 2026-01-01 }
`;
const NAMES = ['account.segment', 'participant.role', 'participant.manager', 'attribute.grade'];
const MATRIX = `kicker: 1
approvals: discounts
from: 2020-01-01
inputs:
${NAMES.map((name) => `  - { fact: ${name}, worse: any-change }`).join('\n')}
levels:
  - { id: manager, approver: deal.seller-manager }
hit: collect
rows:
  - { id: ent, when: { account.segment: enterprise }, needs: manager, because: Enterprise }
no-match: approve
terms: { same-person-twice: asked-once, own-deal: next-level, valid: 60 days }
`;

function seatOf(
  participant: string,
  manager: string,
  of: { readonly role: string; readonly grade: string; readonly from: string; readonly until: string | null },
): Told {
  const attributes = JSON.stringify({ 'participant.role': of.role, 'attribute.grade': of.grade });
  const days = { effective_from: of.from, effective_until: of.until };
  return {
    table: 'assignment',
    id: `${participant} from ${of.from}`,
    revision: 1,
    columns: { participant, plan: 'none', manager, attributes, ...days },
  };
}

const segment = (account: string, value: string, from: string): Told => ({
  table: 'account_segment',
  id: `${account} ${from}`,
  revision: 1,
  columns: { account, segment: value, effective_from: from, effective_until: null },
});

const account = (id: string): Told => ({
  table: 'account',
  id,
  revision: 1,
  columns: { name: id, owner: null, parent: null, segment: 'smb', attributes: '{}' },
});

const deal = (id: string, of: { readonly seller: string; readonly account: string }): Told => {
  const { columns, ...told } = offer(id, { discount: '5%', seller: of.seller });
  return {
    ...told,
    columns: { ...columns, account: of.account, attributes: '{"deal.discount": "5%"}' },
  };
};

beforeAll(async () => {
  await offers.publish(FACTS, MATRIX);
  const people = ['ana', 'ben', 'mia', 'dan'].map((id): Told => ({
    table: 'participant',
    id,
    revision: 1,
    columns: { name: id, attributes: '{}' },
  }));
  await offers.tell(
    ...people,
    account('acme'),
    account('beta'),
    segment('acme', 'enterprise', '2025-03-01'),
    seatOf('ana', 'mia', { role: 'seller', grade: 'junior', from: '2025-01-01', until: '2025-02-01' }),
    seatOf('ana', 'dan', { role: 'manager', grade: 'senior', from: '2025-02-01', until: null }),
    seatOf('ben', 'mia', { role: 'seller', grade: 'senior', from: '2025-03-01', until: null }),
    deal('A', { seller: 'ana', account: 'acme' }),
    deal('B', { seller: 'ben', account: 'beta' }),
  );
}, 60_000);

/** What deals are judged by, each as of a day, where all of them were said to be asked or only some; and how many statements that took. */
const judged = (
  asked: readonly (readonly [deal: string, day: string])[],
  { expected = asked, at }: { readonly expected?: typeof asked; readonly at?: bigint } = {},
): Promise<{ terms: string[]; statements: number }> =>
  database.reading(ACTOR, async (tx) => {
    const { rulebook, position: now } = await offers.rules.rulebookNow(tx);
    const position = at ?? now;
    const stored = await deals.readDeals(tx, { position: now, catalogue: rulebook.facts }, ['A', 'B']);
    const [matrix] = rulebook.approvals ?? [];
    const then = new SurroundingsThen(tx, { rulebook });
    const of = ([id, day]: readonly [string, string]) => ({ deal: stored.get(id)!, on: readDay(day) ?? 0 });
    const query = jest.spyOn(tx, 'query');
    for (const each of expected) then.expect(position, of(each));
    const terms: string[] = [];
    for (const each of asked) {
      const { ready, asking } = (await then.of(position, of(each))).of(
        storedDeal(of(each).deal),
        matrix!,
        'ana',
      );
      const judgement = ready.judge(asking.deal);
      const said = judgement.kind === 'judged' ? judgement.terms : new Map();
      terms.push([...each, ...NAMES.map((name) => said.get(name))].join(' '));
    }
    const statements = query.mock.calls.length;
    query.mockRestore();
    return { terms, statements };
  });

const ASKED = [
  ['A', '2025-01-31'],
  ['A', '2025-02-01'],
  ['B', '2025-03-01'],
  ['A', '2025-03-01'],
] as const;
const SAID = [
  'A 2025-01-31 smb seller mia junior',
  'A 2025-02-01 smb manager dan senior',
  'B 2025-03-01 smb seller mia senior',
  'A 2025-03-01 enterprise manager dan senior',
];

it('deals are judged by what their accounts and sellers were on the day of each, read at once', async () => {
  const all = await judged(ASKED);
  expect(all.terms).toEqual(SAID);
  const [first] = ASKED;
  expect((await judged([first])).statements).toBe(all.statements);
  const unsaid = await judged(ASKED, { expected: [] });
  expect(unsaid.terms).toEqual(SAID);
  expect(unsaid.statements).toBe(all.statements * ASKED.length);
});

it('deals are judged at a position as if what was undone since had never been told', async () => {
  const grade: Told = {
    table: 'participant',
    id: 'ben',
    revision: 2,
    columns: { name: 'ben', attributes: '{"attribute.grade": "junior"}' },
  };
  const seat = seatOf('ana', 'mia', { role: 'seller', grade: 'junior', from: '2025-02-01', until: null });
  const mistake = [grade, { ...seat, revision: 2 }, segment('beta', 'enterprise', '2025-01-01')];
  const entry = await tell(database, mistake);
  const at = await database.reading(ACTOR, async (tx) => (await offers.rules.rulebookNow(tx)).position);
  const wrong = [
    'A 2025-01-31 smb seller mia junior',
    'A 2025-02-01 smb seller mia junior',
    'B 2025-03-01    ',
    'A 2025-03-01 enterprise seller mia junior',
  ];
  expect((await judged(ASKED, { at })).terms).toEqual(wrong);
  await untell(database, entry);
  await offers.tell(segment('acme', 'smb', '2025-03-01'));
  expect((await judged(ASKED, { at })).terms).toEqual(SAID);
  await offers.tell(...mistake);
  expect((await judged(ASKED, { at })).terms).toEqual(wrong);
});
