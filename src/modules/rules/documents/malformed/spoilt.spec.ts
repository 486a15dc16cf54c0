import { readDocuments } from '../read-documents.js';
import { TIMES } from '../../../../../test/support/properties/property-runs.js';
import { BASE, withText } from './base-documents.js';
import { spoiltDocuments, type Spoilt } from './spoil.js';

/** By day each way is tried at so many places of each document, in a long run at all of them. */
const PLACES = TIMES > 1 ? Infinity : 3;
const BUSY_MS = 2_000;

interface Told {
  readonly name: string;
  readonly wrong: string;
}

/** Why a spoilt document was not refused as it must be; nothing where it was. */
function notRefused({ name, files }: Spoilt): Told[] {
  const started = process.cpuUsage();
  const { rulebook, findings } = readDocuments(files);
  const { user, system } = process.cpuUsage(started);
  const errors = findings.filter(({ severity }) => severity === 'error');
  const placed = findings.every(({ file, line, column }) => {
    const text = files.find(({ path }) => path === file)?.text;
    const lines = typeof text === 'string' ? text.split('\n') : [];
    return line >= 1 && column >= 1 && line <= lines.length && column <= (lines[line - 1] ?? '').length + 1;
  });
  const said = findings.every(({ message, remedy }) => message.length > 5 && remedy.length > 5);
  return [
    ...(rulebook === null && errors.length > 0 ? [] : [{ name, wrong: 'it was loaded' }]),
    ...(placed ? [] : [{ name, wrong: 'a finding has no place in its file' }]),
    ...(said ? [] : [{ name, wrong: 'a finding has no message or remedy' }]),
    ...((user + system) / 1_000 < BUSY_MS ? [] : [{ name, wrong: 'it took longer than two seconds' }]),
  ];
}

describe('every key and value of right documents, spoilt', () => {
  const all = spoiltDocuments();
  const places = new Map<string, Spoilt[]>();
  for (const each of all) places.set(each.way, [...(places.get(each.way) ?? []), each]);
  const tried = [...places.values()].flatMap((each) => {
    const step = Math.max(1, Math.ceil(each.length / PLACES));
    return each.filter((_, at) => at % step === 0);
  });

  it('is refused with its place and a remedy, and none is loaded', () => {
    expect(readDocuments(withText('none', '')).findings).toEqual([]);
    expect(tried.length).toBeGreaterThan(500);
    expect(tried.flatMap(notRefused)).toEqual([]);
  });
});

const utf8 = new TextEncoder();
const text = BASE['plan'] ?? '';
const at = text.indexOf('executive');

/** The plan with bytes in the middle of its title. */
function withBytes(...bytes: number[]): Uint8Array {
  return Uint8Array.from([...utf8.encode(text.slice(0, at)), ...bytes, ...utf8.encode(text.slice(at))]);
}

function utf16(order: 'le' | 'be', mark: boolean): Uint8Array {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le');
  return Uint8Array.from(order === 'le' ? bytes : bytes.swap16());
}

describe('bytes that are not plain UTF-8', () => {
  const CASES: readonly (readonly [name: string, bytes: Uint8Array])[] = [
    ['UTF-16, low byte first', utf16('le', true)],
    ['UTF-16, high byte first', utf16('be', true)],
    ['UTF-16 without a mark, low byte first', utf16('le', false)],
    ['UTF-16 without a mark, high byte first', utf16('be', false)],
    ['UTF-32', Uint8Array.from([...text].flatMap((sign) => [sign.charCodeAt(0), 0, 0, 0]))],
    ['Latin-1', withBytes(0xe9)],
    ['Windows-1252 quotes', withBytes(0x93, 0x94)],
    ['a slash written too long', withBytes(0xc0, 0xaf)],
    ['half a surrogate', withBytes(0xed, 0xa0, 0x80)],
    ['a character beyond Unicode', withBytes(0xf4, 0x90, 0x80, 0x80)],
    ['a character cut short', withBytes(0xe2, 0x82)],
    ['a lonely continuation', withBytes(0x80)],
    ['five bytes for one character', withBytes(0xf8, 0x88, 0x80, 0x80, 0x80)],
    ['NUL', withBytes(0)],
    ['an escape sequence', withBytes(0x1b, 0x5b, 0x33, 0x31, 0x6d)],
    ['a second byte-order mark', Uint8Array.from([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, ...utf8.encode(text)])],
    ['gzip', Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])],
    ['a spreadsheet', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0])],
    ['old ends of lines', utf8.encode(text.replaceAll('\n', '\r'))],
    ['a line separator', utf8.encode(text.replace('\n', '\u2028'))],
    ['nothing', new Uint8Array()],
    ['a mark and nothing', Uint8Array.from([0xef, 0xbb, 0xbf])],
    ['spaces only', utf8.encode('   \n  \n')],
    ['a comment only', utf8.encode('# plan\n')],
  ];

  it.each(CASES)('refuses %s', (name, bytes) => {
    const files = withText('plan', bytes);
    const { rulebook, findings } = readDocuments(files);
    expect({ name, rulebook }).toEqual({ name, rulebook: null });
    const [first] = findings.filter(({ file }) => file === 'rules/plan.yaml');
    expect(first).toMatchObject({ severity: 'error', remedy: expect.stringMatching(/.{5}/) });
    expect(Math.min(first?.line ?? 0, first?.column ?? 0)).toBeGreaterThan(0);
  });
});
