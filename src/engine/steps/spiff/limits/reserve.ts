import { centsTogether } from '../../../formulas/shared/cents-together.js';
import type { Day } from '../../../kernel/day.js';
import { ratio } from '../../../kernel/ratio.js';
import type { Budget } from '../../../rulebook/rulebook.js';
import type { SharedProgram } from '../sharing.js';
import { inKnownOrder } from './known-order.js';
import { centsIn, isScaling, Purses, type Moved, type Purse } from './purses.js';
import { Refusals, type Given } from './refusals.js';
import { enterSettled, type SettledRuns } from './settled-runs.js';
import { budgetOf, centsOf, runOf, type Unit } from './units.js';

/** What of a unit is paid, in cents, and the budget that limits it. */
export interface GivenUnit {
  readonly cents: bigint;
  readonly by: Budget | null;
}

/**
 * What of each unit is paid; units in the order in which the bookings behind them became known. Those of runs that have settled are left out: what these paid is
 * a fact, and what is taken back of it takes what they paid.
 */
export function givenBy(
  units: readonly Unit[],
  program: SharedProgram,
  settled: SettledRuns,
): ReadonlyMap<Unit, GivenUnit> {
  const purses = new Purses();
  const refusals = new Refusals(purses);
  const isOpen = (unit: Unit): boolean => {
    const isFormer = unit.isFormer === true && isScaling(purseOf(unit, program));
    return !isFormer && !settled.runs.has(runOf(unit));
  };
  enterSettled(refusals, { settled, units, program });
  const open = units.filter(isOpen);
  const given = new Map<Unit, Given>();
  for (const unit of inKnownOrder(open)) {
    const purse = purseOf(unit, program);
    const asked = unit.returns ? -sumOf(given.get(unit.returns)?.moved) : centsOf(unit.lines);
    const alone = (): Given => ({ moved: [{ purse, cents: purses.admit(purse, asked) }] });
    given.set(unit, unit.of ? refusals.given(unit.of, asked, purse) : alone());
  }
  const changes = scaled(open, given);
  return new Map(
    open.map((unit) => {
      const of = given.get(unit);
      const paidBy = of?.moved.find(({ cents }) => cents !== 0n)?.purse.budget;
      const cents = sumOf(of?.moved) + (changes.get(unit) ?? 0n);
      return [unit, { cents, by: of?.refusedBy ?? paidBy ?? budgetOf(unit, program) }];
    }),
  );
}

function purseOf(unit: Unit, program: SharedProgram): Purse {
  return { run: runOf(unit), budget: budgetOf(unit, program) };
}

function sumOf(moved: readonly Moved[] = []): bigint {
  return moved.reduce((sum, { cents }) => sum + cents, 0n);
}

/** What a unit asks of the budget of a run that is scaled to it. */
interface Scaling {
  readonly unit: Unit;
  readonly budget: Budget | null;
  readonly cents: bigint;
}

/** By how much scaling changes what is paid: all of a run by one factor where they do not fit together. Cents are differences of the scaled running total, so that they make the budget. */
function scaled(units: readonly Unit[], given: ReadonlyMap<Unit, Given>): ReadonlyMap<Unit, bigint> {
  const changes = new Map<Unit, bigint>();
  for (const all of scalingRuns(units, given)) {
    const most = centsIn(all.at(-1)?.budget ?? null);
    const sum = all.reduce((far, { cents }) => far + cents, 0n);
    if (most === null || sum <= most) continue;
    const parts = all.map(({ cents }) => ratio(cents * most, sum * 100n));
    const cents = centsTogether(parts, all[0]?.unit.version?.plan.rounding.half ?? 'away-from-zero');
    all.forEach(({ unit, cents: asked }, index) =>
      changes.set(unit, (changes.get(unit) ?? 0n) + (cents[index] ?? 0n) - asked),
    );
  }
  return changes;
}

function scalingRuns(units: readonly Unit[], given: ReadonlyMap<Unit, Given>): Iterable<readonly Scaling[]> {
  const runs = new Map<Day, Scaling[]>();
  for (const unit of units) {
    const moved = (given.get(unit)?.moved ?? []).filter(({ purse }) => isScaling(purse));
    for (const run of new Set(moved.map(({ purse }) => purse.run))) {
      const ofRun = moved.filter(({ purse }) => purse.run === run);
      const budget = ofRun.at(-1)?.purse.budget ?? null;
      runs.set(run, [...(runs.get(run) ?? []), { unit, budget, cents: sumOf(ofRun) }]);
    }
  }
  return runs.values();
}
