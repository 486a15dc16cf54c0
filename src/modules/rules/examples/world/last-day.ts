import { settledBefore } from '../../../../engine/calculate.js';
import type { Day } from '../../../../engine/kernel/day.js';
import type { Settles, Spiff } from '../../../../engine/rulebook/rulebook.js';
import { settlesOn } from '../../../../engine/rulebook/reads/settling.js';
import type { World } from './world.js';

/** The last day of a situation: by its end all is told, and every SPIFF that ends has settled. */
export function lastDayOf({ told, company, rulebook }: World): Day {
  return Math.max(
    ...told.flatMap(({ recorded, lines }) => [recorded, ...lines.map(({ date }) => date)]),
    ...company.results.map(({ date }) => date),
    ...(rulebook.spiffs ?? []).flatMap(settledDays),
    0,
  );
}

/** The days by whose end something of a SPIFF settles. */
export function daysSettled(world: World): readonly Day[] {
  return settledBefore(lastDayOf(world) + 1, world.rulebook).map(({ day }) => day);
}

function settledDays({ effective: { until }, budget, incentives }: Spiff): readonly Day[] {
  if (until === null) return [];
  const shared = incentives.flatMap(({ formula }) =>
    formula.kind === 'contest' || formula.kind === 'pool' ? [formula.settles] : [],
  );
  const all: readonly (Settles | null)[] = [...shared, ...(budget ? [budget.settles] : []), null];
  return all.map((settles) => settlesOn(settles, until));
}
