import { sayExact } from '../../../explain/say-numbers.js';
import { writeDay, type Day } from '../../../kernel/day.js';
import { add, ratio, subtract, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { EarningLine } from '../../../model/result.js';
import type { Budget } from '../../../rulebook/rulebook.js';
import { cutLines, withLines } from './cut.js';
import { givenBy, type GivenUnit } from './reserve.js';
import type { SettledRuns } from './settled-runs.js';
import { centsOf, inOrder, unitsOf, type Unit } from './units.js';
import type { Paid, SharedProgram } from '../sharing.js';

/**
 * Reserves a SPIFF's budget for its pay in the order in which the bookings behind it became known, and of one booking in the order in which the document has its incentives; a part of something shared comes with the last of its
 * bookings, pay of no booking with the last of its
 * window's, or where there is none, as with results that are handed in, after everything else. What no longer fits whole is paid what is left, or nothing, as declared; what takes back gives
 * back; or all of it is scaled to the budget. In cents, so that the budget is never exceeded. Each pay is held against the budget of the version that decided it, less what was reserved before;
 * What was refused stays refused: a place that is given up was reserved until then, and who moves up has it from then on; what takes back a booking takes first what was refused of it.
 * A SPIFF that runs again after a pause has its budget anew; what takes back pay of an earlier run gives back to the budget that had paid it. What is freed after the cut-off, where it has one, goes to nobody.
 */
export function budgeted(
  paid: readonly Paid[],
  program: SharedProgram,
  { cutOff, settled }: { readonly cutOff?: Day; readonly settled: SettledRuns },
): readonly Paid[] {
  const units = paid.flatMap((each, index) => unitsOf(each, index, program));
  const cut = new Map<number, Map<Unit, GivenUnit>>();
  for (const [unit, given] of givenBy([...units].sort(inOrder), program, settled)) {
    if (given.cents === centsOf(unit.lines)) continue;
    const known = cut.get(unit.paid) ?? new Map<Unit, GivenUnit>();
    cut.set(unit.paid, known.set(unit, given));
  }
  return paid.flatMap((each, index) => {
    if (isFormer(each)) return [];
    const cuts = cut.get(index);
    return [cuts ? cutBack(each, [...cuts], cutOff) : each];
  });
}

/** Units, and what of each is paid. */
type Cuts = readonly (readonly [unit: Unit, given: GivenUnit])[];

/** First what is refused, then what is not taken back as it had been refused. */
function cutBack(paid: Paid, cuts: Cuts, cutOff: Day | undefined): Paid {
  const isTakenBack = ([unit, { cents, by }]: Cuts[number]): boolean =>
    cents > centsOf(unit.lines) && by?.whenExhausted !== 'scale-all';
  const refused = cuts.filter((each) => !isTakenBack(each));
  const left = withCuts(paid, refused, (budget) => sayBudget(budget, cutOff));
  return withCuts(left, cuts.filter(isTakenBack), sayNotPaid);
}

function withCuts(paid: Paid, cuts: Cuts, say: (budget: Budget | null) => string): Paid {
  const last = cuts.at(-1);
  if (!last) return paid;
  let exact: Ratio = paid.earned.earning.working.exact;
  const changed = new Map<EarningLine, EarningLine>();
  for (const [unit, { cents }] of cuts) {
    const whole = unit.lines.reduce((sum, line) => add(sum, line.exact), ZERO);
    const left = ratio(cents, 100n);
    const half = unit.version?.plan.rounding.half ?? 'away-from-zero';
    const lines = cutLines(unit.lines, { whole, left, half });
    unit.lines.forEach((line, at) => changed.set(line, lines[at] ?? line));
    exact = add(subtract(exact, whole), left);
  }
  const lines = paid.earned.lines.map((line) => changed.get(line) ?? line);
  return withLines(paid, { lines, exact }, { what: 'budget', because: say(last[1].by) });
}

function named(budget: Budget | null): string {
  const amount = budget && 'quantity' in budget.amount ? budget.amount.quantity.value : null;
  return `the budget${amount ? ` of ${sayExact(amount)}` : ''}`;
}

function sayNotPaid(budget: Budget | null): string {
  return `what is taken back was not paid, as ${named(budget)} had refused it.`;
}

function sayBudget(budget: Budget | null, cutOff: Day | undefined): string {
  const of = named(budget);
  if (budget?.whenExhausted === 'scale-all')
    return `all together would exceed ${of}, so everybody is paid the same part of theirs.`;
  const since =
    cutOff === undefined ? '' : `; what is freed after its cut-off, ${writeDay(cutOff)}, goes to nobody`;
  return budget?.whenExhausted === 'pay-nothing'
    ? `${of} no longer holds the whole, so nothing is paid${since}.`
    : `${of} holds no more${since}.`;
}

/** Whether it is what a booking would be paid that gave its place up. */
function isFormer({ held }: Paid): boolean {
  return held !== undefined && held.until !== null;
}
