import fc from 'fast-check';
import { BASE, withChange } from '../malformed/base-documents.js';
import { readDocuments } from '../read-documents.js';
import { runs } from '../../../../../test/support/properties/property-runs.js';

const HEAD = 'kicker: 1\nplan: ae\n';

function codes(text: string | Uint8Array): string[] {
  return readDocuments([{ path: 'x.yaml', text }]).findings.map(({ code }) => code);
}

/** By the time of this process, so that a busy machine does not matter. */
function within(milliseconds: number, work: () => void): boolean {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000 < milliseconds;
}

describe('text that means harm', () => {
  const DEEP = 100_000;
  const hostile: [string, string, string][] = [
    ['brackets without end', `${HEAD}a: ${'['.repeat(DEEP)}`, 'TOO_LARGE'],
    ['braces without end', `${HEAD}a: ${'{a: '.repeat(DEEP / 4)}`, 'TOO_LARGE'],
    ['dashes without end', `${HEAD}a:\n  ${'- '.repeat(DEEP)}`, 'TOO_LARGE'],
    [
      'maps in maps by indentation',
      `${HEAD}${Array.from({ length: 1_000 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')}`,
      'TOO_LARGE',
    ],
    ['a million characters', `${HEAD}title: ${'x'.repeat(1_000_000)}`, 'TOO_LARGE'],
    ['forty thousand values', `${HEAD}a: [${'b c, '.repeat(40_001)}]`, 'TOO_LARGE'],
    ['a billion laughs', `${HEAD}a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n`, 'YAML_FEATURE'],
    ['a long line of quotes', `${HEAD}a: ${'"'.repeat(300_001)}`, 'YAML_SYNTAX'],
    ['a long line of commas', `${HEAD}a: [${','.repeat(900_000)}]`, 'TOO_LARGE'],
    ['nothing but lines', `${HEAD}${'\n'.repeat(900_000)}`, 'TOO_LARGE'],
    ['a long line of colons', `${HEAD}a: ${': '.repeat(300_000)}`, 'TOO_LARGE'],
  ];
  it.each(hostile)('refuses %s, at once', (_, text, code) => {
    let found: string[] = [];
    expect(within(2_000, () => (found = codes(text)))).toBe(true);
    expect(found).toContain(code);
  });

  it('tells a few of ten thousand unknown keys within two seconds', () => {
    const text = HEAD + Array.from({ length: 9_900 }, (_, index) => `key-${index}: x\n`).join('');
    expect(within(2_000, () => expect(codes(text)).toContain('UNKNOWN_KEY'))).toBe(true);
  });

  it('reads a table of six thousand rows within two seconds', () => {
    const rows = Array.from({ length: 6_000 }, () => '  - [new, 3%]\n').join('');
    const table = `kicker: 1\ntable: big\nfrom: 2026-01-01\ninputs: [booking.type]\noutputs: [{ id: rate, is: percent }]\nhit: first\nno-match: nothing\nrows:\n${rows}`;
    expect(within(2_000, () => expect(codes(table)).toEqual(['NO_CATALOGUE']))).toBe(true);
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), pieces()), (text) => {
        expect(codes(text).length).toBeGreaterThan(0);
      }),
      runs(150),
    );
  });

  it('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(codes(bytes).length).toBeGreaterThan(0);
      }),
    );
  });

  it('never throws when anything in a right document is cut out', () => {
    const plan = BASE['plan'] ?? '';
    fc.assert(
      fc.property(fc.nat(plan.length - 1), fc.integer({ min: 1, max: 60 }), (from, length) => {
        const cut = plan.slice(from, from + length);
        expect(readDocuments(withChange('plan', cut, '')).documents.length).toBeGreaterThanOrEqual(4);
      }),
    );
  });
});

function pieces(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    'kicker: 1\n',
    'plan: a\n',
    '- ',
    ': ',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '#',
    '|',
    '>',
    '&a',
    '*a',
    '!',
    '%',
    '\n',
    '  ',
    ',',
    'a',
    '?',
    '---\n',
  );
  return fc.array(piece, { minLength: 1, maxLength: 40 }).map((parts) => parts.join(''));
}

describe('encodings', () => {
  const text = BASE['facts'] ?? '';
  const utf8 = new TextEncoder();

  it('takes UTF-8 with and without a byte-order mark', () => {
    expect(codes(utf8.encode(text))).toEqual([]);
    expect(codes(utf8.encode(`\ufeff${text}`))).toEqual([]);
    expect(codes(`\ufeff${text}`)).toEqual([]);
  });

  it('takes lines that end as Windows ends them', () => {
    expect(codes(text.replaceAll('\n', '\r\n'))).toEqual([]);
  });

  it('says the column without the mark', () => {
    const [finding] = readDocuments([
      { path: 'x', text: utf8.encode('\ufeffkicker: 2\nplan: a\n') },
    ]).findings;
    expect(finding).toMatchObject({ code: 'LANGUAGE_VERSION', line: 1, column: 9 });
  });

  it('refuses UTF-16 and Latin-1 by name', () => {
    const utf16 = Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
    expect(readDocuments([{ path: 'x', text: utf16 }]).findings[0]?.message).toMatch(/UTF-16/);
    expect(codes(Uint8Array.from(Buffer.from('kicker: 1\nplan: \u00e9\n', 'latin1')))).toEqual(['ENCODING']);
  });
});
