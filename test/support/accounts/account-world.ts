import fc from 'fast-check';
import { writeDay, type Day } from '../../../src/engine/kernel/day.js';
import type { Told } from '../small-company.js';

/** A dated row: rows of one account have no common day. */
export interface DatedRow {
  readonly account: number;
  readonly value: string;
  readonly from: Day;
  readonly until: Day | null;
}

/** What is told of some accounts, the parents of each of a lower number. */
export interface AccountWorld {
  readonly file: readonly {
    readonly owner: string | null;
    readonly parent: number | null;
    readonly segment: string | null;
  }[];
  readonly owners: readonly DatedRow[];
  readonly named: readonly DatedRow[];
  readonly segments: readonly DatedRow[];
  readonly parents: readonly DatedRow[];
}

const FIRST: Day = 20_454; // 2026-01-01
const DAYS = 120;
export const ACCOUNTS = 5;
const PEOPLE = ['ana', 'ben', 'cho', 'dan'];
const SEGMENTS = ['smb', 'mid-market'];

const person = fc.constantFrom(...PEOPLE);
const segment = fc.constantFrom(...SEGMENTS);

/** Rows of one account: cuts of time, some pieces left out. */
function rowsOf(account: number, value: fc.Arbitrary<string>): fc.Arbitrary<DatedRow[]> {
  const cuts = fc.uniqueArray(fc.integer({ min: 0, max: DAYS }), { maxLength: 6 });
  return cuts.chain((days) => {
    const sorted = [...days].sort((a, b) => a - b);
    const piece = fc.option(value, { freq: 2, nil: undefined });
    return fc.tuple(...sorted.map(() => piece)).map((values) =>
      values.flatMap((each, at): DatedRow[] => {
        const next = sorted[at + 1];
        if (each === undefined) return [];
        const until = next === undefined ? null : FIRST + next;
        return [{ account, value: each, from: FIRST + (sorted[at] ?? 0), until }];
      }),
    );
  });
}

const all = (value: (account: number) => fc.Arbitrary<string>, from = 0): fc.Arbitrary<DatedRow[]> =>
  fc
    .tuple(...Array.from({ length: ACCOUNTS - from }, (_, nth) => rowsOf(from + nth, value(from + nth))))
    .map((rows) => rows.flat());
const above = (account: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: account - 1 });

/** Accounts that never stand above themselves: each belongs to one of a lower number. */
export const accountWorld: fc.Arbitrary<AccountWorld> = fc.record({
  file: fc.tuple(
    ...Array.from({ length: ACCOUNTS }, (_, account) =>
      fc.record({
        owner: fc.option(person),
        segment: fc.option(segment),
        parent: account === 0 ? fc.constant(null) : fc.option(above(account)),
      }),
    ),
  ),
  owners: all(() => person),
  named: fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 3, arbitrary: all(() => person) }),
  segments: all(() => segment),
  parents: all((account) => above(account).map(String), 1),
});

export const anyDay: fc.Arbitrary<Day> = fc.integer({ min: FIRST - 5, max: FIRST + DAYS + 5 });

/** The rows of a world as they are stored, of accounts whose ids begin so. */
export function toldOf(
  { file, owners, named, segments, parents }: AccountWorld,
  id: (account: number) => string,
): Told[] {
  const accounts = file.map(({ owner, parent, segment: of }, account): Told => ({
    table: 'account',
    id: id(account),
    revision: 1,
    columns: {
      name: id(account),
      owner,
      segment: of,
      parent: parent === null ? null : id(parent),
      attributes: '{}',
    },
  }));
  const rows = (table: string, column: string, of: readonly DatedRow[]): Told[] =>
    of.map(({ account, value, from, until }) => ({
      table,
      id: `${id(account)} ${from}`,
      revision: 1,
      columns: {
        account: id(account),
        [column]: column === 'parent' ? id(Number(value)) : value,
        effective_from: writeDay(from),
        effective_until: until === null ? null : writeDay(until),
      },
    }));
  return [
    ...accounts,
    ...rows('account_owner', 'participant', owners),
    ...rows('named_account', 'participant', named),
    ...rows('account_segment', 'segment', segments),
    ...rows('account_parent', 'parent', parents),
  ];
}

const on = (rows: readonly DatedRow[], account: number, day: Day): string | undefined =>
  rows.find((row) => row.account === account && row.from <= day && (row.until === null || day < row.until))
    ?.value;

/** What an account is on a day, found by looking at one day after another. */
export function factsByHand(
  world: AccountWorld,
  { account, day, isAnyNamed }: { account: number; day: Day; isAnyNamed: boolean },
): Record<string, string | undefined> {
  const ownerOn = (of: number, date: Day): string | undefined =>
    on(world.owners, of, date) ?? world.file[of]?.owner ?? undefined;
  const parentOn = (of: number): number | undefined => {
    const dated = on(world.parents, of, day);
    return dated === undefined ? (world.file[of]?.parent ?? undefined) : Number(dated);
  };
  let top = account;
  for (let next = parentOn(top); next !== undefined; next = parentOn(top)) top = next;
  const owner = ownerOn(account, day);
  let before: string | undefined;
  if (world.owners.some((row) => row.account === account))
    for (let date = FIRST - 20; date < day; date += 1) {
      const then = ownerOn(account, date);
      if (then !== undefined && then !== owner) before = then;
    }
  const named = on(world.named, account, day);
  return {
    'account.owner': owner,
    'account.segment': on(world.segments, account, day) ?? world.file[account]?.segment ?? undefined,
    'account.named': named === undefined ? (isAnyNamed ? 'ordinary' : undefined) : 'named',
    'account.named-owner': named,
    'account.previous-owner': before,
    'account.parent-owner': top === account ? undefined : ownerOn(top, day),
  };
}

/** What becomes of rows of owners in a second revision: each of another, or taken back. */
export interface Correction {
  readonly nth: number;
  readonly value: string | null;
}

export const corrections: fc.Arbitrary<readonly Correction[]> = fc.uniqueArray(
  fc.record({ nth: fc.nat({ max: 12 }), value: fc.option(person) }),
  { maxLength: 4, selector: ({ nth }) => nth },
);

/** A world whose owners are corrected. */
export function corrected(world: AccountWorld, by: readonly Correction[]): AccountWorld {
  const owners = world.owners.flatMap((row, nth) => {
    const found = by.find((each) => each.nth === nth);
    if (found?.value === null) return [];
    return [found ? { ...row, value: found.value } : row];
  });
  return { ...world, owners };
}

/** The second revisions of the rows of owners that are corrected. */
export function toldAgain(
  world: AccountWorld,
  by: readonly Correction[],
  id: (account: number) => string,
): Told[] {
  return by.flatMap(({ nth, value }) => {
    const row = world.owners[nth];
    if (!row) return [];
    const [told] = toldOf(
      {
        ...world,
        file: [],
        named: [],
        segments: [],
        parents: [],
        owners: [{ ...row, value: value ?? row.value }],
      },
      id,
    );
    return told ? [{ ...told, revision: 2, withdrawn: value === null }] : [];
  });
}
