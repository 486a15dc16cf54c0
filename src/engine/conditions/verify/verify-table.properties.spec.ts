import fc from 'fast-check';
import { runs } from '../../../../test/support/properties/property-runs.js';
import type { FactValue } from '../../model/facts.js';
import type { HitPolicy, Table, UnaryTest } from '../../rulebook/rulebook.js';
import { compileTable } from '../compile-table.js';
import { placesOf } from '../fact-places.js';
import { readUnaryTests } from '../read-unary-test.js';
import type { NameType } from '../types/name-types.js';
import { valueIn } from './axis.js';
import { findDeadRows } from './dead-rows.js';
import { findOverlaps } from './overlaps.js';
import { stretches } from './ranges.js';
import { spaceOf, type TableSpace } from './table-space.js';
import { findUncovered, type Place } from './uncovered.js';

const INPUTS = ['line.discount', 'booking.date', 'booking.type', 'account.name'];
const names = new Map<string, NameType>([
  ['line.discount', { is: 'percent' }],
  ['booking.date', { is: 'date' }],
  ['booking.type', { is: 'one-of', values: ['new', 'renewal', 'expansion'] }],
  ['account.name', { is: 'text' }],
]);

const RATES = ['-', '-', 'known', '10%', '< 10%', '>= 10%', '(10%..20%]', '[20%..30%)', 'not([10%..20%])'];
const DATES = [
  '-',
  '-',
  'unknown',
  '2026-01-01',
  '<= 2026-01-01',
  '> 2026-01-02',
  '[2026-01-01..2026-01-03)',
  '(2026-01-05..2026-01-09]',
];
const NAMES_IN_ORDER = [
  '-',
  '-',
  '-',
  'Acme',
  '< B',
  '>= B',
  '[Acme..B]',
  '("B".."B!")',
  'not(> "Acme ")',
  'unknown',
];
const TYPES = ['-', '-', 'new', 'not(new)', 'not(new, renewal)', 'renewal'];

function read(cell: string | string[]): UnaryTest {
  const test = readUnaryTests(cell);
  if ('fault' in test) throw new Error(test.fault);
  return test;
}

function table(hit: HitPolicy, rows: readonly (readonly (string | string[])[])[]): Table {
  return {
    id: 't',
    effective: { from: 0, until: null },
    fingerprint: '',
    inputs: INPUTS,
    outputs: [{ id: 'who', is: 'text' }],
    hit,
    rows: rows.map((cells, at) => ({ id: String(at + 1), tests: cells.map(read), outputs: [{ word: 'x' }] })),
    noMatch: 'nothing',
  };
}

const cell = (cells: readonly string[]): fc.Arbitrary<string | string[]> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...cells) },
    {
      weight: 1,
      arbitrary: fc.uniqueArray(fc.constantFrom(...cells.filter((each) => each !== '-')), {
        minLength: 1,
        maxLength: 3,
      }),
    },
  );
const rows = fc.array(fc.tuple(cell(RATES), cell(DATES), cell(TYPES), cell(NAMES_IN_ORDER)), {
  maxLength: 9,
  size: 'max',
});

/** Every place there is: each atom of each axis. */
function places({ axes }: TableSpace): number[][] {
  const atoms = axes.map(({ unknown }) => Array.from({ length: unknown + 1 }, (_, atom) => atom));
  return atoms.reduce<number[][]>(
    (before, next) => before.flatMap((place) => next.map((atom) => [...place, atom])),
    [[]],
  );
}

const factsAt = ({ axes }: TableSpace, place: readonly number[]): FactValue[] =>
  axes.map((axis, at) => valueIn(axis, place[at] ?? 0) ?? anyKnown(axis, place[at] ?? 0, at));

/** An axis without constants has one atom for all that is known; any value stands for it. */
function anyKnown(axis: TableSpace['axes'][number], atom: number, at: number): FactValue {
  return atom === axis.unknown ? undefined : at === 1 ? 20_000 : { n: 1n, d: 7n };
}

/** The rows that match, as the compiled table says. */
function matchesOf(declared: Table): (space: TableSpace, place: readonly number[]) => readonly number[] {
  const asked = compileTable({ ...declared, hit: 'rule-order' }, placesOf(INPUTS));
  return (space, place) => {
    const answer = asked(factsAt(space, place));
    return answer.kind === 'list' ? answer.rows : [];
  };
}

const purse = (): { left: number } => ({ left: 10_000_000 });
const filled = (space: TableSpace, place: Place): number[] =>
  place.map((atom, at) => atom ?? space.thoughtOf[at]?.[0] ?? 0);

describe('what is found of a table, against asking it everywhere', () => {
  it('a gap is found exactly where no row matches', () => {
    const property = fc.property(rows, (given) => {
      const declared = table('first', given);
      const space = spaceOf(declared, names);
      const matches = matchesOf(declared);
      const thoughtOf = places(space).filter((place) =>
        place.every((atom, at) =>
          stretches(space.thoughtOf[at] ?? []).some(([low, high]) => atom >= low && atom <= high),
        ),
      );
      const found = findUncovered(space.boxes, space.thoughtOf, { most: 5, purse: purse() });
      expect(found.whole).toBe(true);
      expect(found.places.length > 0).toBe(thoughtOf.some((place) => matches(space, place).length === 0));
      for (const place of found.places) expect(matches(space, filled(space, place))).toEqual([]);
    });
    fc.assert(property, runs(300, 20_261_128));
  });

  it('two rows overlap exactly where both match', () => {
    const property = fc.property(rows, (given) => {
      const declared = table('unique', given);
      const space = spaceOf(declared, names);
      const matches = matchesOf(declared);
      const pairs = new Set(
        places(space).flatMap((place) => {
          const matched = matches(space, place);
          return matched.flatMap((a) => matched.filter((b) => a < b).map((b) => `${a} ${b}`));
        }),
      );
      const { found, count } = findOverlaps(space.boxes, { most: 999, wrong: () => true });
      expect(count).toBe(pairs.size);
      expect(new Set(found.map(({ first, second }) => `${first} ${second}`))).toEqual(pairs);
      for (const { first, second, place } of found)
        expect(matches(space, filled(space, place))).toEqual(expect.arrayContaining([first, second]));
    });
    fc.assert(property, runs(300, 20_261_129));
  });

  it('a row is dead exactly where it is nowhere the first that matches', () => {
    const property = fc.property(rows, (given) => {
      const declared = table('first', given);
      const space = spaceOf(declared, names);
      const matches = matchesOf(declared);
      const answering = new Set(places(space).flatMap((place) => matches(space, place).slice(0, 1)));
      const possible = space.boxes.flatMap(({ sides }, row) =>
        sides.every((side) => side.length > 0) ? [row] : [],
      );
      const { dead, whole } = findDeadRows(space.boxes, {
        purse: purse(),
        outranks: (other, row) => other < row,
      });
      expect(whole).toBe(true);
      expect(dead.map(({ row }) => row)).toEqual(possible.filter((row) => !answering.has(row)));
    });
    fc.assert(property, runs(300, 20_261_130));
  });
});
