import type { Day } from '../../kernel/day.js';
import type { Afterwards, Incentive, Settles } from '../rulebook.js';

/** By the end of which day something settles that is over on a day; `until` is the first day after it. */
export function settlesOn(settles: Settles | null, until: Day): Day {
  if (settles && 'on' in settles) return settles.on;
  return until - 1 + (settles?.after ?? 0);
}

/** By what a window of something shared is decided, and what becomes of it afterwards; undefined of an incentive that has no windows. */
export function settlingOf(
  { formula }: Pick<Incentive, 'formula'>,
  until: Day,
): { readonly day: Day; readonly afterwards: Afterwards } | undefined {
  if (formula.kind !== 'contest' && formula.kind !== 'pool') return undefined;
  return { day: settlesOn(formula.settles, until), afterwards: formula.afterwards };
}
