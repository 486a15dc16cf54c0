import type { Day, Period } from '../../../engine/kernel/day.js';
import { FIRST_DAY, LAST_DAY, readDay, writeDay } from '../../../engine/kernel/day.js';
import type { DocumentKind } from '../documents/kinds/document-kinds.js';

/** A version of a document in force over a range of days, as published. Null: without beginning, without end. */
export interface Publication {
  readonly id: string;
  readonly version: string;
  readonly kind: DocumentKind;
  readonly name: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly fingerprint: string;
}

/** Days in force; what has no beginning starts on the first day there is. */
export function effectiveOf({ from, until }: Pick<Publication, 'from' | 'until'>): Period {
  return { from: dayOf(from) ?? FIRST_DAY, until: dayOf(until) ?? null };
}

function dayOf(text: string | null): Day | undefined {
  return text === null ? undefined : readDay(text);
}

/** Days; null: without beginning, without end. */
export type Range = Pick<Publication, 'from' | 'until'>;

/** What is left of a range when another takes its days: nothing, one part or two. */
export function remainingParts(range: Range, taken: Range): Range[] {
  const [has, takes] = [effectiveOf(range), effectiveOf(taken)];
  const [end, takenEnd] = [has.until ?? LAST_DAY, takes.until ?? LAST_DAY];
  if (takenEnd <= has.from || takes.from >= end) return [range];
  const parts: Range[] = [];
  if (has.from < takes.from) parts.push({ from: range.from, until: writeDay(takes.from) });
  if (takenEnd < end) parts.push({ from: writeDay(takenEnd), until: range.until });
  return parts;
}

/** Whether two ranges have a day in common. */
export function overlap(a: Range, b: Range): boolean {
  const parts = remainingParts(a, b);
  return parts.length !== 1 || parts[0] !== a;
}

/** Parts of versions that decide alike and follow each other without a gap are one part. */
export function joined<T extends Publication>(publications: readonly T[]): T[] {
  const result: T[] = [];
  for (const part of publications) {
    const last = result.at(-1);
    const follows =
      last?.kind === part.kind &&
      last.name === part.name &&
      last.fingerprint === part.fingerprint &&
      last.until === part.from;
    if (last && follows && part.from !== null) result[result.length - 1] = { ...last, until: part.until };
    else result.push(part);
  }
  return result;
}
