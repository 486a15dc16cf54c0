import { readXml } from './read-xml.js';

/** What the format of a number says that it is; `places` are the decimals it shows. */
export type Shown =
  | { readonly is: 'percent' | 'plain'; readonly places: number }
  | { readonly is: 'money'; readonly places: number; readonly currency: string }
  | { readonly is: 'date' | 'other' };

/** Formats that every workbook has, by number. */
const BUILT_IN: Readonly<Record<string, string>> = {
  '0': 'General',
  '1': '0',
  '2': '0.00',
  '3': '#,##0',
  '4': '#,##0.00',
  '9': '0%',
  '10': '0.00%',
  '14': 'mm-dd-yy',
  '15': 'd-mmm-yy',
  '22': 'm/d/yy h:mm',
  '49': '@',
};

/** The formats of a workbook's cells, by the number that a cell names. */
export function readFormats(part: { readonly name: string; readonly bytes: Uint8Array }): Shown[] {
  const codes = new Map<string, string>(Object.entries(BUILT_IN));
  const formats: Shown[] = [];
  let inCells = false;
  readXml(part, {
    open: (element, attribute) => {
      if (element === 'x:numFmt') codes.set(attribute('numFmtId') ?? '', attribute('formatCode') ?? '');
      if (element === 'x:cellXfs') inCells = true;
      if (element !== 'x:xf' || !inCells) return;
      const code = codes.get(attribute('numFmtId') ?? '0');
      formats.push(code === undefined ? { is: 'other' } : shownBy(code));
    },
    close: (element) => {
      if (element === 'x:cellXfs') inCells = false;
    },
  });
  return formats;
}

/** What is written around the number: texts in quotes, single characters, gaps, and what stands in brackets. */
const AROUND = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/gs;

/** Characters that a format may have in a spreadsheet. */
const LONGEST = 255;

/** Reads a format such as `0.0%`, `#,##0 "USD"` or `yyyy-mm-dd`; what leaves open what a person sees is `other`. */
export function shownBy(code: string): Shown {
  if (code.length > LONGEST) return { is: 'other' };
  const first = /^(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\])*/s.exec(code)?.[0] ?? '';
  const bare = first.replaceAll(AROUND, '');
  if (/^(?:general|@)?$/i.test(bare)) return { is: 'plain', places: Infinity };
  if (/[ymd]/i.test(bare)) return { is: isWholeDate(bare) ? 'date' : 'other' };
  return isNumber(bare) ? numberShown(bare, wordsAround(first)) : { is: 'other' };
}

/** A date of which year, month and day are all seen. */
function isWholeDate(bare: string): boolean {
  return /y/i.test(bare) && /d/i.test(bare) && /m/i.test(bare);
}

/** Digits in full: no exponent, fraction, or thousands left out. */
function isNumber(bare: string): boolean {
  return /^[^\dA-Za-z]*[#0?,]*(?:\.[0?#]*)?[^\dA-Za-z]*$/.test(bare) && !/\/|,(?![#0?])/.test(bare);
}

/** Words and currency signs that are shown with the number. */
function wordsAround(format: string): string[] {
  return [...format.matchAll(/"([^"]*)"|\[\$([^\]-]*)[^\]]*\]|([$€£¥])/g)]
    .map(([, quoted, bracketed, sign]) => (quoted ?? bracketed ?? sign ?? '').trim())
    .filter((word) => word !== '');
}

function numberShown(bare: string, words: readonly string[]): Shown {
  const places = /\.([0?#]*)/.exec(bare)?.[1]?.length ?? 0;
  const [word] = words;
  const percents = bare.split('%').length - 1;
  if (percents > 0) return percents === 1 && word === undefined ? { is: 'percent', places } : { is: 'other' };
  if (word === undefined) return { is: 'plain', places };
  return words.length === 1 && /^[A-Z]{3}$/.test(word)
    ? { is: 'money', places, currency: word }
    : { is: 'other' };
}
