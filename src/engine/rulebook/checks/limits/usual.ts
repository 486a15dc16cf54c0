import { add, multiply, ONE, ratio, ZERO, type Ratio } from '../../../kernel/ratio.js';
import { kindOf } from '../numbers/kind-of.js';
import type { InPlan } from '../plan/in-plan.js';
import { sayPay } from '../money/money-words.js';
import { scaledOf, type Scaled } from '../money/scaled.js';

/** What people have of an attribute that a check knows nothing of: an example, and so little that hardly anybody has less. */
interface Usual {
  readonly example: Ratio;
  readonly least: Ratio;
}

const QUOTA: Usual = { example: ratio(100_000n), least: ratio(10_000n) };
const OTHER: Usual = { example: ratio(10_000n), least: ratio(1_000n) };
/** What lies below half of what the least pays is below what anybody is meant to earn. */
const HALF = ratio(1n, 2n);

/** What amounts that hang on attributes come to with usual ones. */
export interface UsualPay {
  readonly example: Ratio;
  /** So much even where hardly anybody has less. */
  readonly surely: Ratio;
  /** What was taken: `With attribute.quota at 100,000.00 USD, `. */
  readonly given: string;
  /** From what on it holds: `who has at least 10,000.00 USD of it`. */
  readonly who: string;
}

/** The sum of amounts of which at least one hangs on an attribute of money; of what hangs on anything else nothing is known, and it is left out. */
export function usually(parts: readonly Scaled[], by: InPlan): UsualPay | undefined {
  const known = parts.flatMap(({ times, of, per }) => {
    const usual = of === '' ? { example: ONE, least: ONE } : usualOf(of, by);
    return usual && per === '' ? [{ times, of, usual }] : [];
  });
  const named = new Map(known.flatMap(({ of, usual }) => (of === '' ? [] : [[of, usual] as const])));
  if (named.size === 0) return undefined;
  const { currency } = by.plan;
  const say = (which: keyof Usual): string[] =>
    [...named].map(([name, usual]) => `${name} at ${sayPay(usual[which], currency)}`);
  const [only] = named.size === 1 ? [...named.values()] : [];
  return {
    example: known.reduce((sum, { times, usual }) => add(sum, multiply(times, usual.example)), ZERO),
    surely: known.reduce((sum, { times, of, usual }) => {
      const least = multiply(times, usual.least);
      return add(sum, of === '' ? least : multiply(least, HALF));
    }, ZERO),
    given: `With ${say('example').join(' and ')}, `,
    who: only
      ? `with ${sayPay(only.least, currency)} of it or more`
      : `with ${say('least').join(' and ')} or more`,
  };
}

function usualOf(name: string, by: InPlan): Usual | undefined {
  if (!name.startsWith('attribute.') || kindOf({ name }, '', by).kind?.is !== 'money') return undefined;
  const of = by.plan.measures.filter(
    ({ quota }) => quota !== null && scaledOf({ name: quota }, by.values)?.of === name,
  );
  // Of a quota that falls on the windows in it a window has a part alone.
  if (of.some(({ seasonal }) => seasonal)) return undefined;
  return of.length > 0 ? QUOTA : OTHER;
}
