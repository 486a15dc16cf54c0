import type { Terms } from '../../../engine/approvals/deal.js';
import { readDay, writeDay } from '../../../engine/kernel/day.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import { ratio } from '../../../engine/kernel/ratio.js';
import type { FactValue } from '../../../engine/model/facts.js';

/** A judged term as it is stored: exact, and of one form for one value. */
type Stored = { readonly number: string } | { readonly day: string } | { readonly text: string } | null;

/** Judged terms as JSON. */
export function termsToJson(terms: Terms): Readonly<Record<string, Stored>> {
  return Object.fromEntries([...terms].map(([name, value]) => [name, stored(value)]));
}

/** Judged terms from JSON. */
export function termsFromJson(json: Readonly<Record<string, Stored>>): Terms {
  return new Map(Object.entries(json).map(([name, value]) => [name, restored(value)]));
}

function stored(value: FactValue): Stored {
  if (value === undefined) return null;
  if (typeof value === 'object') return { number: `${value.n}/${value.d}` };
  return typeof value === 'number' ? { day: writeDay(value) } : { text: value };
}

function restored(value: Stored): FactValue {
  if (value === null) return undefined;
  if ('text' in value) return value.text;
  if ('day' in value) return readDay(value.day);
  const [, n, d] = /^(-?\d+)\/(\d+)$/.exec(value.number) ?? [];
  invariant(n !== undefined && d !== undefined, `a stored term ${value.number}`);
  return ratio(BigInt(n), BigInt(d));
}
