import { REST_OF_AMOUNT, rewrittenScalar } from '../writing/scalar-text.js';
import { isPlainMap, type Plain, type PlainMap } from '../yaml/plain-tree.js';
import { alignItems, samePlain } from './align.js';
import { insertedItem, insertedKey, movedItem } from './insert-entries.js';
import { columnOf, commentsAbove, lineEnd } from './lines.js';
import { plainOf, type Entry, type Placed, type PlacedGroup } from './placed-value.js';
import { removedEntries } from './remove-entries.js';
import { replacedValue, type Holder } from './replace-value.js';
import { spliced, type Splice } from './splices.js';

const TOP: Holder = { under: 'top', anchor: 0, column: 0, standing: 'block' };

/** The splices that make a text say the wanted value instead of the old one, and touch nothing else. */
export function reconcile(text: string, old: Placed, wanted: Plain): Splice[] {
  return changed({ text, old, holder: TOP }, wanted);
}

interface Place {
  readonly text: string;
  readonly old: Placed;
  readonly holder: Holder;
}

/** Changes a value where it stands if it is of the same shape, otherwise writes it anew. */
function changed(place: Place, wanted: Plain): Splice[] {
  const { text, old, holder } = place;
  if (samePlain(plainOf(old), wanted)) return [];
  if (old.kind === 'map' && isPlainMap(wanted)) return changedMap(place, old, wanted);
  if (old.kind === 'list' && Array.isArray(wanted))
    return changedList(place, old, wanted as readonly Plain[]);
  if (old.kind !== 'text' || typeof wanted !== 'string')
    return [...replacedValue(text, { old, holder }, wanted)];
  const before = { source: text.slice(old.start, old.end), text: old.text };
  return [{ from: old.start, to: old.end, text: rewrittenScalar(before, wanted, holder.standing) }];
}

function changedMap({ text, holder }: Place, old: PlacedGroup, wanted: PlainMap): Splice[] {
  const byKey = new Map(old.entries.map((entry) => [entry.key, entry]));
  const kept = new Set(old.entries.filter(({ key }) => Object.hasOwn(wanted, key)));
  const grows = Object.keys(wanted).some((key) => !byKey.has(key));
  if (kept.size === 0 || (old.bare && (grows || kept.size < old.entries.length)))
    return replacedValue(text, { old, holder }, wanted);
  const splices: Splice[] = [];
  let after: Entry | undefined;
  for (const [key, value] of Object.entries(wanted)) {
    const entry = byKey.get(key);
    if (entry)
      splices.push(...changed({ text, old: entry.value, holder: holderOf(text, old, entry) }, value));
    else splices.push(insertedKey(text, { old, kept, after }, [key, value]));
    after = entry ?? after;
  }
  return [...splices, ...removedEntries(text, old, kept)];
}

function changedList({ text, holder }: Place, old: PlacedGroup, wanted: readonly Plain[]): Splice[] {
  const aligned = alignItems(
    old.entries.map(({ value }) => plainOf(value)),
    wanted,
  ).map(({ old: at, stays }) => ({ entry: at === undefined ? undefined : old.entries[at], stays }));
  const kept = new Set(aligned.flatMap(({ entry, stays }) => (entry && stays ? [entry] : [])));
  const next = wanted.map((item, place) => ({ item, entry: aligned[place]?.entry }));
  if (kept.size === 0 || (old.flow && joinsAmounts(text, next)))
    return replacedValue(text, { old, holder }, wanted);
  const splices: Splice[] = [];
  const moving = new Map<Entry, Entry>();
  let after: Entry | undefined;
  wanted.forEach((item, place) => {
    const { entry, stays } = aligned[place] ?? {};
    const spot = { old, kept, after };
    const within = entry ? changed({ text, old: entry.value, holder: holderOf(text, old, entry) }, item) : [];
    if (entry && stays) splices.push(...within);
    else if (entry) {
      const whole = withCommentsAbove(text, old, entry);
      moving.set(entry, whole);
      splices.push(movedItem(text, spot, writtenItem(text, { old, entry: whole, within })));
    } else splices.push(insertedItem(text, spot, item));
    after = entry && stays ? entry : after;
  });
  const entries = old.entries.map((entry) => moving.get(entry) ?? entry);
  return [...splices, ...removedEntries(text, { ...old, entries }, kept)];
}

/** An item as it is written, with the changes inside it. */
function writtenItem(
  text: string,
  { old, entry, within }: { old: PlacedGroup; entry: Entry; within: readonly Splice[] },
): string {
  return spliced(text, within, { from: entry.start, to: old.flow ? entry.end : lineEnd(text, entry.end) });
}

/** An item that moves takes along the comments right above it, in its column; those above the first item may be about the list. */
function withCommentsAbove(text: string, old: PlacedGroup, entry: Entry): Entry {
  const isFirst = entry === old.entries[0];
  return old.flow || isFirst ? entry : { ...entry, start: commentsAbove(text, entry.start) };
}

function holderOf(text: string, old: PlacedGroup, { start, anchor }: Entry): Holder {
  const under = old.kind === 'map' ? 'key' : 'dash';
  const standing = !old.flow ? 'block' : under === 'key' ? 'flow' : 'item';
  return { under, anchor, column: columnOf(text, start), standing };
}

/** An item of a list to be, and the one that it goes on from. */
interface Next {
  readonly item: Plain;
  readonly entry: Entry | undefined;
}

/** Whether two neighbours in brackets would be taken for one amount that a comma cut in two, though neither is written anew with quotes. */
function joinsAmounts(text: string, next: readonly Next[]): boolean {
  return next.some(({ item, entry }, place) => {
    const left = next[place - 1]?.item;
    if (!entry || typeof item !== 'string' || typeof left !== 'string') return false;
    return text.slice(entry.start, entry.end) === item && REST_OF_AMOUNT.test(item) && /^\S*\d$/.test(left);
  });
}
