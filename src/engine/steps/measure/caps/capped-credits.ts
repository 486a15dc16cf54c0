import type { Ratio } from '../../../kernel/ratio.js';
import type { Day } from '../../../kernel/day.js';
import type { Measure, MeasureModifier, Operand } from '../../../rulebook/rulebook.js';
import type { CreditedFor } from '../../credit/credit-book.js';
import type { PlanVersion } from '../../plan-version.js';
import { VersionWalk } from '../version-walk.js';

type Cap = Extract<MeasureModifier, { kind: 'cap' }>;

/** What capping needs of a stint. */
interface Capping {
  readonly unit: bigint;
  readonly length: number;
  readonly dates: Int32Array;
  readonly counts: Int32Array;
  versionOn(date: Day): PlanVersion | undefined;
  bookingAt(place: number): number;
  amountAt(place: number, fact: string, by: CreditedFor): bigint;
  numberOn(operand: Operand, on: { version: PlanVersion | undefined; day: Day }): Ratio | undefined;
}

/** The caps of a measure on what a credit or a deal counts, from top to bottom. */
export function capsOf({ modify = [] }: Measure): readonly Cap[] {
  return modify.filter((each) => each.kind === 'cap');
}

/** What of one booking was counted: without a cap, and with it. */
interface Counted {
  booking: number;
  whole: bigint;
  kept: bigint;
}

/**
 * What each credit of a stint counts for a measure that caps credits or deals, in 1/unit, by its place. A credit counts the cap at most, one that takes back
 * at least its negative. Of a deal the lines that come first count until the cap is reached, so that its lines make the cap in any order. A cap that is
 * finer than the stint's unit is cut to it; one that is not known leaves the credit as it is.
 */
export function cappedCredits(stint: Capping, id: string, by: CreditedFor): readonly bigint[] {
  const walk = new VersionWalk(stint, (version) => {
    const measure = version.measure(id);
    return measure ? { measure, bit: version.measureBit(id), caps: capsOf(measure) } : null;
  });
  const found: bigint[] = [];
  const deals: Counted[] = [];
  for (let place = 0; place < stint.length; place += 1) {
    const date = stint.dates[place] ?? 0;
    walk.to(date);
    const { says, version } = walk;
    if (!says || ((stint.counts[place] ?? 0) & says.bit) === 0) {
      found.push(0n);
      continue;
    }
    const booking = stint.bookingAt(place);
    let amount = stint.amountAt(place, says.measure.sum, by);
    says.caps.forEach((cap, at) => {
      const limit = inUnits(stint.numberOn(cap.at, { version, day: date }), stint);
      if (limit === undefined) return;
      if (cap.what === 'credit') amount = within(amount, limit);
      else amount = ofDeal((deals[at] ??= { booking: -1, whole: 0n, kept: 0n }), { booking, amount, limit });
    });
    found.push(amount);
  }
  return found;
}

function ofDeal(
  deal: Counted,
  { booking, amount, limit }: { booking: number; amount: bigint; limit: bigint },
): bigint {
  if (deal.booking !== booking) Object.assign(deal, { booking, whole: 0n, kept: 0n });
  deal.whole += amount;
  const before = deal.kept;
  deal.kept = within(deal.whole, limit);
  return deal.kept - before;
}

function inUnits(limit: Ratio | undefined, { unit }: Capping): bigint | undefined {
  return limit && (limit.n * unit) / limit.d;
}

function within(amount: bigint, limit: bigint): bigint {
  if (amount > limit) return limit;
  return amount < -limit ? -limit : amount;
}
