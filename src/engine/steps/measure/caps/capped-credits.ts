import type { Ratio } from '../../../kernel/ratio.js';
import type { Day } from '../../../kernel/day.js';
import type { Measure, MeasureModifier, Operand } from '../../../rulebook/rulebook.js';
import type { CreditedFor } from '../../credit/credit-book.js';
import type { PlanVersion } from '../../plan-version.js';
import { VersionWalk } from '../version-walk.js';
import { DealCounts, type KnownCap } from './deal-counts.js';
import type { InDeal } from './deals.js';

type Cap = Extract<MeasureModifier, { kind: 'cap' }>;

/** What capping needs of a stint. */
interface Capping {
  readonly unit: bigint;
  readonly length: number;
  readonly dates: Int32Array;
  readonly counts: Int32Array;
  versionOn(date: Day): PlanVersion | undefined;
  dealAt(place: number): InDeal;
  grantAt(place: number): number;
  amountAt(place: number, fact: string, by: CreditedFor): bigint;
  numberOn(operand: Operand, on: { version: PlanVersion | undefined; day: Day }): Ratio | undefined;
}

/** The caps of a measure on what a credit or a deal counts, from top to bottom. */
export function capsOf({ modify = [] }: Measure): readonly Cap[] {
  return modify.filter((each) => each.kind === 'cap');
}

/**
 * What each credit of a stint counts for a measure that caps credits or deals, in 1/unit, by its place. A credit counts the cap at most, one that takes back
 * at least its negative. Of a deal the lines that come first count until the cap is reached, so that its lines make the cap in any order. What changes a
 * booking counts with it, by the caps that held for that: however it is taken back, it is taken back once. A cap that is finer than the stint's unit is cut
 * to it; one that is not known leaves the credit as it is.
 */
export function cappedCredits(stint: Capping, id: string, by: CreditedFor): readonly bigint[] {
  const walk = new VersionWalk(stint, (version) => {
    const measure = version.measure(id);
    return measure ? { measure, bit: version.measureBit(id), caps: capsOf(measure) } : null;
  });
  const found: bigint[] = [];
  const deals = new Map<number, DealCounts>();
  for (let place = 0; place < stint.length; place += 1) {
    const day = stint.dates[place] ?? 0;
    walk.to(day);
    const { says, version } = walk;
    if (!says || ((stint.counts[place] ?? 0) & says.bit) === 0) {
      found.push(0n);
      continue;
    }
    const { deal, ...at } = stint.dealAt(place);
    const counts = deals.get(deal) ?? new DealCounts(knownCaps(stint, says.caps, { version, day }));
    deals.set(deal, counts);
    const amount = stint.amountAt(place, says.measure.sum, by);
    found.push(counts.add({ ...at, deal, amount, part: stint.grantAt(place) }));
  }
  return found;
}

function knownCaps(
  stint: Capping,
  caps: readonly Cap[],
  on: { version: PlanVersion | undefined; day: Day },
): readonly KnownCap[] {
  return caps.map(({ what, at }) => ({ what, limit: inUnits(stint.numberOn(at, on), stint) }));
}

function inUnits(limit: Ratio | undefined, { unit }: Capping): bigint | undefined {
  return limit && (limit.n * unit) / limit.d;
}
