import type { Transaction } from '../../../platform/database/transaction.js';
import { delegationCycles } from '../deals/delegation-cycles.js';
import { latestRows } from '../writing/known.js';
import { managerCycles, type ManagerCycle, type Reporting } from '../writing/manager-cycles.js';
import type { Breach } from './breach.js';

interface Told extends Reporting {
  readonly entry: string;
}

interface Delegated extends Told {
  readonly matrix: string | null;
}

/** Circles of managers that assignments in force again would close, by the latest import that told one of the other steps. */
export async function circlesClosed(tx: Transaction, undone: string): Promise<readonly Breach[]> {
  const told = await tx.query<Told>(
    `select participant, manager, effective_from as "from", effective_until as "until", entry,
       case when id in (select id from assignment where entry = $1) then row_number() over (order by entry, id)::integer end as line
     from ${latestRows('assignment')} latest where manager is not null`,
    [undone],
  );
  return breaches('managers', told, managerCycles(told));
}

/** Circles of people who would decide for each other by delegations in force again, likewise. */
export async function delegationCirclesClosed(tx: Transaction, undone: string): Promise<readonly Breach[]> {
  const told = await tx.query<Delegated>(
    `select giver as participant, deputy as manager, effective_from as "from", effective_until as "until", matrix, entry,
       case when id in (select id from approval_delegation where entry = $1) then row_number() over (order by entry, id)::integer end as line
     from ${latestRows('approval_delegation')} latest`,
    [undone],
  );
  return breaches('delegations', told, delegationCycles(told));
}

function breaches(of: string, told: readonly Told[], cycles: readonly ManagerCycle[]): readonly Breach[] {
  return cycles.flatMap((cycle) => {
    const steps = told.filter((each) => isStep(each, cycle));
    const others = steps.filter(({ line }) => line === null);
    const [latest] = (others.length > 0 ? others : steps)
      .map(({ entry }) => BigInt(entry))
      .sort((a, b) => Number(b - a));
    const what = `a circle of ${of} would close: ${cycle.people.join(' → ')}, on ${cycle.from}`;
    return latest === undefined ? [] : [{ entry: latest.toString(), what }];
  });
}

function isStep({ participant, manager, from, until }: Reporting, cycle: ManagerCycle): boolean {
  const isInForce = from <= cycle.from && (until === null || cycle.from < until);
  return (
    isInForce && cycle.people.some((each, at) => each === participant && cycle.people[at + 1] === manager)
  );
}
