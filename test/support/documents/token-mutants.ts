import type { PlacedNode } from '../../../src/modules/rules/documents/yaml/plain-tree.js';
import { readPaper } from '../../../src/modules/rules/documents/yaml/read-paper.js';

/** A file as text. */
interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** What a token is: a key, a name with a dot, a sign of a test, a unit of a number, a type, or the word of a reference, choice or id. */
export type TokenClass = 'key' | 'name' | 'operator' | 'unit' | 'type' | 'word';

/** The files with one token of one of them changed. */
export interface TokenMutant {
  readonly name: string;
  readonly of: TokenClass;
  readonly files: readonly TextFile[];
}

interface Token {
  readonly of: TokenClass;
  readonly text: string;
  readonly line: number;
  readonly at: number;
  readonly path: string;
}

/** Values for people change nobody's pay, and numbers and dates are what somebody decided: their other values are as good. */
const FOR_PEOPLE = /(?:^|\.)(?:title|source|means|document|signed|because|at-least|at-most)$/;
const TYPES = ['money', 'percent', 'count', 'days', 'date', 'text', 'one-of', 'person', 'people'];
const UNITS = ['%', 'x', 'USD', 'EUR', 'days', 'logos'];
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  '<': ['=<', '<<', '!<', '\u2264'],
  '<=': ['=<', '<<=', '<==', '\u2264'],
  '>': ['=>', '>>', '!>', '\u2265'],
  '>=': ['=>', '>>=', '>==', '\u2265'],
  '..': ['...', '.', '-', '\u2026'],
  'not(': ['not', 'nto(', 'not[', '!('],
  '(': ['((', '{', ''],
  ')': ['))', '}', ''],
  '[': ['[[', '{', ''],
  ']': [']]', '}', ''],
};
const PARTS =
  /(?<name>[A-Za-z][\w-]*(?:\.[\w-]+)+)|(?<operator>not\(|[<>]=?|\.\.|[()[\]])|(?<=\d ?)(?<unit>%|x\b|[A-Z]{3}\b|[a-z]+\b)/g;

/** Every key, name, operator, unit, reference and type of the files that `changes` picks, mistaken in each way that a person might. */
export function tokenMutants(
  files: readonly TextFile[],
  changes: (file: TextFile) => boolean,
): readonly TokenMutant[] {
  return files.filter(changes).flatMap((file) => {
    const lines = file.text.split('\n');
    const tokens = readPaper(file.text).nodes.flatMap((node) => tokensOf(node, lines));
    return tokens.flatMap((token) =>
      mistakes(token).map((wrong) => ({
        name: `${file.path}:${token.line} ${token.path}: ${token.of} ${token.text} → ${wrong}`,
        of: token.of,
        files: files.map((each) => (each === file ? { ...each, text: replaced(lines, token, wrong) } : each)),
      })),
    );
  });
}

function tokensOf(node: PlacedNode, lines: readonly string[]): readonly Token[] {
  const { path, key, keyPlace, text, place } = node;
  const keys: Token[] =
    key === undefined || !keyPlace
      ? []
      : [{ of: 'key', text: key, line: keyPlace.line, at: keyPlace.column - 1, path }];
  const start = text === undefined ? -1 : (lines[place.line - 1] ?? '').indexOf(text, place.column - 1);
  if (text === undefined || start < 0 || FOR_PEOPLE.test(path)) return keys;
  return [
    ...keys,
    ...partsOf(text, path).map((part) => ({ ...part, line: place.line, at: start + part.at, path })),
  ];
}

function partsOf(text: string, path: string): readonly Pick<Token, 'of' | 'text' | 'at'>[] {
  if (/^[A-Za-z][A-Za-z-]*$/.test(text))
    return [{ of: /(?:^|\.)(?:is|gives)$/.test(path) ? 'type' : 'word', text, at: 0 }];
  return [...text.matchAll(PARTS)].map((match) => {
    const { name, operator } = match.groups ?? {};
    const of = name !== undefined ? 'name' : operator !== undefined ? 'operator' : 'unit';
    return { of, text: match[0], at: match.index };
  });
}

function mistakes({ of, text }: Token): readonly string[] {
  const others =
    of === 'operator'
      ? (SIGNS[text] ?? [])
      : [...(of === 'unit' ? ['', ...UNITS] : []), ...(of === 'type' ? TYPES : []), ...slips(text)];
  return [...new Set(others)].filter((other) => other !== text);
}

/** How fingers slip on a word: a letter left out, doubled, beside its place, another one, a capital, a hyphen another sign. */
function slips(text: string): readonly string[] {
  if (!/[A-Za-z]/.test(text)) return [];
  const middle = Math.max(1, Math.floor(text.length / 2));
  const [before, letter, after] = [text.slice(0, middle), text.charAt(middle), text.slice(middle + 1)];
  return [
    text.slice(0, -1),
    `${text}${text.slice(-1)}`,
    `${before}${after.charAt(0)}${letter}${after.slice(1)}`,
    `${before}q${after}`,
    text.charAt(0).toUpperCase() + text.slice(1),
    text.replace(/[-.]/, '_'),
  ];
}

function replaced(lines: readonly string[], { line, at, text }: Token, by: string): string {
  return lines
    .map((each, index) => (index === line - 1 ? each.slice(0, at) + by + each.slice(at + text.length) : each))
    .join('\n');
}
