import { readDay, writeDay } from '../../../src/engine/kernel/day.js';
import { multiply, ratio, readDecimal, writeDecimal } from '../../../src/engine/kernel/ratio.js';
import { entriesOf, find, textOf, type Names } from './given-answers.js';

/** Where a filled-in part took its texts from. */
export type Taken = Set<string>;

const REFERENCE = /\{([^{}|]+)(?:\|(\w+))?\}/g;
/** What a text may be written as: a fraction as a percentage, thousands as ones, the day after, small letters for an id, yes and no as all and nothing. */
const WRITTEN_AS: Readonly<Record<string, (text: string) => string | undefined>> = {
  percent: (text) => times(text, 100n),
  thousand: (text) => times(text, 1_000n),
  million: (text) => times(text, 1_000_000n),
  next: (text) => writeDay((readDay(text) ?? 0) + 1),
  digits: (text) => /\d+/.exec(text)?.[0],
  lower: (text) => text.toLowerCase(),
  met: (text) => (text === 'true' ? '100' : '0'),
};

/**
 * Fills `{reference}` into every text below, and makes an entry of a list that has `for: { run: inputs.runs }` one entry for each run,
 * whose index is `run-at`, whose number from one on is `run-number`, and before which came `run-before`. `{inputs.rate|percent}` writes the
 * fraction 0.05 as 5. A key whose text needs something that is null or not there is left out.
 */
export function fill(template: unknown, names: Names, taken: Taken = new Set()): unknown {
  if (typeof template === 'string') return fillText(template, names, taken);
  if (Array.isArray(template))
    return template.flatMap((each: unknown) =>
      repeated(each, names).map(({ entry, names: inside }) => fill(entry, inside, taken)),
    );
  if (!isMap(template)) return template;
  return Object.fromEntries(
    Object.entries(template).flatMap(([key, value]) => {
      const filled = fill(value, names, taken);
      return filled === undefined ? [] : [[fillText(key, names, taken), filled]];
    }),
  );
}

/** An entry with what its `for:` stands for, once for each; without one as it is. Several go over all pairs. */
export function repeated(
  entry: unknown,
  names: Names,
): readonly { readonly entry: unknown; readonly names: Names }[] {
  if (!isMap(entry) || !isMap(entry['for'])) return [{ entry, names }];
  const { for: over, ...rest } = entry;
  let all: readonly Names[] = [names];
  for (const [name, reference] of Object.entries(over as Readonly<Record<string, string>>))
    all = all.flatMap((outer) =>
      entriesOf(find(reference, outer)).map(
        (each, at, list) =>
          new Map([
            ...outer,
            [name, each],
            [`${name}-at`, { path: 'index', json: at }],
            [`${name}-number`, { path: 'number', json: at + 1 }],
            [`${name}-before`, list[at - 1] ?? { path: 'before', json: null }],
          ]),
      ),
    );
  return all.map((inside) => ({ entry: rest, names: inside }));
}

function fillText(text: string, names: Names, taken: Taken): string | undefined {
  let isThere = true;
  const filled = text.replace(REFERENCE, (_, reference: string, as: string | undefined) => {
    const found = find(reference, names);
    if (found.json === null) isThere = false;
    else taken.add(found.path);
    return found.json === null ? '' : writtenAs(textOf(found), as);
  });
  return isThere ? filled : undefined;
}

function writtenAs(text: string, as: string | undefined): string {
  const written = as === undefined ? text : WRITTEN_AS[as]?.(text);
  if (written === undefined) throw new Error(`${text} cannot be written as ${as}.`);
  return written;
}

function times(text: string, by: bigint): string | undefined {
  const number = readDecimal(text);
  return number && writeDecimal(multiply(number, ratio(by)));
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
