import type { Day } from '../../../kernel/day.js';
import { settlesOn, settlingOf } from '../../../rulebook/reads/settling.js';
import type { Budget } from '../../../rulebook/rulebook.js';
import type { PlanVersion } from '../../plan-version.js';
import { sharedWindows } from '../pays/shared-windows.js';
import type { SharedProgram } from '../sharing.js';

/** A day by whose end something of a SPIFF settles, and the dates of the bookings that it is about. */
export interface CutOff {
  readonly spiff: string;
  readonly day: Day;
  readonly from: Day;
  readonly until: Day;
}

/** Versions of a SPIFF that follow each other without a pause: they have one budget. */
export interface Run {
  readonly from: Day;
  readonly until: Day | null;
  readonly versions: readonly PlanVersion[];
}

/** The runs of a SPIFF, oldest first. */
export function runsOf({ id, books }: Pick<SharedProgram, 'id' | 'books'>): readonly Run[] {
  const runs = new Map<Day, PlanVersion[]>();
  for (const version of books.plans.versions(id)) {
    const { from } = version.unbroken;
    runs.set(from, [...(runs.get(from) ?? []), version]);
  }
  return [...runs].map(([from, versions]) => {
    const until = versions.at(-1)?.plan.effective.until ?? null;
    return { from, until, versions };
  });
}

/** By the end of which day a budget settles. */
export interface BudgetCutOff {
  readonly day: Day;
  readonly budget: Budget;
}

/** The cut-off of a run's budget, as its last version says; undefined where it has none that will come. */
export function budgetCutOff({ versions, until }: Run, program: SharedProgram): BudgetCutOff | undefined {
  const last = versions.at(-1);
  const budget = last && program.budgetOf(last);
  if (!budget || budget.afterCutOff === 're-run') return undefined;
  if (until === null && !(budget.settles && 'on' in budget.settles)) return undefined;
  return { day: settlesOn(budget.settles, until ?? 0), budget };
}

/** Everything of a SPIFF that has settled by the end of a day: its cut-offs, and when windows were over that have none. */
export function decidedBy(
  program: SharedProgram,
  over: Day,
): { readonly cutOffs: readonly CutOff[]; readonly found: readonly string[] } {
  const cutOffs: CutOff[] = [];
  const found: string[] = [];
  for (const id of program.crossIds)
    for (const { window, incentive } of sharedWindows(program, id, over)) {
      const settling = settlingOf(incentive, window.until);
      if (!settling || settling.day > over) continue;
      found.push(`${program.id} ${id} ${window.from} ${settling.day}`);
      const { until } = window;
      if (settling.afterwards !== 're-run')
        cutOffs.push({ spiff: program.id, day: settling.day, from: reachOf(window, program), until });
    }
  const runs = runsOf(program);
  for (const run of runs) {
    const at = budgetCutOff(run, program);
    if (!at || at.day > over) continue;
    found.push(`${program.id} budget ${run.from} ${at.day}`);
    // What takes back a booking of an earlier run takes what that had paid.
    const { from } = runs[0] ?? run;
    cutOffs.push({ spiff: program.id, day: at.day, from, until: run.until ?? at.day + 1 });
  }
  return { cutOffs, found };
}

/** From when on bookings decide a window: from its first day, or from that of the SPIFF where a negative waits from window to window. */
function reachOf({ from }: { readonly from: Day }, { id, books }: SharedProgram): Day {
  const versions = books.plans.versions(id);
  const waits = versions.some(({ plan }) =>
    plan.measures.some(({ negative }) => negative === 'carry-measure'),
  );
  return waits ? Math.min(from, versions[0]?.plan.effective.from ?? from) : from;
}
