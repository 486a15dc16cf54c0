import { readPaper } from '../yaml/read-paper.js';
import type { PlacedNode } from '../yaml/plain-tree.js';
import { BASE, withText } from './base-documents.js';
import type { SourceFile } from '../placed-finding.js';

/** A right document of which one key or value was spoilt. */
export interface Spoilt {
  readonly name: string;
  /** What was done, and to which document. */
  readonly way: string;
  readonly files: readonly SourceFile[];
}

/** What may stand in place of an unquoted value, and is wrong wherever it stands. */
const VALUES: Readonly<Record<string, (value: string) => string>> = {
  NO: () => 'NO',
  yes: () => 'yes',
  off: () => 'off',
  null: () => 'null',
  'a tilde': () => '~',
  'an anchor': (value) => `&a ${value}`,
  'an alias': () => '*a',
  'a tag': (value) => `!!str ${value}`,
  'a private tag': (value) => `!js/function ${value}`,
  'block text': () => '|',
  'a tab': (value) => `\t${value}`,
  'a no-break space': (value) => `${value}\u00a0`,
  'a zero-width joiner': (value) => `${value}\u200d`,
  'a right-to-left mark': (value) => `\u202e${value}`,
  'a control character': (value) => `${value}\u0007`,
  NUL: (value) => `${value}\0`,
  'a lost character': (value) => `${value}\ufffd`,
  'a quote left open': (value) => `"${value}`,
  'a bracket left open': (value) => `[${value}`,
  'a brace left open': (value) => `{ ${value}`,
  'a list of lists': (value) => `[[[${value}]]]`,
  'a map': (value) => `{ of: { of: ${value} } }`,
  'a second colon': (value) => `${value}: ${value}: ${value}`,
  'a backquote': (value) => `\`${value}`,
  'an at sign': (value) => `@${value}`,
  'a percent sign': (value) => `%${value}`,
};

/** What is wrong as well, except where a text for people stands. */
const NUMBERS_AND_WORDS: Readonly<Record<string, (value: string) => string>> = {
  'a brace too many': (value) => `${value} }}`,
  '010': () => '010',
  '1_000': () => '1_000',
  '0x1F': () => '0x1F',
  '0o17': () => '0o17',
  '1e3': () => '1e3',
  '.inf': () => '.inf',
  '.nan': () => '.nan',
  '12:30': () => '12:30',
  '1.000,50': () => '"1.000,50"',
  'a formula': () => '=1+1',
  'a template': () => '"${1+1}"',
  'a path': () => '$..book[0]',
  'another alphabet': () => 'про\u0434ажа',
};

/** What may be done to a key, given what stands before it on its line. */
const KEYS: Readonly<Record<string, (key: string) => string>> = {
  'a key with a letter more': (key) => `${key}x`,
  'a key in capitals': (key) => key.toUpperCase(),
  'a key of two words': (key) => `${key} ${key}`,
  'a key of another alphabet': (key) => `${key.slice(0, -1)}\u0430`,
  __proto__: () => '__proto__',
  constructor: () => 'constructor',
  prototype: () => 'prototype',
  toString: () => 'toString',
  hasOwnProperty: () => 'hasOwnProperty',
  'NO as key': () => 'NO',
  'a merge': () => '<<',
  'a key in tags': (key) => `!!str ${key}`,
  'a key that is a list': (key) => `[${key}]`,
  'a key that is a number': () => '010',
};

/** Where any text may stand: what is written for people, and ids that are the company's own. */
const FREE_TEXT =
  /(?:^|\.)(?:title|source|means|because|person|booking\.salesperson)$|^situations\.\d+\.credits\.\d+\.id$/;

/** Every key and value of the base documents, spoilt in each way. */
export function spoiltDocuments(): readonly Spoilt[] {
  return Object.entries(BASE).flatMap(([document, text]) => {
    const lines = text.split('\n');
    return readPaper(text).nodes.flatMap((node) =>
      [...spoiltValues(node, lines), ...spoiltKeys(node, lines)].map((changed) =>
        spoilt(changed, { path: node.path, document }),
      ),
    );
  });
}

type Changed = readonly [name: string, text: string];

function spoilt([way, text]: Changed, at: { path: string; document: string }): Spoilt {
  const { path, document } = at;
  return {
    name: `${way} at ${path} of ${document}`,
    way: `${way} of ${document}`,
    files: withText(document, text),
  };
}

function spoiltValues({ path, key, text, place }: PlacedNode, lines: readonly string[]): readonly Changed[] {
  const at = place.column - 1;
  const isPlain = text !== undefined && lines[place.line - 1]?.startsWith(text, at);
  if (!isPlain) return [];
  const ways = { ...VALUES, ...(FREE_TEXT.test(path) ? {} : NUMBERS_AND_WORDS) };
  // A comma after the last item of a list is YAML's own, so that only a key can lack its value.
  if (key !== undefined) Object.assign(ways, { nothing: () => '' });
  return Object.entries(ways).map(([name, way]) => [
    name,
    replaced(lines, { line: place.line, from: at, to: at + text.length }, way(text)),
  ]);
}

function spoiltKeys({ key, keyPlace, text }: PlacedNode, lines: readonly string[]): readonly Changed[] {
  if (key === undefined || !keyPlace) return [];
  const span = { line: keyPlace.line, from: keyPlace.column - 1, to: keyPlace.column - 1 + key.length };
  const renamed = Object.entries(KEYS).map(([name, way]) => [name, replaced(lines, span, way(key))] as const);
  if (text === undefined) return renamed;
  const isInBraces = /[{,]\s*$/.test((lines[span.line - 1] ?? '').slice(0, span.from));
  const again = isInBraces ? `${key}: x, ${key}` : `${key}: x\n${' '.repeat(span.from)}${key}`;
  return [...renamed, ['a key twice', replaced(lines, span, again)]];
}

function replaced(
  lines: readonly string[],
  { line, from, to }: { line: number; from: number; to: number },
  by: string,
): string {
  const changed = lines.map((each, index) =>
    index === line - 1 ? each.slice(0, from) + by + each.slice(to) : each,
  );
  return changed.join('\n');
}
