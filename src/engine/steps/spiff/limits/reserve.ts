import { centsTogether } from '../../../formulas/shared/cents-together.js';
import { ratio } from '../../../kernel/ratio.js';
import type { Budget } from '../../../rulebook/rulebook.js';
import type { SharedProgram } from '../sharing.js';
import { inKnownOrder } from './known-order.js';
import { Refusals, type Admit, type Given } from './refusals.js';
import { budgetOf, centsOf, type Unit } from './units.js';

/** What of each unit a budget pays, in cents; units in the order in which the bookings behind them became known. */
export function givenBy(units: readonly Unit[], program: SharedProgram): ReadonlyMap<Unit, bigint> {
  const scales = (unit: Unit): boolean => budgetOf(unit, program)?.whenExhausted === 'scale-all';
  const reserving = inKnownOrder(units.filter((unit) => !scales(unit)));
  const scaling = units.filter((unit) => scales(unit) && unit.isFormer !== true);
  return new Map([...oneByOne(reserving, program), ...scaled(scaling, program)]);
}

/** One after the other, until nothing is left. */
function oneByOne(units: readonly Unit[], program: SharedProgram): ReadonlyMap<Unit, bigint> {
  const spent = new Map<number, bigint>();
  const given = new Map<Unit, bigint>();
  const refusals = new Refusals();
  for (const unit of units) {
    const run = unit.version?.unbroken.from ?? 0;
    const before = spent.get(run) ?? 0n;
    const admit: Admit = (asked, after) => givenOf(asked, before + after, budgetOf(unit, program));
    const asked = unit.returns ? -(given.get(unit.returns) ?? 0n) : centsOf(unit.lines);
    const { paid, reserved } = unit.of ? refusals.given(unit.of, asked, admit) : alike(admit(asked, 0n));
    spent.set(run, before + reserved);
    given.set(unit, paid);
  }
  return given;
}

function alike(cents: bigint): Given {
  return { paid: cents, reserved: cents };
}

/** All of a run by one factor where they do not fit together: cents are differences of the scaled running total, so that they make the budget. */
function scaled(units: readonly Unit[], program: SharedProgram): ReadonlyMap<Unit, bigint> {
  const given = new Map<Unit, bigint>();
  const runs = new Map<number, Unit[]>();
  for (const unit of units) {
    const run = unit.version?.unbroken.from ?? 0;
    runs.set(run, [...(runs.get(run) ?? []), unit]);
  }
  for (const all of runs.values()) {
    const most = centsIn(budgetOf(all.at(-1), program));
    const sum = all.reduce((far, { lines }) => far + centsOf(lines), 0n);
    if (most === null || sum <= most) continue;
    const parts = all.map(({ lines }) => ratio(centsOf(lines) * most, sum * 100n));
    const cents = centsTogether(parts, all[0]?.version?.plan.rounding.half ?? 'away-from-zero');
    all.forEach((unit, index) => given.set(unit, cents[index] ?? 0n));
  }
  return given;
}

function givenOf(amount: bigint, spent: bigint, budget: Budget | null): bigint {
  const most = centsIn(budget);
  if (!budget || most === null) return amount;
  const left = most - spent;
  if (amount <= 0n || amount <= left) return amount;
  return budget.whenExhausted === 'pay-nothing' || left < 0n ? 0n : left;
}

function centsIn(budget: Budget | null): bigint | null {
  if (!budget || !('quantity' in budget.amount)) return null;
  const { n, d } = budget.amount.quantity.value;
  return (n * 100n) / d;
}
