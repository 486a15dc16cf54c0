import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { testDatabase } from '../../../../test/support/database.js';
import { DEAL_CATALOGUE as catalogue } from '../../../../test/support/deals/deal-facts.js';
import { importing } from '../../../../test/support/importing.js';
import { publishRules } from '../../../../test/support/small-company.js';
import { readDay, type Day } from '../../../engine/kernel/day.js';
import { ImportService } from '../import.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { DealsService, type DealKnown } from '../../deals/deals.service.js';

const database = testDatabase();
const give = importing(database);
const deals = new DealsService(new RulesService(database));
const tester = seeingAll('tester');
const day = (text: string): Day => readDay(text) ?? 0;
const DEALS = 'deal,seller,account,currency,offered,standing,deal.discount,deal.acv,deal.sponsor\n';

async function told(kind: string, text: string): Promise<{ position: bigint; entry: string }> {
  const { rejections, position, entry } = await give(kind, text, { catalogue });
  expect(rejections).toEqual([]);
  return { position: BigInt(position ?? 0), entry: entry ?? '' };
}

const at = async (position: bigint, deal = 'D-1'): Promise<DealKnown | undefined> =>
  (await database.inTransaction(tester, (tx) => deals.readDeals(tx, { position, catalogue }, [deal]))).get(
    deal,
  );

/** What is told of D-1 at first, and its lines. */
const first = {
  id: 'D-1',
  seller: 'ana',
  account: 'acme',
  currency: 'USD',
  offeredOn: day('2026-03-05'),
  standing: 'open',
  revision: 1,
  facts: new Map<string, unknown>([
    ['deal.acv', { n: 240001n, d: 10n }],
    ['deal.discount', { n: 1n, d: 8n }],
    ['deal.sponsor', 'bo'],
  ]),
  lines: [],
  around: new Map(),
};

const withLines = [
  new Map<string, unknown>([
    ['line.discount', { n: 1n, d: 20n }],
    ['line.list', { n: 1500n, d: 1n }],
    ['line.net', { n: 2401n, d: 2n }],
  ]),
  new Map([['line.net', { n: 1n, d: 10n }]]),
];

beforeAll(async () => {
  await publishRules(database);
  await told('participants', 'participant,name\nana,Ana\nbo,Bo\ncy,Cy\n');
  await told('accounts', 'account,name\nacme,Acme\n');
});

describe('a deal as known at a position', () => {
  it('has exact facts typed by the catalogue, its lines, and who told which revision', async () => {
    const head = await told('deals', `${DEALS}D-1,ana,acme,USD,2026-03-05,,12.5%,"24000.10",bo\n`);
    const lines = await told(
      'deal-lines',
      'deal,line,net,line.discount,line.list\nD-1,2,0.1,,\nD-1,1,1200.50,5%,1500\n',
    );
    const changed = await told('deals', `${DEALS}D-1,ana,acme,USD,2026-03-05,won,18%,,\n`);
    expect(await at(head.position - 1n)).toBeUndefined();
    const by = { actor: 'tester', login: null, participant: null, at: expect.any(Number) };
    const ofHead = { ...by, position: head.position, revision: 1, line: null };
    expect(await at(head.position)).toEqual({ ...first, recordedBy: [ofHead] });
    const ofLines = [1, 2].map((line) => ({ ...by, position: lines.position, revision: 1, line }));
    expect(await at(lines.position)).toEqual({
      ...first,
      lines: withLines,
      recordedBy: [ofHead, ...ofLines],
    });
    expect(await at(changed.position)).toEqual({
      ...first,
      standing: 'won',
      revision: 2,
      facts: new Map([['deal.discount', { n: 9n, d: 50n }]]),
      lines: withLines,
      recordedBy: [ofHead, ...ofLines, { ...by, position: changed.position, revision: 2, line: null }],
    });
    const undone = await new ImportService(database).undoImport(tester, changed.entry, { catalogue });
    expect(await at(BigInt(undone.position))).toMatchObject({
      revision: 1,
      recordedBy: [ofHead, ...ofLines],
    });
    expect(await at(changed.position)).toMatchObject({ revision: 2 });
  });

  it('is typed by the catalogue in force, and what that does not declare is left out', async () => {
    const { position } = await told('deals', `${DEALS}D-2,,,USD,2026-03-05,,12.5%,,\n`);
    const found = await database.inTransaction(tester, (tx) => deals.readDeal(tx, { position }, 'D-2'));
    expect(found).toMatchObject({ id: 'D-2', seller: null, facts: new Map() });
    expect(
      await database.inTransaction(tester, (tx) => deals.readDeal(tx, { position }, 'D-9')),
    ).toBeUndefined();
  });

  it('is nothing once it is withdrawn', async () => {
    const { position } = await told('deals', 'deal,currency,offered\nD-3,USD,2026-03-05\n');
    const gone = await told('deals', 'deal,currency,offered,withdrawn\nD-3,USD,2026-03-05,yes\n');
    expect(await at(position, 'D-3')).toMatchObject({ id: 'D-3' });
    expect(await at(gone.position, 'D-3')).toBeUndefined();
  });
});

describe('who may approve', () => {
  it('is in a group on its days, as known', async () => {
    const { position } = await told(
      'approver-groups',
      'group,participant,from,until\ndesk,bo,2026-01-01,2026-02-01\ndesk,ana,2026-01-15,\nvps,bo,2026-01-01,\n',
    );
    const on = async (date: string, known = position): Promise<string[]> =>
      (await database.inTransaction(tester, (tx) => deals.readGroups(tx, known, day(date)))).map(
        ({ group, participant, recordedBy }) => `${group} ${participant} ${recordedBy}`,
      );
    expect(await on('2026-01-20')).toEqual(['desk ana tester', 'desk bo tester', 'vps bo tester']);
    expect(await on('2026-02-01')).toEqual(['desk ana tester', 'vps bo tester']);
    expect(await on('2026-01-20', position - 1n)).toEqual([]);
  });

  it('is out of office on the days of an absence, as known', async () => {
    const { position } = await told(
      'absences',
      'participant,kind,from,until\nana,parental-leave,2026-05-01,2026-06-01\nbo,parental-leave,2026-05-20,\n',
    );
    const away = async (date: string, known = position): Promise<string[]> =>
      [...(await database.inTransaction(tester, (tx) => deals.readAway(tx, known, day(date))))].sort();
    expect(await away('2026-05-20')).toEqual(['ana', 'bo']);
    expect(await away('2026-06-01')).toEqual(['bo']);
    expect(await away('2026-05-20', position - 1n)).toEqual([]);
  });

  it('stands in for somebody on the days of a delegation, as far as it reaches', async () => {
    const { position } = await told(
      'delegations',
      'giver,deputy,matrix,most,currency,from,until,reason\nana,bo,deal-approval,50000.5,USD,2026-01-01,2026-02-01,On leave\nbo,cy,,,,2026-01-01,2026-03-01,Away\n',
    );
    const on = (date: string) =>
      database.inTransaction(tester, (tx) => deals.readDelegations(tx, position, day(date)));
    expect(await on('2026-01-31')).toMatchObject([
      { giver: 'ana', deputy: 'bo', matrix: 'deal-approval', most: { n: 100001n, d: 2n }, currency: 'USD' },
      { giver: 'bo', deputy: 'cy', matrix: null, most: null, currency: null, reason: 'Away' },
    ]);
    expect((await on('2026-02-01')).map(({ giver }) => giver)).toEqual(['bo']);
  });
});
