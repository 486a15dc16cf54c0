import { strToU8, zipSync } from 'fflate';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const LINKS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A workbook as spreadsheet programs write it: what its cells hold, by sheet, as XML of the format. */
export interface Workbook {
  /** The content of `sheetData`, by the name of the sheet. */
  readonly sheets: Readonly<Record<string, string>>;
  /** The content of `sst`: the texts that cells share. */
  readonly strings?: string;
  /** Formats of numbers; a cell with `s="1"` has the first. */
  readonly formats?: readonly string[];
  readonly after?: string;
  readonly from1904?: boolean;
  /** Parts that are added, or put in the place of others. */
  readonly parts?: Readonly<Record<string, string>>;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const quoted = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** The bytes of a workbook, made part by part. */
export function workbook({ sheets, strings, formats = [], after = '', ...others }: Workbook): Buffer {
  const names = Object.keys(sheets);
  const link = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${LINKS}/${type}" Target="${target}"/>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}">${link('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${names
      .map((_, at) => link(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`))
      .join(
        '',
      )}${strings === undefined ? '' : link('t', 'sharedStrings', '/xl/sharedStrings.xml')}${link('f', 'styles', 'styles.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${LINKS}"><workbookPr${others.from1904 ? ' date1904="1"' : ''}/><sheets>${names
      .map((name, at) => `<sheet name="${quoted(name)}" sheetId="${at + 1}" r:id="s${at}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${formats
      .map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${quoted(code)}"/>`)
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
      .map((_, at) => `<xf numFmtId="${164 + at}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings}</sst>` }),
  };
  names.forEach((name, at) => {
    parts[`xl/worksheets/sheet${at + 1}.xml`] =
      `<worksheet xmlns="${MAIN}"><sheetData>${sheets[name] ?? ''}</sheetData>${at === 0 ? after : ''}</worksheet>`;
  });
  const all = Object.entries({ ...parts, ...others.parts });
  return Buffer.from(zipSync(Object.fromEntries(all.map(([name, text]) => [name, strToU8(XML + text)]))));
}

/** A cell that holds a text. */
export function textCell(ref: string, text: string): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${safe}</t></is></c>`;
}

/** The rows of a table of which some cells are given as XML, by their names. */
export function sheetRows(
  rows: readonly (readonly string[])[],
  cells: Readonly<Record<string, string>> = {},
): string {
  return rows
    .map((texts, at) => {
      const refs = texts.map((_, column) => `${String.fromCharCode(65 + column)}${at + 1}`);
      const content = refs.map((ref, column) => cells[ref] ?? textCell(ref, texts[column] ?? ''));
      return `<row r="${at + 1}">${content.join('')}</row>`;
    })
    .join('');
}
