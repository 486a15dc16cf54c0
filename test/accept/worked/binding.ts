import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { SourceFile } from '../../../src/modules/rules/documents/placed-finding.js';
import { fill, isMap, repeated } from './fill.js';
import type { Names } from './given-answers.js';

/** One situation, filled in: what `kicker test` works out, and more numbers of its working that are compared. */
export interface Bound {
  readonly plan: string;
  readonly situation: Readonly<Record<string, unknown>>;
  readonly shows: readonly Shown[];
  /** Of each entry of `expect`, the given answers it was filled from. */
  readonly expected: readonly ReadonlySet<string>[];
}

/** A number of the working of what is earned, and the given answer it must be. */
export interface Shown {
  readonly what: Readonly<Record<string, string>>;
  readonly is: string;
  readonly from: ReadonlySet<string>;
}

/** Given answers that something else has to give first. */
export interface Waiting {
  readonly answers: readonly string[];
  readonly reason: string;
}

/** A published example bound to the documents that say it. */
export interface Binding {
  readonly files: readonly SourceFile[];
  readonly bound: readonly Bound[];
  readonly waits: readonly Waiting[];
}

const BINDING = 'case.yaml';

/**
 * Reads a folder: its documents, the fact catalogue of the folder above unless it has its own, and `case.yaml`, which says how the given inputs
 * go into situations and which given answer each must give. No number of the example is in it.
 */
export function readBinding(folder: string, names: Names): Binding {
  const own = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== BINDING);
  const places = own.map((name) => path.join(folder, name));
  if (!own.includes('facts.yaml')) places.push(path.join(path.dirname(folder), 'facts.yaml'));
  const files = places.map((place) => ({ path: place, text: readFileSync(place, 'utf8') }));
  const read = parse(readFileSync(path.join(folder, BINDING), 'utf8'), { schema: 'failsafe' }) as {
    situations: readonly Readonly<Record<string, unknown>>[];
    waits?: readonly Waiting[];
  };
  const ids = files.flatMap(
    ({ text }) => /^(?:plan|spiff|engagement|approvals): (\S+)$/m.exec(text)?.[1] ?? [],
  );
  const bound = read.situations.flatMap((each) =>
    repeated(each, names).map((one) => bind(one.entry as Record<string, unknown>, one.names, ids[0] ?? '')),
  );
  return { files, bound, waits: read.waits ?? [] };
}

export function isBound(folder: string): boolean {
  return existsSync(path.join(folder, BINDING));
}

function bind(entry: Readonly<Record<string, unknown>>, names: Names, otherwise: string): Bound {
  const { plan, shows, expect, ...given } = entry;
  const expected = entriesWithSource(expect, names);
  return {
    plan: typeof plan === 'string' ? String(fill(plan, names)) : otherwise,
    situation: { ...(fill(given, names) as object), expect: expected.map(({ filled }) => filled) },
    expected: expected.map(({ from }) => from),
    shows: entriesWithSource(shows, names).map(({ filled, from }) => {
      const { is, ...what } = filled as Record<string, string>;
      return { what, is: is ?? '', from };
    }),
  };
}

/** The entries of a list, filled in, each with the given answers that it was filled from. */
function entriesWithSource(
  list: unknown,
  names: Names,
): { readonly filled: unknown; readonly from: ReadonlySet<string> }[] {
  return (Array.isArray(list) ? list : []).flatMap((entry: unknown) =>
    repeated(entry, names).map((one) => {
      const taken = new Set<string>();
      if (!isMap(one.entry)) throw new Error('An entry of `expect` or `shows` is a map.');
      return { filled: fill(one.entry, one.names, taken), from: taken };
    }),
  );
}
