import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'yaml';
import { runs } from '../../../../../test/support/properties/property-runs.js';
import { readDocument } from '../read-document.js';
import { emptyMap, type Plain, type PlainMap } from '../yaml/plain-tree.js';
import { readPaper } from '../yaml/read-paper.js';
import { rulesFiles } from '../../../../../test/support/documents/rules-files.js';
import { documentText } from './document-text.js';
import { scalarText } from './scalar-text.js';
import { anyText, anyTree } from '../../../../../test/support/documents/trees.js';

function read(text: string): Plain {
  const paper = readPaper(text);
  expect(paper.faults).toEqual([]);
  return paper.plain;
}

describe('the text that is written for a tree', () => {
  it('says the tree again when it is read, whatever the tree', () => {
    fc.assert(
      fc.property(anyTree(), (tree) => {
        expect(read(documentText(tree))).toEqual(tree);
      }),
      runs(100),
    );
  });

  it('says a text again in a line, in braces and in a list', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const tree: PlainMap = Object.assign(emptyMap(), {
          a: text,
          b: Object.assign(emptyMap(), { c: text }),
          d: [text, 'x'],
        });
        expect(read(documentText(tree))).toEqual(tree);
      }),
      runs(300),
    );
  });

  it('is read as the same texts by a reader that knows numbers and truth values, but for numbers as we write them', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const seen: unknown = (parse(`a: ${scalarText(text, 'block')}\n`) as { a: unknown }).a;
        expect(typeof seen === 'number' ? String(seen) : seen).toBe(text);
      }),
      runs(100),
    );
  });

  it.each(rulesFiles())('of $path has the same fingerprint, and no findings', ({ path, text }) => {
    const tree = read(text) as PlainMap;
    const [before, after] = [text, documentText(tree)].map((each) => readDocument({ path, text: each }));
    expect(after?.findings).toEqual([]);
    const unlessATest =
      before?.declared?.kind === 'test' ? {} : { fingerprint: before?.declared?.fingerprint };
    expect(after?.declared).toMatchObject({ id: before?.declared?.id, ...unlessATest });
  });

  it('looks like the plans in rules/', () => {
    const path = 'rules/plans/account-executive/plan.yaml';
    const text = readFileSync(path, 'utf8');
    expect(documentText(read(text) as PlainMap)).toBe(text.replace(/^#.*\n/gm, ''));
  });
});

describe('quotes', () => {
  it.each([
    ['5%', '5%'],
    ['-5%', '-5%'],
    ['2026-01-01', '2026-01-01'],
    ['1', '1'],
    ['§4.2', '§4.2'],
    ["Manager's rate", "Manager's rate"],
    ['500 USD', '500 USD'],
  ])('are left away from %s', (text, written) => {
    expect(scalarText(text, 'flow')).toBe(written);
  });

  it.each([
    'no',
    'Yes',
    '~',
    '010',
    '1_000',
    '0x1F',
    '1e3',
    '1.50',
    '>= 5',
    '-',
    '- a',
    'a: b',
    'a #b',
    ' a',
    'a ',
    '',
    '5,000 USD',
    '*a',
    '[a',
    '---',
  ])('stand around %j', (text) => {
    expect(scalarText(text, 'block')).toBe(`"${text}"`);
  });

  it('stand around a comma in braces, and not in a sentence outside', () => {
    expect(scalarText('Held it, then', 'flow')).toBe('"Held it, then"');
    expect(scalarText('Held it, then', 'block')).toBe('Held it, then');
  });

  it('hold escapes for what cannot be seen', () => {
    expect(scalarText('a\u200bb\u00a0c\n', 'block')).toBe('"a\\u200Bb\\u00A0c\\n"');
  });
});
