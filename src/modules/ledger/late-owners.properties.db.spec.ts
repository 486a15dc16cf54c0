import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { give, OWNED, publishOwned } from '../../../test/support/accounts/owned-company.js';
import { calculationOn } from '../../../test/support/calculation.js';
import { asAdministrator, testDatabase } from '../../../test/support/database.js';
import { runs } from '../../../test/support/properties/property-runs.js';
import { ACTOR } from '../../../test/support/small-company.js';
import { ImportService } from '../bookings/import.service.js';
import { RulingsService, type Question } from '../engagement/rulings.service.js';
import { RulesService } from '../rules/rules.service.js';

const database = testDatabase();
const { service } = calculationOn(database);
const rulings = new RulingsService(database, new RulesService(database));
const ACCOUNTS = ['a-1', 'a-2', 'a-3', 'a-4'];
const DAYS = ['2026-02-05', '2026-03-05', '2026-04-05'];

/** Makes all that was told before look as if it was told so many days ago. */
async function ago(days: number): Promise<void> {
  await asAdministrator(
    'alter table audit_entry disable trigger append_only',
    `update audit_entry set recorded_at = recorded_at - interval '${days} days'`,
    'alter table audit_entry enable always trigger append_only',
  );
}

const bookings = (of: string): [string, ...string[]] => [
  'bookings',
  'booking,date,currency,net,account',
  ...ACCOUNTS.flatMap((account) => DAYS.map((day) => `${of}-${account}-${day},${day},USD,1000,${account}`)),
];

/** Who has each booking: people, or the house. */
async function holders(of: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const account of ACCOUNTS)
    for (const day of DAYS) {
      const subject = `crm/${of}-${account}-${day}/1`;
      const question: Question = { kind: 'booking', subject, decision: 'credit', day };
      const { gives, exception } = await rulings.decide(ACTOR, question);
      found.set(subject, exception ?? gives.map(({ output }) => output).join(' '));
    }
  return found;
}

/** Bookings that a calculation leaves at the house. */
async function atHouse(of: string): Promise<readonly string[]> {
  const { summary } = await service.calculate(ACTOR, { shards: 2 });
  return await database.reading(ACTOR, async (tx) => {
    const rows = await tx.query<{ key: string }>(
      `select distinct 'crm/' || b.external_id || '/1' as key from credit_exception x join booking_line b on b.id = x.booking_line
       where x.calculation = $1 and x.code = 'HOUSE' and b.external_id like $2`,
      [summary.calculation, `${of}-%`],
    );
    return rows.map(({ key }) => key).sort();
  });
}

const one = (values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
const maybe = (values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom('', '', ...values);
const PEOPLE = ['ana', 'ben', 'cho'];
const period = [one(['2026-01-01', '2026-03-01']), one(['', '2026-03-01', '2026-04-01'])] as const;
const row = (kind: string, columns: string, ...cells: readonly fc.Arbitrary<string>[]) =>
  fc.tuple(...cells).map((texts): [string, string, string] => [kind, columns, texts.join(',')]);
const AFTER = 'account.previous-owner,account.parent-owner,account.named-owner';
const LATE = fc.oneof(
  row(
    'accounts',
    `account,name,owner,parent,${AFTER}`,
    one(ACCOUNTS),
    one(['A']),
    maybe(PEOPLE),
    maybe([...ACCOUNTS, 'group']),
    fc.constantFrom('', '', '', 'cho'),
    fc.constantFrom('', '', '', 'ben'),
    fc.constantFrom('', '', '', 'ana'),
  ),
  row(
    'account-owners',
    'row,account,participant,from,until',
    one(['w1', 'w2', 'w3', 'w4']),
    one(ACCOUNTS),
    one(PEOPLE),
    ...period,
  ),
  row(
    'account-owners',
    'row,account,participant,from,until,withdrawn',
    one(['w1', 'w2']),
    one(ACCOUNTS),
    one(PEOPLE),
    ...period,
    one(['yes']),
  ),
  row(
    'named-accounts',
    'row,account,participant,from,until',
    one(['n1', 'n2']),
    one(ACCOUNTS),
    one(PEOPLE),
    ...period,
  ),
  row(
    'account-parents',
    'row,account,parent,from,until',
    one(['p1', 'p2']),
    one(ACCOUNTS),
    one([...ACCOUNTS, 'group']),
    ...period,
  ),
  fc.constant('undo' as const),
);

const RULES = (backfill: number) => ({
  backfill: backfill === 0 ? '' : `backfill: ${backfill} days\n`,
  policy: ['account.owner', 'account.previous-owner', 'account.parent-owner', 'account.named-owner'],
});

beforeAll(async () => {
  await publishOwned(database, RULES(0));
  for (const told of OWNED) await give(database, told);
  await give(database, ['accounts', 'account,name', ...ACCOUNTS.map((account) => `${account},A`)]);
}, 60_000);

describe('owners who are told late', () => {
  it('move no credit from the house, in whatever order and by whatever file, but within backfill', async () => {
    let [nth, moved] = [0, 0];
    const history = fc.array(LATE, { minLength: 12, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(history, async (told) => {
        nth += 1;
        await publishOwned(database, RULES(0));
        await give(database, bookings(`B${nth}`));
        const before = await holders(`B${nth}`);
        const house = [...before].flatMap(([key, who]) => (who === 'house' ? [key] : []));
        await ago(20);
        const entries: string[] = [];
        for (const each of told) {
          const last = entries.pop();
          if (each !== 'undo')
            entries.push(...[last, (await give(database, each)).entry].filter((entry) => entry != null));
          else if (last !== undefined)
            await new ImportService(database).undoImport(ACTOR, last, { catalogue: null });
          const now = await holders(`B${nth}`);
          expect(house.map((key) => [key, now.get(key)])).toEqual(house.map((key) => [key, 'house']));
        }
        expect(await atHouse(`B${nth}`)).toEqual(
          [...(await holders(`B${nth}`))].flatMap(([key, who]) => (who === 'house' ? [key] : [])).sort(),
        );
        await give(database, bookings(`C${nth}`));
        const fresh = await holders(`C${nth}`);
        await publishOwned(database, RULES(30));
        const within = await holders(`B${nth}`);
        const plain = [...(await holders(`C${nth}`)).values()];
        expect([...fresh.values()]).toEqual(plain);
        expect([...within.values()]).toEqual(plain);
        moved += house.filter((key) => within.get(key) !== 'house').length;
        await ago(200);
      }),
      { ...runs(2, 5, 12), endOnFailure: true },
    );
    expect(moved).toBeGreaterThan(0);
  }, 900_000);
});
