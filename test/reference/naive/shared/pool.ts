import type { Pool, PoolShare } from '../../../../src/engine/rulebook/rulebook.js';
import { NOTHING, order, over, sumOf, times, WHOLE, type Fraction } from '../facts/fraction.js';
import { meets, numberOf } from '../facts/reading.js';
import { namedStand } from '../measures.js';
import { windowReads } from '../window-reads.js';
import { together } from './contest.js';
import { decidedWindows, settlingDay, takingPart } from './decided.js';
import { settled } from './settled.js';
import { lastOf, periodOf, type Decided, type Part, type Program } from './program.js';

/** The parts of a pool, window by window. */
export function poolPartsOf(program: Program, id: string): readonly Part[] {
  return decidedWindows(program, id).flatMap((decided) => {
    const { formula } = decided.incentive;
    if (formula.kind !== 'pool') return [];
    return settled(program, decided, {
      found: (known) => partsIn(known, decided, formula),
      // Who would have a part now, whatever it were, keeps the one there was.
      keeps: () => (person) =>
        sharersIn(program, decided, formula).some(({ stay }) => stay.person === person),
    });
  });
}

/** A share of what all who take part in the SPIFF have together, or of a result of the company, which everybody has alike. */
function shareOf(
  { world, stays }: Program,
  { window, version }: Decided,
  { share, of }: PoolShare,
): Fraction | undefined {
  const measure = version.measures.find(({ id }) => of === `measure.${id}`);
  const all = stays.map((stay) => namedStand({ world, stay, known: window.until }, of, version));
  const isOfCompany = measure?.derived?.kind === 'reported' && measure.derived.by === 'company';
  const whole = isOfCompany ? all[0] : sumOf(all.filter((each) => each !== undefined));
  const part = numberOf(share, () => undefined);
  return whole && part && times(whole, part);
}

/** Those with a credit, or a result where results count, for whom the condition holds, by what they weigh; who weighs nothing or less has no part. */
function sharersIn(program: Program, decided: Decided, { sharedBy, among, over: measure }: Pool) {
  const { version } = decided;
  return takingPart(program, decided)
    .map((who) => ({ ...who, read: windowReads(who.seen, version) }))
    .filter(({ seen }) => namedStand(seen, measure, version) !== undefined)
    .filter(({ read }) => among === null || meets(among, version, read))
    .map((who) => ({
      ...who,
      weight: sharedBy === 'equal' ? WHOLE : (numberOf({ name: sharedBy }, who.read) ?? NOTHING),
    }))
    .filter(({ weight }) => order(weight, NOTHING) > 0)
    .sort((a, b) => (a.stay.person < b.stay.person ? -1 : 1));
}

/** They share, equally or by what they weigh. */
function partsIn(program: Program, decided: Decided, pool: Pool): readonly Part[] {
  const { version, incentive, window } = decided;
  const { size } = pool;
  const weighing = sharersIn(program, decided, pool);
  const [one] = weighing;
  const whole = one && ('of' in size ? shareOf(program, decided, size) : numberOf(size, one.read));
  if (!whole || order(whole, NOTHING) <= 0) return [];
  const sum = sumOf(weighing.map(({ weight }) => weight));
  const parts = together(
    weighing.map(({ weight }) => over(times(whole, weight), sum)),
    version.rounding.half,
  );
  const day = settlingDay(incentive, window);
  return weighing.map(({ stay, credits }, at) => ({
    person: stay.person,
    incentive: incentive.id,
    window,
    period: periodOf(program, decided, day),
    day,
    version,
    exact: parts[at]?.exact ?? NOTHING,
    cents: parts[at]?.cents ?? 0n,
    isTogether: true,
    ...lastOf(program, credits),
  }));
}
