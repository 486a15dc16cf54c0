import { CST, Lexer } from 'yaml';
import { MAX_DEPTH, MAX_TOKENS, tooDeep, tooMany } from './limits.js';
import type { FaultAt } from './yaml-fault.js';

const FEATURES: Record<string, string> = {
  alias: 'an alias (*name)',
  anchor: 'an anchor (&name)',
  tag: 'a tag (!name)',
  'directive-line': 'a directive (%)',
  'explicit-key-ind': 'a key marked with "? "',
};

const HIDDEN =
  /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]/;

const OPEN_QUOTE = {
  code: 'YAML_SYNTAX',
  message: 'This quote is not closed.',
  remedy: 'Close it on the same line; inside double quotes write \\" for a quote.',
} as const;

/** Whether a quoted text ends with its own quote. */
function isClosed(text: string): boolean {
  const quote = text.charAt(0);
  if (text.length < 2 || !text.endsWith(quote)) return false;
  const before = (quote === '"' ? /\\*"$/ : /'*$/).exec(text.slice(1))?.[0].length ?? 0;
  return before % 2 === 1;
}

interface Reading {
  faults: FaultAt[];
  depth: number;
  dashes: number;
  sawContent: boolean;
  starts: number;
  stop: boolean;
}

/** The words of a text, and what the language leaves out of YAML among them. */
export interface Tokens {
  readonly lexemes: readonly string[];
  readonly faults: readonly FaultAt[];
}

/** Refuses, token by token and before anything is built, what the language leaves out of YAML. At most ten faults are told. */
export function checkTokens(text: string): Tokens {
  const lexemes: string[] = [];
  const reading: Reading = { faults: [], depth: 0, dashes: 0, sawContent: false, starts: 0, stop: false };
  let offset = 0;
  let isText = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexemes.push(lexeme) > MAX_TOKENS) return { lexemes, faults: [tooMany(offset)] };
    const mark = lexeme === CST.DOCUMENT || lexeme === CST.SCALAR || lexeme === CST.FLOW_END;
    if (!mark && isText) judgeText(lexeme, offset, reading);
    else if (!mark) judge(lexeme, offset, reading);
    isText = lexeme === CST.SCALAR;
    if (mark) continue;
    if (reading.stop || reading.faults.length >= 10) break;
    offset += lexeme.length;
  }
  return { lexemes, faults: reading.faults };
}

function judge(lexeme: string, offset: number, reading: Reading): void {
  const kind = CST.tokenType(lexeme);
  if (kind === 'comment') return;
  if (kind === 'doc-start' || kind === 'doc-end') return judgeDocumentMark(offset, reading);
  if (kind !== 'space' && kind !== 'newline') reading.sawContent = true;
  judgeCharacters(lexeme, offset, reading.faults);
  judgeDepth(kind, offset, reading);
  if (kind !== null && FEATURES[kind]) reading.faults.push(feature(FEATURES[kind], offset));
  if (kind?.endsWith('quoted-scalar') && !isClosed(lexeme)) reading.faults.push({ ...OPEN_QUOTE, offset });
  if (kind === 'block-scalar-header') reading.faults.push(blockText(lexeme, offset));
}

/** An unquoted text; one that starts with > or | inside brackets would be a block of text outside them. */
function judgeText(text: string, offset: number, reading: Reading): void {
  reading.sawContent = true;
  judgeCharacters(text, offset, reading.faults);
  if (/^[>|]/.test(text)) reading.faults.push(blockText(text, offset));
}

function judgeDocumentMark(offset: number, reading: Reading): void {
  reading.starts++;
  if (!reading.sawContent && reading.starts === 1) return;
  const [message, remedy] = [
    'A second document starts here.',
    'Write one document in a file; take the line away or make another file.',
  ];
  reading.faults.push({ code: 'SEVERAL_DOCUMENTS', message, remedy, offset });
}

function judgeCharacters(lexeme: string, offset: number, faults: FaultAt[]): void {
  const tab = lexeme.indexOf('\t');
  if (tab >= 0)
    faults.push({ code: 'TAB', message: 'Here is a tab.', remedy: 'Use spaces.', offset: offset + tab });
  const hidden = HIDDEN.exec(lexeme);
  if (!hidden) return;
  const code = (hidden[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const message = `Here is a character that cannot be seen (U+${code}).`;
  faults.push({
    code: 'HIDDEN_CHARACTER',
    message,
    remedy: 'Type an ordinary space, or take it away.',
    offset: offset + hidden.index,
  });
}

function judgeDepth(kind: string | null, offset: number, reading: Reading): void {
  if (kind === 'flow-map-start' || kind === 'flow-seq-start') reading.depth++;
  if (kind === 'flow-map-end' || kind === 'flow-seq-end') reading.depth--;
  if (kind === 'seq-item-ind') reading.dashes++;
  else if (kind === 'newline') reading.dashes = 0;
  if (reading.depth > MAX_DEPTH || reading.dashes > MAX_DEPTH) {
    reading.faults = [tooDeep(offset)];
    reading.stop = true;
  }
}

function feature(what: string, offset: number): FaultAt {
  const message = `Here is ${what}, which the language does not have.`;
  return {
    code: 'YAML_FEATURE',
    message,
    remedy: 'Write the text out in full, in quotes if it must start with that character.',
    offset,
  };
}

function blockText(header: string, offset: number): FaultAt {
  if (header.startsWith('|')) return feature('block text (|)', offset);
  const message = 'A test that starts with > needs quotes; without them YAML takes > for a block of text.';
  return { code: 'UNQUOTED_TEST', message, remedy: 'Write it in quotes, such as ">= 100%".', offset };
}
