import { nearest } from '../../../../engine/rulebook/nearest.js';

/** Lines at the top of a sheet, in their order: what stands in the first cell, and the value in the second. */
export const HEAD = [
  'kicker',
  'table',
  'title',
  'source',
  'signed',
  'from',
  'until',
  'hit',
  'no-match',
] as const;
export type HeadLabel = (typeof HEAD)[number];

/** Lines above the rows that say what the columns are; the first of them begins the picture of the table. */
export const COLUMN_LINES = ['column', 'is', 'values', 'default'] as const;
export type ColumnLine = (typeof COLUMN_LINES)[number];

/** The line of the columns' names is called by what stands in front of each row: its number, or its id. */
export const NAME_LINES = ['row', 'id'] as const;
export type NameLine = (typeof NAME_LINES)[number];

/** DMN's letters for hit policies, as other tools write them into the corner of a table. */
export const DMN_HIT: Readonly<Record<string, string>> = {
  U: 'unique',
  A: 'any',
  P: 'priority',
  F: 'first',
  R: 'rule-order',
  O: 'output-order',
  C: 'collect',
  'C+': 'collect-sum',
  'C<': 'collect-min',
  'C>': 'collect-max',
  'C#': 'collect-count',
};

/** Other names that people write for a line. */
const ALSO: Readonly<Record<string, string>> = { 'hit-policy': 'hit', columns: 'column', type: 'is' };

/** A label as it is meant: `Hit policy` is `hit`. */
export function labelOf(text: string): string {
  const word = text.toLowerCase().replaceAll(/[\s_]+/g, '-');
  return ALSO[word] ?? word;
}

/** The label of the list that was probably meant, if any is near. */
export function nearLabel(text: string, labels: readonly string[]): string {
  const near = nearest(labelOf(text), labels);
  return near === undefined ? `Write one of: ${labels.join(', ')}.` : `Did you mean ${near}?`;
}
