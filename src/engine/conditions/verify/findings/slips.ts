import { warningAt, type Finding } from '../../../rulebook/finding.js';
import type { UnaryTest } from '../../../rulebook/rulebook.js';
import { namesInTest } from '../../fact-places.js';
import { sayTest } from '../../verdict/say-test.js';
import { contains } from '../ranges.js';
import { callRow } from '../say-place.js';
import type { TableSpace } from '../table-space.js';
import { valuesIn } from '../atoms-of-test.js';

/** What was hardly meant: a list that everything passes, and a column that nobody asks. */
export function slipFindings(space: TableSpace): Finding[] {
  const { table } = space;
  const lists = table.rows.flatMap(({ tests }, row) =>
    tests.flatMap((test, at) => {
      if (test.is !== 'one-of' || !isOfComparisons(test) || !allPass(space, row, at)) return [];
      const column = at + (table.rowsStartWith === undefined ? 0 : 1);
      return [warningAt(`rows.${row}.${column}`, everything(space, { test, row, at }))];
    }),
  );
  return [...lists, ...unaskedInputs(space)];
}

type List = UnaryTest & { is: 'one-of' };

/** Words listed one by one may well be all there are; comparisons of which one is enough are another matter. */
function isOfComparisons(list: List): boolean {
  if (namesInTest(list).length > 0 || list.tests.some(({ is }) => is === 'known')) return false;
  return list.tests.some(({ is }) => is !== 'equal' && is !== 'unknown');
}

function allPass({ boxes, axes }: TableSpace, row: number, at: number): boolean {
  const axis = axes[at];
  return axis !== undefined && contains(boxes[row]?.sides[at] ?? [], valuesIn(axis));
}

function unaskedInputs({ table }: TableSpace): Finding[] {
  const unasked = table.inputs.filter((_, at) =>
    table.rows.every(({ tests }) => tests[at]?.is === 'anything'),
  );
  return unasked.map((input) =>
    warningAt(`inputs.${table.inputs.indexOf(input)}`, {
      code: 'UNUSED',
      message: `No row asks for ${input}.`,
      remedy: 'Take the column away.',
    }),
  );
}

function everything(
  space: TableSpace,
  { test, row, at }: { test: List; row: number; at: number },
): { code: 'TABLE_SLIP'; message: string; remedy: string } {
  const input = space.table.inputs[at] ?? '';
  const meant = intervalOf(test);
  return {
    code: 'TABLE_SLIP',
    message: `Every ${input} passes [${sayTest(test)}] in ${callRow(space, row)}: of a list one is enough.`,
    remedy: meant ? `Write ${sayTest(meant)} if both must hold.` : 'Write known if anything known will do.',
  };
}

/** `[>= 30%, < 50%]` as it was probably meant: [30%..50%). */
function intervalOf({ tests }: List): UnaryTest | undefined {
  const low = tests.find((test) => test.is === 'greater' || test.is === 'greater-or-equal');
  const high = tests.find((test) => test.is === 'less' || test.is === 'less-or-equal');
  if (tests.length !== 2 || !low || !high || !('than' in low) || !('than' in high)) return undefined;
  const [includesFrom, includesTo] = [low.is === 'greater-or-equal', high.is === 'less-or-equal'];
  return { is: 'within', from: low.than, includesFrom, to: high.than, includesTo };
}
