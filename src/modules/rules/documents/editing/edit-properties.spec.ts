import fc from 'fast-check';
import { CST, Lexer } from 'yaml';
import { anyChoice, editOf } from '../../../../../test/support/documents/edits.js';
import { anyHandwriting } from '../../../../../test/support/documents/handwriting.js';
import { rulesFiles } from '../../../../../test/support/documents/rules-files.js';
import { anyTree } from '../../../../../test/support/documents/trees.js';
import { runs } from '../../../../../test/support/properties/property-runs.js';
import { lineEnd } from '../patching/lines.js';
import { treeToEdit } from '../patching/patch-to.js';
import { placedValue, type Placed } from '../patching/placed-value.js';
import { documentText } from '../writing/document-text.js';
import { readPaper } from '../yaml/read-paper.js';
import { applyEdits } from './apply-edits.js';
import { diffTrees } from './diff-trees.js';
import { patchDocument } from './patch-document.js';

/** A document: one of ours, or any data in any handwriting. */
function anySource(): fc.Arbitrary<string> {
  return fc.oneof(anyHandwriting(), fc.constantFrom(...rulesFiles().map(({ text }) => text)));
}

/** The stretch of text of a value; of one that goes, comes or changes its lines that of its key as well. */
function stretch(text: string, path: readonly (string | number)[]): { start: number; end: number } {
  let value: Placed = placedValue(text);
  let start = value.start;
  for (const step of path) {
    if (value.kind === 'text') break;
    const entry =
      typeof step === 'number' ? value.entries[step] : value.entries.find(({ key }) => key === step);
    if (!entry) break;
    start = entry.start;
    value = entry.value;
  }
  return { start, end: lineEnd(text, value.end) };
}

function commentsIn(text: string): string[] {
  const lexemes = [...new Lexer().lex(text)];
  return lexemes.filter((lexeme) => CST.tokenType(lexeme) === 'comment').toSorted();
}

describe('an edit of a document', () => {
  it('makes the text say what was wanted, and keeps every byte outside the smallest value around it', () => {
    fc.assert(
      fc.property(anySource(), anyChoice(), (source, choice) => {
        const tree = treeToEdit(source);
        const { edit, within } = editOf(tree, choice);
        const result = patchDocument(source, [edit]);
        expect(readPaper(result).plain).toEqual(applyEdits(tree, [edit]));
        const mark = source.startsWith('\ufeff') ? '\ufeff' : '';
        const text = source.slice(mark.length);
        const { start, end } = stretch(text, within);
        expect(result.startsWith(mark + text.slice(0, start))).toBe(true);
        expect(result.endsWith(text.slice(end))).toBe(true);
      }),
      runs(120),
    );
  });

  it('that adds or moves keeps every comment', () => {
    fc.assert(
      fc.property(anySource(), anyChoice(), (source, choice) => {
        const { edit } = editOf(treeToEdit(source), choice);
        fc.pre('add' in edit || 'move' in edit);
        expect(commentsIn(patchDocument(source, [edit]))).toEqual(commentsIn(source));
      }),
      runs(80),
    );
  });

  it('is made on what the edit before left', () => {
    fc.assert(
      fc.property(anySource(), fc.array(anyChoice(), { minLength: 2, maxLength: 6 }), (source, choices) => {
        let tree = treeToEdit(source);
        const edits = choices.map((choice) => {
          const { edit } = editOf(tree, choice);
          tree = applyEdits(tree, [edit]);
          return edit;
        });
        expect(readPaper(patchDocument(source, edits)).plain).toEqual(tree);
      }),
      runs(80),
    );
  });

  it('that sets what is there already changes nothing', () => {
    fc.assert(
      fc.property(anySource(), (source) => {
        const tree = treeToEdit(source);
        const edits = Object.entries(tree).map(([key, value]) => ({ set: { path: [key], value } }));
        expect(patchDocument(source, edits)).toBe(source);
      }),
      runs(100),
    );
  });

  it('that sets a text and one that sets it back give the old text', () => {
    fc.assert(
      fc.property(anyTree(), anyChoice(), (data, choice) => {
        const source = documentText(data);
        const tree = treeToEdit(source);
        const { edit } = editOf(tree, { ...choice, kind: 0, value: 'another' });
        fc.pre('set' in edit);
        if (!('set' in edit)) return;
        const before = valueAt(tree, edit.set.path as (string | number)[]);
        fc.pre(typeof before === 'string');
        const there = patchDocument(source, [edit]);
        expect(patchDocument(there, [{ set: { path: edit.set.path, value: before as string } }])).toBe(
          source,
        );
      }),
      runs(80),
    );
  });
});

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce((at, step) => (at as Record<string | number, unknown> | undefined)?.[step], value);
}

describe('the edits from one data to another', () => {
  it('lead there, whatever the two are', () => {
    fc.assert(
      fc.property(anyTree(), anyTree(), (old, wanted) => {
        expect(applyEdits(old, diffTrees(old, wanted))).toEqual(wanted);
      }),
      runs(100),
    );
  });

  it('lead there after a few edits, and there are none between equal data', () => {
    fc.assert(
      fc.property(anySource(), fc.array(anyChoice(), { maxLength: 4 }), (source, choices) => {
        const old = treeToEdit(source);
        const wanted = choices.reduce((tree, choice) => applyEdits(tree, [editOf(tree, choice).edit]), old);
        expect(applyEdits(old, diffTrees(old, wanted))).toEqual(wanted);
        expect(diffTrees(wanted, wanted)).toEqual([]);
      }),
      runs(80),
    );
  });
});
