import fc from 'fast-check';
import { anyHandwriting } from '../../../../../test/support/documents/handwriting.js';
import { anyTree } from '../../../../../test/support/documents/trees.js';
import { runs } from '../../../../../test/support/properties/property-runs.js';
import { readPaper } from '../yaml/read-paper.js';
import { textFor, treeToEdit } from './patch-to.js';

describe('a text that is given other data', () => {
  it('keeps every byte when the data are the same', () => {
    fc.assert(
      fc.property(anyHandwriting(), (source) => {
        expect(readPaper(source).faults).toEqual([]);
        expect(textFor(source, treeToEdit(source))).toBe(source);
      }),
      runs(80),
    );
  });

  it('says any other data', () => {
    fc.assert(
      fc.property(anyHandwriting(), anyTree(), (source, wanted) => {
        expect(readPaper(textFor(source, wanted)).plain).toEqual(wanted);
      }),
      runs(80),
    );
  });

  it('leaves an item where it is when its neighbour comes to say the same', () => {
    const source = 'rows:\n  - [a] # first\n# of the second\n  -  []\n';
    expect(textFor(source, { rows: [[], []] })).toBe('rows:\n  - [] # first\n# of the second\n  -  []\n');
  });
});
