import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { file, movingOn } from '../../../test/support/accounts/moving-company.js';
import { give, OWNED, publishOwned } from '../../../test/support/accounts/owned-company.js';
import { calculationOn } from '../../../test/support/calculation.js';
import { asAdministrator, testDatabase } from '../../../test/support/database.js';
import { runs } from '../../../test/support/properties/property-runs.js';
import { ACTOR } from '../../../test/support/small-company.js';
import { EarningsService } from '../calculation/earnings.service.js';

const PEOPLE = ['ana', 'ben', 'cho'] as const;
const PERSON = fc.constantFrom(...PEOPLE);
const ANYBODY = fc.option(PERSON, { nil: '', freq: 2 });

const database = testDatabase();
const { previews, transitions } = movingOn(database);

/** An account: what its file says, who owns it from the first of months on, whose account it belongs to, and the move that is made of it. */
interface Owned {
  readonly owner: string;
  readonly previous: string;
  readonly below: number | null;
  readonly rows: readonly { readonly month: number; readonly months: number; readonly owner: string }[];
  readonly move: { readonly month: number; readonly to: string } | null;
}

const OWNED_ACCOUNT: fc.Arbitrary<Owned> = fc.record({
  owner: ANYBODY,
  previous: fc.oneof({ weight: 4, arbitrary: fc.constant('') }, { weight: 1, arbitrary: PERSON }),
  below: fc.option(fc.nat(4)),
  rows: fc.array(
    fc.record({
      month: fc.integer({ min: 1, max: 11 }),
      months: fc.integer({ min: 1, max: 6 }),
      owner: PERSON,
    }),
    { maxLength: 4 },
  ),
  move: fc.option(fc.record({ month: fc.integer({ min: 1, max: 12 }), to: PERSON }), { freq: 4 }),
});

const dayOf = (month: number, day = '01'): string => `2026-${String(month).padStart(2, '0')}-${day}`;

/** Rows of account-owners, no two of one account on the same day. */
function ownerRows({ rows }: Owned, account: string): string[] {
  const sorted = [...new Map(rows.map((row) => [row.month, row])).values()].sort((a, b) => a.month - b.month);
  return sorted.map(({ month, months, owner }, at) => {
    const until = Math.min(month + months, sorted[at + 1]?.month ?? 12);
    return `${account},${owner},${dayOf(month)},${dayOf(until)}`;
  });
}

async function tell(kind: string, ...rows: readonly string[]): Promise<void> {
  expect((await give(database, [kind, ...rows])).rejections).toEqual([]);
}

/** What was told until now was told some days ago. */
async function daysPass(): Promise<void> {
  await asAdministrator(
    'alter table audit_entry disable trigger append_only',
    `update audit_entry set recorded_at = recorded_at - interval '5 days'`,
    'alter table audit_entry enable always trigger append_only',
  );
}

/** Who is credited for each booking. */
async function credited(): Promise<ReadonlyMap<string, string>> {
  const { summary } = await calculationOn(database).service.calculate(ACTOR);
  const earnings = new EarningsService(database);
  const found = await earnings.earnings(ACTOR, { calculation: summary.calculation });
  const lines = await earnings.linesOf(ACTOR, summary.calculation, found);
  return new Map(
    found.flatMap(({ id, earning }) =>
      (lines.get(id) ?? []).flatMap(({ booking }) =>
        booking ? [[booking.booking, earning.participant] as const] : [],
      ),
    ),
  );
}

/** Bookings that went from one to another, as calculated. */
function moved(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((booking) => before.get(booking) !== after.get(booking))
    .map((booking) => `${booking} ${before.get(booking) ?? 'house'} ${after.get(booking) ?? 'house'}`)
    .sort();
}

/** Who owns an account on a day. */
async function ownersOf(run: string): Promise<(account: string, day: string) => string | undefined> {
  const rows = await database.reading(ACTOR, (tx) =>
    tx.query<{ account: string; participant: string; since: string; till: string }>(
      `select account, participant, case since when '-infinity' then '' else since::text end as since, till::text from account_owner_days(last_position())
       where account like $1 and participant is not null`,
      [`${run}-%`],
    ),
  );
  return (account, day) =>
    rows.find((row) => row.account === account && row.since <= day && day < row.till)?.participant;
}

/** Bookings that would go from one to another, as previewed. */
async function previewed(moves: ReturnType<typeof file>): Promise<string[]> {
  const { credits } = await previews.preview(ACTOR, moves);
  const found = new Map<string, { was: string; is: string }>();
  for (const { booking, participant, before, after } of credits) {
    const said = found.get(booking) ?? { was: 'house', is: 'house' };
    if (before.n !== 0n) said.was = participant;
    if (after.n !== 0n) said.is = participant;
    found.set(booking, said);
  }
  return [...found].map(([booking, { was, is }]) => `${booking} ${was} ${is}`).sort();
}

/** Makes the moves, and says what went where beside what the preview said. */
async function made(rows: readonly string[]): Promise<readonly [previewed: string[], moved: string[]]> {
  const moves = file(...rows);
  const [said, before] = [await previewed(moves), await credited()];
  const { id } = await transitions.propose(ACTOR, moves);
  await transitions.apply(ACTOR, id);
  return [said, moved(before, await credited())];
}

/** Tells accounts with a booking in every month: those of which `late` were told of with owners after what was booked. */
async function tellAccounts(run: string, accounts: readonly Owned[], late: boolean): Promise<void> {
  const name = (at: number): string => `${run}-${at}`;
  await tell(
    'accounts',
    'account,name,owner,parent,account.previous-owner',
    ...accounts.map(({ owner, below, previous }, at) => {
      const parent = below === null || at <= below ? '' : name(below);
      return `${name(at)},A,${owner},${parent},${previous}`;
    }),
  );
  const owners = [
    'account,participant,from,until',
    ...accounts.flatMap((each, at) => ownerRows(each, name(at))),
  ];
  const bookings = accounts.flatMap((_, at) =>
    Array.from(
      { length: 12 },
      (__, month) => `${name(at)}/${month + 1},${dayOf(month + 1, '15')},USD,1000,${name(at)}`,
    ),
  );
  if (!late) await tell('account-owners', ...owners);
  await tell('bookings', 'booking,date,currency,net,account', ...bookings);
  await daysPass();
  if (late) await tell('account-owners', ...owners);
  await daysPass();
}

beforeAll(async () => {
  await publishOwned(database, {
    policy: ['account.previous-owner', 'account.parent-owner', 'account.owner'],
  });
  const [people, seats] = OWNED;
  for (const [kind, ...rows] of [people, seats].flatMap((each) => (each ? [each] : [])))
    await tell(kind, ...rows);
});

describe('a preview of moving accounts', () => {
  it('tells of bookings after the days that move, whose owner stays and whose previous owner does not', async () => {
    await tell('accounts', 'account,name,owner', 'x-1,X,');
    await tell(
      'account-owners',
      'account,participant,from,until',
      'x-1,ana,2026-01-01,2026-06-01',
      'x-1,ben,2026-06-01,',
    );
    await tell(
      'bookings',
      'booking,date,currency,net,account',
      'x/1,2026-03-01,USD,1000,x-1',
      'x/2,2026-07-01,USD,1000,x-1',
    );
    const [said, moves] = await made(['x-1,cho,balance,2026-02-01']);
    expect(moves).toEqual(['x/2 ana cho']);
    expect(said).toEqual(moves);
  });

  it('says what moves once they have', async () => {
    let [nth, found] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.array(OWNED_ACCOUNT, { minLength: 60, maxLength: 60 }),
        fc.boolean(),
        async (accounts, late) => {
          const run = `r${(nth += 1)}`;
          await tellAccounts(run, accounts, late);
          const owners = await ownersOf(run);
          const rows = accounts.flatMap(({ move }, at) => {
            if (!move) return [];
            const on = dayOf(move.month, '10');
            return owners(`${run}-${at}`, on) === move.to ? [] : [`${run}-${at},${move.to},balance,${on}`];
          });
          const [said, moves] = await made(rows);
          expect(said).toEqual(moves);
          found += moves.length;
        },
      ),
      { ...runs(3, 1), endOnFailure: true },
    );
    expect(found).toBeGreaterThan(100);
  }, 300_000);
});
