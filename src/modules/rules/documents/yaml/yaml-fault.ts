import type { Fault } from '../../../../engine/rulebook/finding.js';

/** A fault of the paper and the offset where it stands; `path` too where the text could be read so far as to know it. */
export interface FaultAt extends Fault {
  readonly offset: number;
  readonly path?: string;
}

const SAID: Record<string, readonly [message: string, remedy: string]> = {
  BAD_INDENT: [
    'This line is not indented like the ones beside it, or a bracket above is not closed.',
    'Start keys of one map, and items of one list, in the same column, and close every { and [.',
  ],
  BLOCK_AS_IMPLICIT_KEY: [
    'A second colon on this line starts a map inside a value.',
    'Quote a text that holds ": ", and put each key on its own line.',
  ],
  MULTILINE_IMPLICIT_KEY: [
    'A key must end with a colon on its own line.',
    'Write `key: value`; is a colon missing here or on the line above?',
  ],
  MISSING_CHAR: [
    'Something is not closed or a colon is missing here.',
    'Write `key: value` and close every quote, { and [.',
  ],
  BAD_SCALAR_START: ['A value cannot start with that character.', 'Put the value in quotes.'],
  BAD_DQ_ESCAPE: [
    'That is no escape sequence.',
    'Write \\\\ for a backslash in double quotes, or use single quotes.',
  ],
  UNEXPECTED_TOKEN: [
    'This does not belong here.',
    'Is a quote, comma, colon or bracket missing or left over?',
  ],
  KEY_OVER_1024_CHARS: ['The key is longer than 1,024 characters.', 'Is a line break missing?'],
  BAD_PROP_ORDER: ['This does not belong here.', 'Write `key: value`.'],
};

/** Says in plain words what the YAML reader stumbled over. */
export function yamlFault(code: string, offset: number): FaultAt {
  const [message, remedy] = SAID[code] ?? [
    'The text cannot be read here.',
    'Is a quote, colon, comma or bracket missing or left over?',
  ];
  return { code: 'YAML_SYNTAX', message, remedy, offset };
}
