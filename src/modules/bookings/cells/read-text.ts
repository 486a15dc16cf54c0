import type { Read } from './read-number.js';

const FORMULA = /^[=+\-@＝＋－＠]/;
const SPREADSHEET_ERROR = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$/;
/** What nobody sees and two ids could differ by: controls, zero-width characters, direction marks, spaces that are not a space. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u00a0\u2000-\u200b\u2028\u2029\u202f\u3000\ufeff]/u;
const INVISIBLE_IN_TEXT = /[^\P{Cc}\n\r\t]|[\u200b\u202a-\u202e\u2060-\u2069\ufeff]/u;

/** Names that objects of the language have of themselves; no record needs them, and a table keyed by id could mistake one for its own. */
const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const LONGEST_ID = 200;
const LONGEST_TEXT = 10_000;

/** An id: composed (NFC), so that two spellings of one id are one; nothing invisible; nothing that a spreadsheet would run. */
export function readId(raw: string): Read {
  const text = raw.normalize('NFC');
  if (FORMULA.test(text))
    return { fault: `it starts with "${text[0]}", which a spreadsheet runs as a formula` };
  if (SPREADSHEET_ERROR.test(text)) return { fault: 'it is an error of a spreadsheet, not a value' };
  if (INVISIBLE.test(text))
    return { fault: `it contains an invisible character (${codePoint(text, INVISIBLE)})` };
  if (RESERVED.has(text)) return { fault: 'it is a reserved word; give another id' };
  if (text.length > LONGEST_ID)
    return { fault: `it has ${text.length} characters; at most ${LONGEST_ID} are allowed` };
  return { text };
}

/** A name or another text for people; may have several lines. */
export function readText(raw: string): Read {
  const text = raw.normalize('NFC');
  if (FORMULA.test(text))
    return { fault: `it starts with "${text[0]}", which a spreadsheet runs as a formula` };
  if (SPREADSHEET_ERROR.test(text)) return { fault: 'it is an error of a spreadsheet, not a value' };
  if (INVISIBLE_IN_TEXT.test(text))
    return { fault: `it contains an invisible character (${codePoint(text, INVISIBLE_IN_TEXT)})` };
  if (text.length > LONGEST_TEXT)
    return { fault: `it has ${text.length} characters; at most ${LONGEST_TEXT} are allowed` };
  return { text };
}

/** An address for statements. */
export function readEmail(raw: string): Read {
  const id = readId(raw);
  if ('fault' in id) return id;
  return /^[^\s@,;<>]+@[^\s@,;<>]+$/.test(id.text) ? id : { fault: 'it is not an e-mail address' };
}

function codePoint(text: string, pattern: RegExp): string {
  const character = pattern.exec(text)?.[0] ?? '';
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
