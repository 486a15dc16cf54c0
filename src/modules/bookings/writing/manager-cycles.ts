/** Somebody reports to somebody for a period. `until` is the first day out; null is open. `line` is null for what is known already. */
export interface Reporting {
  readonly participant: string;
  readonly manager: string;
  readonly from: string;
  readonly until: string | null;
  readonly line: number | null;
}

/** A row that would close a circle: everybody in it, from the row's participant up and back, and a day on which it would hold. */
export interface ManagerCycle {
  readonly line: number;
  readonly people: readonly string[];
  readonly from: string;
}

/**
 * Rows of a file that would make somebody their own manager's manager, on any day. Rows are taken one after the other: what is known
 * first, then by line, and the row that closes the circle is the one that cannot be taken. A circle of known rows alone is nobody's here: it is not gone round.
 */
export function managerCycles(reportings: readonly Reporting[]): readonly ManagerCycle[] {
  const above = new Map<string, Reporting[]>();
  const cycles: ManagerCycle[] = [];
  const ordered = [...reportings].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  for (const reporting of ordered) {
    const found = wayBack(above, reporting);
    if (found) {
      if (reporting.line !== null)
        cycles.push({ line: reporting.line, people: peopleOf(found), from: found.from });
      continue;
    }
    const known = above.get(reporting.participant);
    if (known) known.push(reporting);
    else above.set(reporting.participant, [reporting]);
  }
  return cycles;
}

/** A step up: to whom, on which days all steps so far are in force, and the step before. */
interface Step {
  readonly person: string;
  readonly from: string;
  readonly until: string | null;
  readonly before: Step | null;
}

/** Goes up from a new reporting, only through reportings in force on a common day, until it meets its participant again. */
function wayBack(
  above: ReadonlyMap<string, readonly Reporting[]>,
  { participant, manager, from, until }: Reporting,
): Step | undefined {
  const start: Step = { person: participant, from, until, before: null };
  const open: Step[] = [{ person: manager, from, until, before: start }];
  for (let step = open.pop(); step; step = open.pop()) {
    if (step.person === participant) return step;
    for (const next of above.get(step.person) ?? []) {
      const common = {
        from: next.from > step.from ? next.from : step.from,
        until: earlier(next.until, step.until),
      };
      if (common.until === null || common.until > common.from)
        open.push({ person: next.manager, ...common, before: step });
    }
  }
  return undefined;
}

function peopleOf(last: Step): readonly string[] {
  const people: string[] = [];
  for (let step: Step | null = last; step; step = step.before) people.unshift(step.person);
  return people;
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
