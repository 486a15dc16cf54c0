import type { Day } from '../../kernel/day.js';
import { compareText } from '../../kernel/text-order.js';
import type { Earning } from '../earn/incentives.js';
import { Measuring } from '../measure/measuring.js';
import { budgeted } from './limits/budget.js';
import { cappedTogether } from './limits/caps.js';
import { firstPay, formerPay } from './pays/first-pay.js';
import { sharedWindows } from './pays/shared-windows.js';
import { joined } from './joined.js';
import { budgetCutOff, runsOf, type BudgetCutOff, type Run } from './settled/cut-offs.js';
import { unlessLost } from './settled/lost.js';
import { ofRun } from './settled/of-run.js';
import { windowPay } from './settled/window-pay.js';
import type { Contestant, Paid, SharedProgram, Sharing } from './sharing.js';

/**
 * What everybody earns of a SPIFF that people share, by id: each their own, then prizes, pools and places, then caps, then the budget. What has settled is as it
 * was known by its cut-off: windows by themselves, and all that a budget limits by that of the budget.
 */
export function sharedPay(program: SharedProgram, by: Earning): ReadonlyMap<string, readonly Paid[]> {
  const settledBy = by.over ?? by.horizon;
  const now = sharingOf(program, { over: Math.max(by.horizon, settledBy), settledBy });
  const whole = allPay(now, by);
  const settled: Settled = { runs: new Set(), paid: [] };
  const open = new Map<number, readonly Paid[]>();
  // What is found anew is the same for all runs, but where others settled before.
  const paidNow = (): readonly Paid[] => {
    const known = open.get(settled.runs.size) ?? budgeted(whole, program, { settled });
    open.set(settled.runs.size, known);
    return known;
  };
  const runs = runsOf(program).map((run) => ({ run, ...cutOffOf(run, program, now.settledBy) }));
  if (runs.every(({ known }) => known === undefined)) return byPerson(paidNow());
  const paid = runs.flatMap(({ run, at, known }) => {
    if (!at || !known) return ofRun(run, paidNow());
    const then = sharingOf(known, { over: at.day, settledBy: at.day });
    const limits = { cutOff: at.day, settled };
    const own = ofRun(run, budgeted(allPay(then, { ...by, horizon: at.day }), known, limits));
    const left =
      at.budget.afterCutOff === 'stand'
        ? own
        : unlessLost(own, program, { now: whole, before: settled.paid });
    settled.runs.add(run.from);
    settled.paid.push(...left);
    return left;
  });
  return byPerson(paid);
}

/** Runs that have settled so far, and what everybody has of them. */
interface Settled {
  readonly runs: Set<Day>;
  readonly paid: Paid[];
}

/** The cut-off of a run's budget that has passed, and the SPIFF as it was known by then. */
function cutOffOf(
  run: Run,
  program: SharedProgram,
  over: Day,
): { readonly at?: BudgetCutOff; readonly known?: SharedProgram } {
  const at = budgetCutOff(run, program);
  const known = at && at.day <= over ? program.asKnownOn(at.day) : undefined;
  return at && known ? { at, known } : {};
}

function sharingOf(program: SharedProgram, of: Pick<Sharing, 'over' | 'settledBy'>): Sharing {
  const people = program
    .people()
    .map((person) => contestant(program, person))
    .sort((a, b) => compareText(a.id, b.id));
  return { program, people, ...of };
}

function contestant(program: SharedProgram, person: number): Contestant {
  const measuring = new Measuring(program.stintOf(person));
  return { program, person, id: program.books.roster.idOf(person), measuring };
}

/** What all earn by one knowledge, apart from the windows that have settled, and before the budget. */
function allPay(sharing: Sharing, by: Earning): readonly Paid[] {
  const { program, people } = sharing;
  const own = people.flatMap((who): Paid[] =>
    program.own(who.person, by).map((earned) => ({ who, earned, under: null })),
  );
  const before = (day: number): Sharing | undefined => {
    const then = program.asKnownOn(day);
    return then && sharingOf(then, { over: day, settledBy: day });
  };
  const shared = program.crossIds.flatMap((id) => {
    const windows = [...sharedWindows(program, id, sharing.over)];
    const standing = [...windows.flatMap((at) => windowPay(at, sharing, before)), ...firstPay(id, sharing)];
    const former = formerPay(id, sharing);
    const paid = cappedTogether(standing);
    return former.length === 0
      ? paid
      : [...paid, ...cappedTogether([...standing, ...former]).slice(standing.length)];
  });
  return [...own, ...shared];
}

function byPerson(paid: readonly Paid[]): ReadonlyMap<string, readonly Paid[]> {
  const result = new Map<string, Paid[]>();
  for (const each of [...paid.filter(isOwn), ...joined(paid.filter((other) => !isOwn(other)))]) {
    const known = result.get(each.who.id);
    if (known) known.push(each);
    else result.set(each.who.id, [each]);
  }
  return result;
}

function isOwn({ under }: Paid): boolean {
  return under === null;
}
