import type { Exclusive, Kind } from '../kinds/kind.js';
import { columnOf } from '../kinds/stored.js';

/** SQL of whether two facts `a` and `b` of a kind are in force at once and exclude each other. */
export function together(kind: Kind, { by, filled, unless }: Exclusive): string {
  const same = by.map((name) => {
    const { stored, required } = columnOf(kind, name);
    return required ? `a.${stored} = b.${stored}` : `coalesce(a.${stored}, '') = coalesce(b.${stored}, '')`;
  });
  if (filled !== undefined) same.push(`a.${columnOf(kind, filled).stored} is not null`);
  const meet = `a.effective_from < coalesce(b.effective_until, 'infinity') and b.effective_from < coalesce(a.effective_until, 'infinity')`;
  if (unless === undefined) return [...same, meet].join(' and ');
  const { stored: later } = columnOf(kind, unless.later);
  const grows = (one: string, next: string): string =>
    `${one}.${later} < ${next}.${later} and ${one}.effective_until <= ${next}.effective_until`;
  const follow = `a.effective_from = b.effective_from and (${grows('a', 'b')} or ${grows('b', 'a')})`;
  return [...same, meet, `not (${follow})`].join(' and ');
}
