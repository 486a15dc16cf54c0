import { tierAt, type Formula, type Stretch, type Tier, type TierPart } from '../formula.js';
import { tiersAboveInOrder } from '../tiers-above.js';
import { tiersMarginal } from '../tiers-marginal.js';

/**
 * Slices of one thing, paid on another: quota credit moves the accumulator and commission credit is what is paid on, or margin is paid by tiers of
 * revenue. What is paid on of a credit is spread evenly over the stretch that the credit passes through: 60 paid on over a stretch of 40 below and
 * 40 above a start have 30 in each tier. A credit that does not move the accumulator is paid at the tier where it stands.
 */
export const marginalSpread: Formula = spreading(tiersMarginal, 'over-starts', atStand);

/** The same for what lies above the start of the tier that a line or booking reaches; one that does not move the accumulator lies above nothing. */
export const aboveSpread: Formula = spreading(tiersAboveInOrder, 'always', () => []);

type Parts = (tiers: readonly Tier[], stretch: Stretch) => readonly TierPart[];

function spreading(of: Formula, spreads: NonNullable<Formula['spreads']>, unmoved: Parts): Formula {
  const parts: Parts = (tiers, stretch) => {
    const { axis, base, share } = stretch;
    if (base === 0n) return [];
    if (axis === 0n) return unmoved(tiers, stretch);
    return of.parts(tiers, stretch).map(({ tier, base: slice }) => {
      const part = (slice * base * share) / axis;
      return { tier, base: part, pay: part * (tiers[tier]?.rate ?? 0n) };
    });
  };
  return {
    name: `${of.name}, on another base`,
    usesTotal: false,
    shares: false,
    inOrder: true,
    spreads,
    pay: (tiers, stretch) => parts(tiers, stretch).reduce((sum, { pay }) => sum + pay, 0n),
    parts,
  };
}

function atStand(tiers: readonly Tier[], { after, base, share }: Stretch): readonly TierPart[] {
  const tier = tierAt(tiers, after);
  const part = base * share;
  return tier < 0 ? [] : [{ tier, base: part, pay: part * (tiers[tier]?.rate ?? 0n) }];
}

/** Whether a stretch goes over a start, or over zero, so that a part of what is paid on lies on either side. */
export function crosses(
  tiers: readonly Tier[],
  { before, after }: Pick<Stretch, 'before' | 'after'>,
): boolean {
  const [low, high] = before < after ? [before, after] : [after, before];
  return (low < 0n && high > 0n) || tiers.some(({ start }) => low < start && start < high);
}
