import type { Table, UnaryTest } from '../../rulebook/rulebook.js';
import { namesInTest } from '../fact-places.js';
import type { NameType, NameTypes } from '../types/name-types.js';
import { atomsOf, valuesIn } from './atoms-of-test.js';
import { axisOf, type Axis } from './axis.js';
import { range, type Ranges } from './ranges.js';

/** A row as a box: for each input the atoms that it admits. */
export interface Box {
  readonly sides: readonly Ranges[];
  /** False where a test compares with another name: then the box is all that may pass, and what does is known only with the facts. */
  readonly certain: boolean;
}

/** A table as boxes in the space of its inputs. */
export interface TableSpace {
  readonly table: Table;
  readonly axes: readonly Axis[];
  readonly boxes: readonly Box[];
  /** The values thought of: without unknown, unless a column asks for it. */
  readonly thoughtOf: readonly Ranges[];
}

const ANY_TEXT: NameType = { is: 'text' };
const ANYTHING: UnaryTest = { is: 'anything' };

/** Lays a table out. It has passed the check of types. */
export function spaceOf(table: Table, names: NameTypes): TableSpace {
  const axes = table.inputs.map((input, at) =>
    axisOf(
      table.rows.map(({ tests }) => tests[at] ?? ANYTHING),
      names.get(input) ?? ANY_TEXT,
    ),
  );
  const boxes = table.rows.map(({ tests }) => ({
    sides: axes.map((axis, at) => sideOf(tests[at] ?? ANYTHING, axis)),
    certain: tests.every((test) => namesInTest(test).length === 0),
  }));
  const thoughtOf = axes.map((axis) => (axis.asksUnknown ? range(0, axis.unknown) : valuesIn(axis)));
  return { table, axes, boxes, thoughtOf };
}

/** A test against another name may pass for any known value; inside a list, `unknown` may pass as well. */
function sideOf(test: UnaryTest, axis: Axis): Ranges {
  if (namesInTest(test).length > 0) return test.is === 'one-of' ? range(0, axis.unknown) : valuesIn(axis);
  return atomsOf(test, axis);
}
