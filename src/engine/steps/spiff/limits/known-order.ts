import { centsOf, type Unit } from './units.js';

/** Where a unit comes: when something became known, with which booking, and how many after it take each other back. */
interface Position {
  readonly recorded: bigint;
  readonly booking: number;
  readonly after: number;
}

/**
 * Units in the order in which the bookings behind them became known, but for what takes back a booking and became known with it, or before: it comes right after it. There
 * was nothing to take back before, and nothing is reserved that is given back at once.
 */
export function inKnownOrder(units: readonly Unit[]): readonly Unit[] {
  const byBooking = new Map<string, Unit[]>();
  for (const unit of units) {
    if (!unit.of) continue;
    const key = `${unit.of.whose} ${unit.of.booking}`;
    byBooking.set(key, [...(byBooking.get(key) ?? []), unit]);
  }
  const positions = positionsOf(units, (unit) => takenBack(unit, byBooking));
  const positionOf = (unit: Unit): Position => positions.get(unit) ?? ownOf(unit);
  return [...units].sort((a, b) => inOrder(positionOf(a), positionOf(b)));
}

const ownOf = (unit: Unit): Position => ({ recorded: unit.recorded, booking: unit.booking, after: 0 });

/** Where each unit comes, those first that it takes back, however long the chain. Where bookings change each other in a circle, each stands for itself. */
function positionsOf(
  units: readonly Unit[],
  backOf: (unit: Unit) => readonly Unit[],
): ReadonlyMap<Unit, Position> {
  const positions = new Map<Unit, Position>();
  const isOpen = new Set<Unit>();
  const open = [...units].reverse();
  for (let unit = open.at(-1); unit !== undefined; unit = open.at(-1)) {
    const back = backOf(unit);
    const before = back.filter((each) => !positions.has(each));
    if (!positions.has(unit) && !isOpen.has(unit) && before.length > 0) {
      // Meanwhile it stands for itself, so that a circle ends.
      isOpen.add(unit);
      positions.set(unit, ownOf(unit));
      open.push(...before.reverse());
      continue;
    }
    open.pop();
    if (positions.has(unit) && !isOpen.has(unit)) continue;
    isOpen.delete(unit);
    const last = back
      .map((each) => positions.get(each) ?? ownOf(each))
      .sort(inOrder)
      .at(-1);
    const own = ownOf(unit);
    positions.set(unit, last && own.recorded <= last.recorded ? { ...last, after: last.after + 1 } : own);
  }
  return positions;
}

/** What somebody has of the booking that a unit changes, where the unit takes it back: where it has the other sign. */
function takenBack(unit: Unit, byBooking: ReadonlyMap<string, readonly Unit[]>): readonly Unit[] {
  if (unit.of?.changes === undefined) return [];
  const changed = byBooking.get(`${unit.of.whose} ${unit.of.changes}`) ?? [];
  const sum = changed.reduce((all, { lines }) => all + centsOf(lines), 0n);
  const own = centsOf(unit.lines);
  return (sum < 0n && own > 0n) || (sum > 0n && own < 0n) ? changed : [];
}

function inOrder(a: Position, b: Position): number {
  return compare(a.recorded, b.recorded) || a.booking - b.booking || a.after - b.after;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}
