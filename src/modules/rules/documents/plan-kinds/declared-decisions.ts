import { readConstant } from '../../../../engine/kernel/quantity.js';
import {
  add,
  compare,
  multiply,
  ratio,
  subtract,
  writeUnits,
  roundToUnits,
  ZERO,
  type Ratio,
} from '../../../../engine/kernel/ratio.js';

interface Tier {
  readonly at: Ratio;
  readonly pays: Ratio;
}

/** Reads the starts of tiers that are constants; `undefined` where a name makes the amounts depend on the person. */
function constantTiers(starts: readonly unknown[]): Tier[] | undefined {
  const tiers = starts.map((start) => {
    const { from, above, pays } = start as { from?: unknown; above?: unknown; pays?: unknown };
    const [at, rate] = [numberOf(from ?? above), numberOf(pays)];
    return at && rate && { at, pays: rate };
  });
  return tiers.length > 1 && tiers.every((tier) => tier !== undefined) ? tiers : undefined;
}

function numberOf(text: unknown): Ratio | undefined {
  if (typeof text !== 'string') return undefined;
  const read = readConstant(text);
  return 'quantity' in read ? read.quantity.value : undefined;
}

/** What the first and last tier would pay by slice and on everything, on 120% of the last start. */
export function sayMode(part: object): string {
  const { starts, axis } = part as { starts?: unknown; axis?: unknown };
  const tiers = Array.isArray(starts) ? constantTiers(starts) : undefined;
  const last = tiers?.at(-1);
  if (!tiers || !last || compare(last.at, ZERO) <= 0) {
    return '`mode` is missing: 5% then 10% from 100,000 on pays 7,000 on 120,000 when marginal, and 12,000 when whole. Say which.';
  }
  const onQuota = String(axis).startsWith('attainment.');
  const scale = onQuota ? ratio(100_000n) : ratio(1n);
  const starting = tiers.map(({ at, pays }) => ({ at: multiply(at, scale), pays }));
  const reached = multiply(multiply(last.at, scale), ratio(6n, 5n));
  const whole = multiply(reached, last.pays);
  const quota = onQuota ? ' with quota 100,000' : '';
  return `\`mode\` is missing: on ${write(reached)}${quota} marginal pays ${write(bySlice(starting, reached))}, whole pays ${write(whole)}. Say which.`;
}

function bySlice(tiers: readonly Tier[], reached: Ratio): Ratio {
  return tiers.reduce((sum, tier, index) => {
    const next = tiers[index + 1]?.at ?? reached;
    const top = compare(next, reached) < 0 ? next : reached;
    return compare(top, tier.at) <= 0 ? sum : add(sum, multiply(subtract(top, tier.at), tier.pays));
  }, ZERO);
}

function write(amount: Ratio): string {
  const text = writeUnits(roundToUnits(amount, 2), 2).replace(/\.00$/, '');
  return text.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');
}

/** What no quota would pay, by each answer. */
export function sayNoQuota(part: object): string {
  const { starts } = part as { starts?: { pays?: unknown }[] };
  const pays = Array.isArray(starts) ? numberOf(starts[0]?.pays) : undefined;
  const rate = pays ?? ratio(1n, 10n);
  const amount = write(multiply(ratio(50_000n), rate));
  return `\`no-quota\` is missing: somebody without a quota who books 50,000 gets 0 with \`no-quota: 0%\`, ${amount} with the rate of the first tier, and is refused with \`no-quota: refuse\`. Say which.`;
}

/** What each treatment of a negative month pays. */
export function sayNegative(): string {
  return (
    '`negative` is missing: returns make a month −20,000, the next is 110,000, at 1.5% and 2% above 100,000. ' +
    'carry-measure pays 0 and then 1,350; carry-earning 0 and then 1,400; zero 0 and then 1,700; pay-back takes 300 and then pays 1,700. Say which.'
  );
}
