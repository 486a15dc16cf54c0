import { isPlainMap, type Plain, type PlainMap } from '../yaml/plain-tree.js';

/** For each wanted item: the old item that it goes on from, if any, and whether that one stays where it is. */
export interface Aligned {
  readonly old: number | undefined;
  readonly stays: boolean;
}

/** Whether two values say the same; the order of keys in a map says nothing. */
export function samePlain(a: Plain, b: Plain): boolean {
  return a === b || digest(a) === digest(b);
}

function digest(value: Plain): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (!isPlainMap(value)) return `[${value.map(digest).join()}]`;
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${digest(value[key] ?? '')}`);
  return `{${entries.join()}}`;
}

/** What an item of a list is called: its id, or the name that it has instead of one. */
export function nameOfItem(item: Plain): string | undefined {
  if (!isPlainMap(item)) return undefined;
  const name = item['id'] ?? item['name'];
  return typeof name === 'string' ? name : undefined;
}

/** Pairs the items of a list with those it should have: by id, else by what they say, else by their place between two that are the same. */
export function alignItems(old: readonly Plain[], wanted: readonly Plain[]): Aligned[] {
  const matched = matchNames(old, wanted);
  const stays = longestRise(matched);
  const aligned = matched.map((at, index): Aligned => ({ old: at, stays: stays.has(index) }));
  return pairBetween({ old, wanted, aligned });
}

function matchNames(old: readonly Plain[], wanted: readonly Plain[]): (number | undefined)[] {
  const name = (item: Plain): string => nameOfItem(item) ?? `=${digest(item)}`;
  const oldNames = old.map(name);
  const wantedNames = wanted.map(name);
  // What is the same at both ends stays: else an item that came to say the same as its neighbour would take its place.
  const most = Math.min(old.length, wanted.length);
  let first = 0;
  while (first < most && oldNames[first] === wantedNames[first]) first += 1;
  let tail = 0;
  while (tail < most - first && oldNames.at(-1 - tail) === wantedNames.at(-1 - tail)) tail += 1;
  const middle = matchBetween(
    oldNames.slice(first, old.length - tail),
    wantedNames.slice(first, wanted.length - tail),
  );
  return wanted.map((_, place) => {
    if (place < first) return place;
    if (place >= wanted.length - tail) return old.length - (wanted.length - place);
    const at = middle[place - first];
    return at === undefined ? undefined : at + first;
  });
}

function matchBetween(oldNames: readonly string[], wanted: readonly string[]): (number | undefined)[] {
  const free = new Map<string, number[]>();
  oldNames.forEach((each, index) => {
    const before = free.get(each);
    if (before) before.push(index);
    else free.set(each, [index]);
  });
  let last = -1;
  return wanted.map((name, place) => {
    const candidates = free.get(name) ?? [];
    const fromEnd = oldNames.length - (wanted.length - place);
    const best =
      candidates.find((at) => at === place && at > last) ??
      candidates.find((at) => at === fromEnd && at > last) ??
      candidates.find((at) => at > last) ??
      candidates[0];
    if (best === undefined) return undefined;
    candidates.splice(candidates.indexOf(best), 1);
    last = Math.max(last, best);
    return best;
  });
}

/** The places of the longest rising run among the matches: these items need not move. */
function longestRise(matched: readonly (number | undefined)[]): Set<number> {
  const tails: number[] = [];
  const before: (number | undefined)[] = [];
  matched.forEach((at, place) => {
    if (at === undefined) return;
    let length = tails.findIndex((tail) => (matched[tail] ?? 0) >= at);
    if (length < 0) length = tails.length;
    before[place] = length > 0 ? tails[length - 1] : undefined;
    tails[length] = place;
  });
  const run = new Set<number>();
  for (let place = tails.at(-1); place !== undefined; place = before[place]) run.add(place);
  return run;
}

interface Pairing {
  readonly old: readonly Plain[];
  readonly wanted: readonly Plain[];
  readonly aligned: Aligned[];
}

/** Between two items that stay, as many new ones as old ones that would go take their places. */
function pairBetween({ old, wanted, aligned }: Pairing): Aligned[] {
  const taken = new Set(aligned.map((each) => each.old));
  const result = [...aligned];
  let [fromOld, from] = [0, 0];
  for (let place = 0; place <= aligned.length; place++) {
    const each = aligned[place];
    if (each && !each.stays) continue;
    const untilOld = each?.old ?? old.length;
    const goes = range(fromOld, untilOld).filter((at) => !taken.has(at));
    const comes = range(from, place).filter((at) => aligned[at]?.old === undefined);
    if (goes.length === comes.length)
      comes.forEach((at, index) => {
        const going = goes[index] ?? 0;
        if (mayBecome(old[going] ?? '', wanted[at] ?? '')) result[at] = { old: going, stays: true };
      });
    [fromOld, from] = [untilOld + 1, place + 1];
  }
  return result;
}

function range(from: number, until: number): number[] {
  return Array.from({ length: Math.max(0, until - from) }, (_, index) => from + index);
}

/** Whether one may be written over the other: not where both have an id and differ in more than that. */
function mayBecome(a: Plain, b: Plain): boolean {
  const [left, right] = [nameOfItem(a), nameOfItem(b)];
  if (left === undefined || right === undefined) return true;
  const unnamed = (item: Plain): Plain => ({ ...(item as PlainMap), id: '', name: '' });
  return samePlain(unnamed(a), unnamed(b));
}
