import { add, compare, multiply, ratio, subtract, type Ratio } from '../../../kernel/ratio.js';
import { sayNumber } from '../../../conditions/verdict/say-test.js';
import { warningAt, type Finding } from '../../finding.js';
import type { Incentive, Table, UnaryTest } from '../../rulebook.js';
import { measureOf, type InPlan } from '../plan/in-plan.js';
import { sayLoss, sayPay } from '../money/money-words.js';
import { constantOf } from '../money/plain-rate.js';

/** A row, or an incentive, as far as it asks for the amount that its rate is paid on. */
export interface Band {
  readonly from: Ratio | null;
  readonly until: Ratio | null;
  /** Whether the amount at its end belongs to it. */
  readonly untilIn: boolean;
  readonly rate: Ratio;
  readonly row: string;
}

/** A table of rates by the very amount that they are paid on, in which a larger one earns less: 10% to 10,000 and 8% above costs 200 at 10,000. */
export function tableFalls({ formula }: Incentive, path: string, by: InPlan): Finding[] {
  if (formula.kind !== 'flat' || !('name' in formula.pays.what)) return [];
  const [first, id, output] = formula.pays.what.name.split('.');
  const sum = measureOf(formula.base, by.plan)?.sum;
  const tables = by.rulebook.tables.filter((table) => first === 'table' && table.id === id);
  return tables.slice(0, 1).flatMap((table) => {
    const side = table.inputs.findIndex((input) => input === sum);
    const column = table.outputs.findIndex((each) => each.id === output);
    if (side < 0 || column < 0) return [];
    return [...bandsOf(table, { side, column }).values()].flatMap((bands) =>
      falls(bands, { path, table }, by),
    );
  });
}

/** Rows that ask the same of everything but the amount, in order. */
function bandsOf(table: Table, { side, column }: { side: number; column: number }): Map<string, Band[]> {
  const groups = new Map<string, Band[]>();
  table.rows.forEach(({ id, tests, outputs }, index) => {
    const rate = outputs[column] && constantOf(outputs[column]);
    const band = tests[side] && bandOf(tests[side]);
    if (!rate || !band) return;
    const key = JSON.stringify(
      tests.filter((_, at) => at !== side),
      (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
    );
    const row = table.rowsStartWith === undefined ? `row ${index + 1}` : `row ${id}`;
    groups.set(key, [...(groups.get(key) ?? []), { ...band, rate, row }]);
  });
  return groups;
}

/** From where to where a test takes amounts; nothing where that is no one stretch. */
export function bandOf(test: UnaryTest): Pick<Band, 'from' | 'until' | 'untilIn'> | undefined {
  if (test.is === 'less' || test.is === 'less-or-equal') {
    const until = constantOf(test.than);
    return until && { from: null, until, untilIn: test.is === 'less-or-equal' };
  }
  if (test.is === 'greater' || test.is === 'greater-or-equal') {
    const from = constantOf(test.than);
    return from && { from, until: null, untilIn: false };
  }
  if (test.is !== 'within') return undefined;
  const [from, until] = [constantOf(test.from), constantOf(test.to)];
  return from && until && { from, until, untilIn: test.includesTo };
}

function falls(
  bands: readonly Band[],
  { path, table }: { path: string; table: Table },
  { plan: { currency } }: InPlan,
): Finding[] {
  return bands.flatMap((band) => {
    const fall = fallBehind(band, bands, currency);
    if (!fall) return [];
    const message = `By ${band.row} of ${table.id} ${fall.smaller}, and by ${fall.next.row} ${fall.larger} for a larger sale.`;
    const remedy = 'Let the larger amount pay at least as much, or write tiers with `mode: marginal`.';
    return [warningAt(`${path}.flat.pays`, { code: 'PAY_FALLS', message, remedy })];
  });
}

/** What the last amount of a band earns, and the first of the one behind it, where that is less. */
export function fallBehind(
  band: Band,
  bands: readonly Band[],
  currency: string,
): { readonly next: Band; readonly smaller: string; readonly larger: string } | undefined {
  const { until } = band;
  const next = bands.find(({ from }) => from && until && compare(from, until) === 0);
  if (!next || !until || until.n <= 0n || compare(band.rate, next.rate) <= 0) return undefined;
  const last = band.untilIn ? until : subtract(until, CENT);
  const then = band.untilIn ? add(until, CENT) : until;
  const [before, after] = [multiply(last, band.rate), multiply(then, next.rate)];
  // A rate that is a hair lower may still pay more for a cent more.
  if (compare(before, after) <= 0) return undefined;
  const say = (amount: Ratio): string => sayNumber(amount, { kind: 'money', currency });
  return {
    next,
    smaller: `${say(last)} earn ${sayPay(before, currency)}`,
    larger: `${say(then)} earn ${sayPay(after, currency)}: ${sayLoss({ before, after }, currency)}`,
  };
}

const CENT = ratio(1n, 100n);
