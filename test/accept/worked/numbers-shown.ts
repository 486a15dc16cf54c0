import {
  add,
  ratio,
  readDecimal,
  roundToUnits,
  subtract,
  writeDecimal,
  ZERO,
  type Ratio,
} from '../../../src/engine/kernel/ratio.js';
import type { Earning, EarningLine } from '../../../src/engine/model/result.js';
import { creditedOf } from '../../../src/modules/rules/examples/outcome/credited.js';
import { postedOf } from '../../../src/modules/rules/examples/outcome/posted.js';
import type { World } from '../../../src/modules/rules/examples/world/world.js';
import type { KnownCalculation } from '../../../src/modules/rules/examples/outcome/known-calculation.js';

/** A situation worked out. */
export interface Worked {
  readonly world: World;
  readonly calculation: KnownCalculation;
}

type What = Readonly<Record<string, string>>;
type Found = KnownCalculation['earnings'][number];

/**
 * A number of what is earned: by incentive, person and period, or over all of them, and of it the tier, booking or modifier that is named.
 * `before` takes away what the same was in another period, `less` takes away an amount, `to: whole` rounds as the source prints; with `posted` it is what settling posts.
 */
export function numberShown(outcome: Worked, what: What): Ratio | string {
  const { before, less, to, ...rest } = what;
  const number =
    what['posted'] === undefined ? earned(outcome.calculation, rest) : posted(outcome.world, rest);
  if (typeof number === 'string') return number;
  if (to === 'whole') return ratio(roundToUnits(number, 0));
  if (before === undefined && less === undefined) return number;
  const other =
    before === undefined ? readDecimal(less ?? '') : earned(outcome.calculation, { ...rest, period: before });
  if (typeof other === 'string') return other;
  return other ? subtract(number, other) : `${less} is no number`;
}

function earned(calculation: KnownCalculation, what: What): Ratio | string {
  if (what['earned'] === undefined && what['what'] === 'credited') return credited(calculation, what);
  const found = calculation.earnings.filter(
    ({ earning }) =>
      earning.incentive !== '' &&
      matches(what['earned'], earning.incentive) &&
      matches(what['person'], earning.participant) &&
      matches(what['period'], earning.period.name),
  );
  if (found.length === 0) return 'nothing is earned there';
  const numbers = found.map((each) => numberOf(each, what, calculation));
  const missing = numbers.find((each) => typeof each === 'string');
  if (missing !== undefined) return missing;
  if (numbers.length > 1 && !ADDS_UP.has(what['what'] ?? '')) return `${numbers.length} earnings are there`;
  return (numbers as Ratio[]).reduce(add, ZERO);
}

/** What a person is credited, of whichever booking. */
function credited(calculation: KnownCalculation, what: What): Ratio {
  const own = creditedOf(calculation).filter(({ person }) => matches(what['person'], person));
  return own.map(({ amount }) => amount).reduce(add, ZERO);
}

function posted(world: World, what: What): Ratio {
  const rows = postedOf(world).filter(
    (row) =>
      matches(what['posted'], row.incentive) &&
      matches(what['person'], row.person) &&
      matches(what['period'], row.period),
  );
  return ratio(
    rows.reduce((sum, { cents }) => sum + cents, 0n),
    100n,
  );
}

const ADDS_UP: ReadonlySet<string> = new Set(['pay', 'base', 'amount', 'change', 'before-modifiers']);

function numberOf({ earning, lines }: Found, what: What, calculation: KnownCalculation): Ratio | string {
  if (what['tier'] !== undefined) return ofTier(earning, what);
  if (what['booking'] !== undefined) return ofBooking(lines, what, calculation);
  if (what['modifier'] !== undefined) return ofModifier(earning, what);
  const { measure, quota, attainment, amount, working } = earning;
  const numbers: Readonly<Record<string, Ratio | null>> = {
    pay: ratio(amount, 100n),
    measure,
    quota,
    attainment,
    exact: working.exact,
    'before-modifiers': working.tiers.map((tier) => tier.amount).reduce(add, ZERO),
    rate: rateOf(earning),
    place: readDecimal(/^place (\d+)$/.exec(working.tiers[0]?.id ?? '')?.[1] ?? '') ?? null,
  };
  return numbers[what['what'] ?? ''] ?? `it has no ${what['what'] ?? 'number'}`;
}

function rateOf({ working, measure }: Earning): Ratio | null {
  return measure.n === 0n ? null : ratio(working.exact.n * measure.d, working.exact.d * measure.n);
}

/** A tier that is not reached has no part: its numbers are nothing. */
function ofTier({ working }: Earning, what: What): Ratio | string {
  const tiers = working.tiers.filter(({ id }) => what['tier'] === '*' || id === what['tier']);
  if (what['what'] === 'rate') return tiers[0]?.rate ?? 'the tier pays nothing';
  if (what['what'] !== 'base' && what['what'] !== 'amount') return 'a tier has base, amount and rate';
  const key = what['what'];
  return tiers.map((tier) => tier[key]).reduce(add, ZERO);
}

function ofBooking(lines: readonly EarningLine[], what: What, calculation: KnownCalculation): Ratio | string {
  const own = lines.filter(
    ({ credit }) => credit !== null && calculation.lines[credit.line]?.booking === what['booking'],
  );
  const [first] = own;
  if (!first) return 'the booking has no line there';
  if (what['what'] === 'rate') return first.rate ?? 'the booking has no rate';
  if (what['what'] === 'share')
    return first.credit ? ratio(BigInt(first.credit.parts), BigInt(first.credit.of)) : ZERO;
  if (what['what'] === 'credited') return own.map(({ credited }) => credited).reduce(add, ZERO);
  return ratio(
    own.reduce((sum, { amount }) => sum + amount, 0n),
    100n,
  );
}

function ofModifier({ working }: Earning, what: What): Ratio | string {
  const modifier = working.modifiers.find((each) => each.what.includes(what['modifier'] ?? ''));
  if (!modifier)
    return `there is no modifier ${what['modifier']}: ${working.modifiers.map((each) => each.what).join(', ')}`;
  return (what['what'] === 'times' ? modifier.times : modifier.change) ?? 'it changes nothing';
}

function matches(wanted: string | undefined, is: string): boolean {
  return wanted === undefined || wanted === is;
}

export function sayNumber(number: Ratio | string): string {
  return typeof number === 'string' ? number : writeDecimal(number);
}
