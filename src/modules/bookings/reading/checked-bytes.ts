import { isUtf8 } from 'node:buffer';
import { Refusal } from '../../../platform/refusal.js';

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['504b0304', 'a spreadsheet workbook or zip archive; save the sheet as "CSV UTF-8"'],
  ['d0cf11e0', 'an old spreadsheet workbook; save the sheet as "CSV UTF-8"'],
  ['25504446', 'a PDF'],
  ['50415231', 'a Parquet file'],
  ['53514c69', 'a database file'],
];
const WIDE: readonly (readonly [string, string])[] = [
  ['fffe0000', 'UTF-32'],
  ['0000feff', 'UTF-32'],
  ['fffe', 'UTF-16'],
  ['feff', 'UTF-16'],
];
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const SAVE_AS = 'Save it as "CSV UTF-8".';

/** What was noticed while the bytes went by. */
export interface Noticed {
  byteOrderMark: boolean;
}

/**
 * Passes on the bytes of a text file, strictly UTF-8, without a byte-order mark at its start. Refuses another kind of file, another
 * encoding and NUL with the byte's place, counted from 1. Holds no more than one chunk and three bytes.
 */
export async function* checkedBytes(source: AsyncIterable<Buffer>, noticed: Noticed): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let passed = 0;
  let started = false;
  for await (const piece of source) {
    let chunk: Buffer = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    if (!started) {
      if (chunk.length < 4) {
        rest = chunk;
        continue;
      }
      [chunk, passed, started] = [withoutMark(chunk, noticed), noticed.byteOrderMark ? 3 : 0, true];
    }
    const whole = wholeCharacters(chunk);
    refuseBadBytes(chunk.subarray(0, whole), passed);
    if (whole > 0) yield chunk.subarray(0, whole);
    passed += whole;
    rest = chunk.subarray(whole);
  }
  const last = started ? rest : withoutMark(rest, noticed);
  refuseBadBytes(last, started ? passed : rest.length - last.length);
  if (last.length > 0) yield last;
}

function withoutMark(start: Buffer, noticed: Noticed): Buffer {
  const hex = start.subarray(0, 4).toString('hex');
  const encoding = WIDE.find(([mark]) => hex.startsWith(mark));
  if (encoding) {
    throw new Refusal(
      'IMPORT_ENCODING',
      `The file is ${encoding[1]}: byte 1 is the mark of it. Files are read as UTF-8.`,
      SAVE_AS,
    );
  }
  const other = SIGNATURES.find(([mark]) => hex.startsWith(mark));
  if (other)
    throw new Refusal('IMPORT_FILE_KIND', `The file is not CSV but ${other[1]}.`, 'Give a CSV file.');
  noticed.byteOrderMark = start.subarray(0, 3).equals(BYTE_ORDER_MARK);
  const text = noticed.byteOrderMark ? start.subarray(3) : start;
  const markup = /^\s*(<|[{[]\s*["{[\]}])/.exec(text.subarray(0, 64).toString('latin1'));
  if (markup) {
    const what = markup[1] === '<' ? 'HTML or XML' : 'JSON';
    throw new Refusal(
      'IMPORT_FILE_KIND',
      `The file is not CSV but ${what}.`,
      'Give a CSV file with a header line.',
    );
  }
  return text;
}

/** How many bytes of the chunk form whole characters; a character cut by the end of the chunk waits for the next. */
function wholeCharacters(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    const byte = chunk[chunk.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needs > back ? chunk.length - back : chunk.length;
  }
  return chunk.length;
}

function refuseBadBytes(chunk: Buffer, passed: number): void {
  const zero = chunk.indexOf(0);
  if (zero >= 0) {
    const message = `Byte ${passed + zero + 1} of the file is NUL: the file is UTF-16 or not text. Files are read as UTF-8.`;
    throw new Refusal('IMPORT_ENCODING', message, SAVE_AS);
  }
  if (isUtf8(chunk)) return;
  const at = firstBadByte(chunk);
  const byte = (chunk[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  const message = `Byte ${passed + at + 1} of the file (hexadecimal ${byte}) is not UTF-8; the file may be Windows-1252 or Latin-1.`;
  throw new Refusal('IMPORT_ENCODING', message, SAVE_AS);
}

/** Where the longest valid beginning ends, by halving. */
function firstBadByte(chunk: Buffer): number {
  let [good, bad] = [0, chunk.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const valid = isUtf8(chunk.subarray(0, wholeCharacters(chunk.subarray(0, middle))));
    if (valid) good = middle;
    else bad = middle;
  }
  return wholeCharacters(chunk.subarray(0, good)) === good ? good : wholeCharacters(chunk.subarray(0, good));
}
