import type { Exclusive, Kind } from '../kinds/kind.js';
import { columnOf } from '../kinds/stored.js';

/** SQL of whether two facts `a` and `b` of a kind are in force at once and exclude each other. */
export function together(kind: Kind, { by, unless }: Exclusive): string {
  const same = by.map((name) => {
    const { stored, required } = columnOf(kind, name);
    return required ? `a.${stored} = b.${stored}` : `coalesce(a.${stored}, '') = coalesce(b.${stored}, '')`;
  });
  const meet = `a.effective_from < coalesce(b.effective_until, 'infinity') and b.effective_from < coalesce(a.effective_until, 'infinity')`;
  if (unless === undefined) return [...same, meet].join(' and ');
  const { stored: differ } = columnOf(kind, unless.differ);
  const sameDays = `a.effective_from = b.effective_from and a.effective_until is not distinct from b.effective_until`;
  return [...same, meet, `not (${sameDays} and a.${differ} <> b.${differ})`].join(' and ');
}
