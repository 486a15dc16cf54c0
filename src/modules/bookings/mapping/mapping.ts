import { PLAIN_WRITING, type Writing } from '../cells/read-number.js';

/** Which of our columns a foreign header stands for, and how its numbers are written. */
export interface Target {
  readonly column: string;
  readonly unit?: string;
  readonly fraction?: boolean;
}

/** What a mapping file says about files from one place: their headers, words and ways of writing. */
export interface Mapping {
  readonly kind: string;
  readonly columns: ReadonlyMap<string, Target>;
  /** Headers to leave out; `others` for all that are not named. */
  readonly ignore: ReadonlySet<string> | 'others';
  /** The same value for every row. */
  readonly constants: ReadonlyMap<string, string>;
  /** By our column: their word to ours. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly writing: Writing;
  readonly delimiter: string;
}

export const DELIMITERS: Readonly<Record<string, string>> = {
  ',': ',',
  ';': ';',
  '|': '|',
  '^': '^',
  '`': '`',
  tab: '\t',
  comma: ',',
  semicolon: ';',
  pipe: '|',
};
export const DECIMALS: readonly Writing['decimal'][] = ['.', ','];
export const THOUSANDS: Readonly<Record<string, Writing['thousands']>> = {
  none: '',
  ',': ',',
  '.': '.',
  space: ' ',
  ' ': ' ',
  "'": "'",
};

/** The mapping of a file in our own columns and words. */
export function plainMapping(kind: string): Mapping {
  return {
    kind,
    columns: new Map(),
    ignore: new Set(),
    constants: new Map(),
    values: new Map(),
    writing: PLAIN_WRITING,
    delimiter: ',',
  };
}
