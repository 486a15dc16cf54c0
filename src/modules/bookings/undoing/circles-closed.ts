import type { Transaction } from '../../../platform/database/transaction.js';
import { latestRows } from '../writing/known.js';
import { managerCycles, type ManagerCycle, type Reporting } from '../writing/manager-cycles.js';
import type { Breach } from './breach.js';

interface Told extends Reporting {
  readonly entry: string;
}

/** Circles of managers that assignments in force again would close, by the latest import that told one of the other steps. */
export async function circlesClosed(tx: Transaction, undone: string): Promise<readonly Breach[]> {
  const told = await tx.query<Told>(
    `select participant, manager, effective_from as "from", effective_until as "until", entry,
       case when id in (select id from assignment where entry = $1) then row_number() over (order by entry, id)::integer end as line
     from ${latestRows('assignment')} latest where manager is not null`,
    [undone],
  );
  return managerCycles(told).flatMap((cycle) => {
    const steps = told.filter((each) => isStep(each, cycle));
    const others = steps.filter(({ line }) => line === null);
    const [latest] = (others.length > 0 ? others : steps)
      .map(({ entry }) => BigInt(entry))
      .sort((a, b) => Number(b - a));
    const what = `a circle of managers would close: ${cycle.people.join(' → ')}, on ${cycle.from}`;
    return latest === undefined ? [] : [{ entry: latest.toString(), what }];
  });
}

function isStep({ participant, manager, from, until }: Reporting, cycle: ManagerCycle): boolean {
  const isInForce = from <= cycle.from && (until === null || cycle.from < until);
  return (
    isInForce && cycle.people.some((each, at) => each === participant && cycle.people[at + 1] === manager)
  );
}
