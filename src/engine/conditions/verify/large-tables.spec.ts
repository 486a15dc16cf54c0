import { writeDay } from '../../kernel/day.js';
import type { Table, UnaryTest, HitPolicy } from '../../rulebook/rulebook.js';
import { readUnaryTest } from '../read-unary-test.js';
import type { NameType } from '../types/name-types.js';
import { SEARCH_STEPS, verifyTable } from './verify-table.js';

const COLUMNS = 7;
const ROWS = 1_500;
const WORDS = 2;
const FIRST_DAY = 20_454;
/** So few that many ends are neighbours. */
const DAYS = 300;
const INPUTS = Array.from({ length: COLUMNS }, (_, at) => `booking.f${at + 1}`);
const isDay = (at: number): boolean => at === COLUMNS - 1;
const names = new Map<string, NameType>(INPUTS.map((input, at) => [input, typeOf(at)]));

/** Words, then counts, and at last a date. */
function typeOf(at: number): NameType {
  if (at < WORDS) return { is: 'one-of', values: ['a', 'b', 'c', 'd', 'e', 'f'] };
  return isDay(at) ? { is: 'date' } : { is: 'count', unit: 'unit' };
}

/** Numbers that look like chance and are always the same. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

type Side = { words: string[] } | { low: number | null; high: number | null };
type Cell = readonly Side[];

/** Cuts the whole space until there are 1,500 boxes, which then neither overlap nor leave a gap: what a decision tree gives. */
function partition(seed: number): Cell[] {
  const roll = dice(seed);
  const boxes: Cell[] = [
    INPUTS.map((_, at) =>
      at < WORDS ? { words: ['a', 'b', 'c', 'd', 'e', 'f'] } : { low: null, high: null },
    ),
  ];
  while (boxes.length < ROWS) {
    const picked = roll(boxes.length);
    const [box] = boxes.splice(picked, 1);
    const at = roll(COLUMNS);
    boxes.push(...(box ? cut(box, at, roll) : []));
  }
  return boxes;
}

function cut(box: Cell, at: number, roll: (below: number) => number): Cell[] {
  const side = box[at];
  const put = (each: Side): Cell => box.map((old, index) => (index === at ? each : old));
  if (!side) return [box];
  if ('words' in side) {
    const middle = Math.ceil(side.words.length / 2);
    return side.words.length < 2
      ? [box]
      : [put({ words: side.words.slice(0, middle) }), put({ words: side.words.slice(middle) })];
  }
  const [low, high] = [side.low ?? 0, side.high ?? (isDay(at) ? DAYS : 100_000)];
  const middle = low + 1 + roll(Math.max(1, high - low - 1));
  if (middle >= high) return [box];
  return [put({ ...side, high: middle }), put({ ...side, low: middle })];
}

function say(side: Side, at: number): string {
  const limit = (number: number): string => (isDay(at) ? writeDay(FIRST_DAY + number) : `${number} units`);
  if ('words' in side) return side.words.length === 6 ? '-' : `[${side.words.join(', ')}]`;
  const { low, high } = side;
  if (low === null) return high === null ? '-' : `< ${limit(high)}`;
  return high === null ? `>= ${limit(low)}` : `[${limit(low)}..${limit(high)})`;
}

function table(hit: HitPolicy, boxes: readonly Cell[]): Table {
  return {
    id: 't',
    effective: { from: 0, until: null },
    fingerprint: '',
    inputs: INPUTS,
    outputs: [{ id: 'rate', is: 'text' }],
    hit,
    rows: boxes.map((box, at) => ({
      id: String(at + 1),
      tests: box.map(say).map(read),
      outputs: [{ word: `answer ${at}` }],
    })),
    noMatch: 'refuse',
  };
}

function read(cell: string): UnaryTest {
  const test = readUnaryTest(cell);
  if ('fault' in test) throw new Error(test.fault);
  return test;
}

/** What the check of a table costs in steps, and what it says. */
function verified(declared: Table) {
  const purse = { left: SEARCH_STEPS };
  const findings = verifyTable(declared, names, purse);
  return { codes: findings.map(({ code }) => code), steps: SEARCH_STEPS - purse.left };
}

describe('a table of 1,500 rows and 7 columns', () => {
  const whole = partition(7);
  it.each(['unique', 'first', 'any'] as const)('without a fault under %s is looked at to the end', (hit) => {
    const { codes, steps } = verified(table(hit, whole));
    expect(codes).toEqual([]);
    expect(steps).toBeLessThan(2_500_000);
  });

  it('shows the gap of one row that is taken away', () => {
    const { codes, steps } = verified(
      table(
        'unique',
        whole.filter((_, at) => at !== 700),
      ),
    );
    expect(new Set(codes)).toEqual(new Set(['TABLE_GAP']));
    expect(steps).toBeLessThan(1_750_000);
  });

  it('with rows altered at random is judged within the same bound', () => {
    const roll = dice(11);
    const noisy = whole.map((box) => {
      const column = 2 + roll(COLUMNS - 2);
      return roll(10) === 0
        ? box.map((side, at): Side =>
            at === column ? { low: roll(50_000), high: 50_001 + roll(50_000) } : side,
          )
        : box;
    });
    for (const hit of ['unique', 'first', 'any'] as const) {
      const { codes, steps } = verified(table(hit, noisy));
      expect(codes).toContain('TABLE_GAP');
      expect(steps).toBeLessThan(500_000);
    }
  });

  it('of falling thresholds, each row inside all that follow, stays within the bound', () => {
    const all: Side = { words: ['a', 'b', 'c', 'd', 'e', 'f'] };
    const falling = whole.map((_, at): Cell =>
      INPUTS.map((__, column) => (column < 2 ? all : { low: ROWS - at, high: null })),
    );
    const { codes, steps } = verified(table('first', falling));
    expect(new Set(codes)).toEqual(new Set(['UNUSED', 'TABLE_GAP']));
    expect(steps).toBeLessThan(3_000_000);
  });

  it('of which no match gives nothing is judged all the same', () => {
    const { codes, steps } = verified({ ...table('first', whole), noMatch: 'nothing' });
    expect(codes).toEqual([]);
    expect(steps).toBeLessThan(500_000);
  });

  it('costs no more where its rows begin and end on neighbouring days than where they do on numbers', () => {
    const all: Side = { words: ['a', 'b', 'c', 'd', 'e', 'f'] };
    const stepsWith = (column: number): number => {
      const roll = dice(13);
      const rows = whole.map((): Cell => {
        const low = roll(700);
        const side = { low, high: low + 1 + roll(60) };
        return INPUTS.map((_, at) => (at < WORDS ? all : at === column ? side : { low: null, high: null }));
      });
      return verified(table('first', rows)).steps;
    };
    const [withDays, withNumbers] = [stepsWith(COLUMNS - 1), stepsWith(COLUMNS - 2)];
    expect(withNumbers).toBeLessThan(1_500_000);
    expect(withDays).toBeLessThanOrEqual(withNumbers);
  });

  it('says so where there is too much to look at', () => {
    const purse = { left: 1_000 };
    const found = verifyTable(table('unique', whole), names, purse);
    expect(found.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['warning NOT_SEARCHED']);
  });
});
