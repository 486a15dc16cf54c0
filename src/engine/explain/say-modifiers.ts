import { ratio, writeDecimal, type Ratio } from '../kernel/ratio.js';
import type { ModifierWorking } from '../model/result.js';
import { sayExact } from './say-numbers.js';

/** What a cap on each deal is called in a working. */
export const DEAL_CAP = 'cap on each deal';

/** What a modifier that applied did, as a step of a sentence: `times 0.5 because …`, `less 2,000.00 because …`. */
export function sayStep({ what, times, because, change }: ModifierWorking): string {
  const why = plain(because).replace(/\.$/, '');
  if (change) return `${change.n < 0n ? 'less' : 'plus'} ${sayExact(absolute(change))} because ${why}`;
  if (what === 'gate') return `times 0 because the gate is shut: ${why}`;
  return `times ${sayFactor(times)} because ${why}`;
}

/** A factor as a decimal; where six places do not hold it, as a fraction too, so that who multiplies gets the same. */
function sayFactor(times: Ratio): string {
  const said = writeDecimal(times, 6);
  const { n, d } = ratio(times.n, times.d);
  return 10n ** 6n % d === 0n ? said : `${said} (${n}/${d})`;
}

/** Whether a modifier multiplies and changes nothing by itself: a cap on what counts, on rates, or on each deal. */
export function isSaidAlone({ what, change }: { what: string; change?: Ratio | undefined }): boolean {
  return /^cap on (?:the rate|what counts)$/.test(what) || (what === DEAL_CAP && !change);
}

/** How a modifier came out, whether it applied or not. */
export function sayModifier({ what, times, applied, because, change }: ModifierWorking): string {
  const why = plain(because);
  if (isSaidAlone({ what, change })) return `${what}: ${why}`;
  if (what === 'gate') return `gate is ${applied ? 'shut' : 'open'}: ${why}`;
  if (!change) return `${what} × ${sayFactor(times)} ${applied ? 'applies' : 'does not apply'}: ${why}`;
  if (!applied) return `${what} changes nothing: ${why}`;
  return `${what} ${change.n < 0n ? 'takes off' : 'adds'} ${sayExact(absolute(change))}: ${why}`;
}

/** Reasons come a line each; indented lines belong to the one before. */
export function plain(because: string): string {
  return because.replace(/\s*\n\s*/g, ' ');
}

/** An amount without its sign. */
export function absolute({ n, d }: NonNullable<ModifierWorking['change']>): { n: bigint; d: bigint } {
  return { n: n < 0n ? -n : n, d };
}
