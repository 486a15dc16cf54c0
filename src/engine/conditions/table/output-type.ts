import type { Table } from '../../rulebook/rulebook.js';
import { pathTo } from '../../rulebook/finding.js';
import type { NameType, NameTypes } from '../types/name-types.js';
import { unitCounted, type Placed } from '../types/one-measure.js';

const NO_PLACE = (): string => '';

/** The type of an output that is read by name, `table.weights.weight`; its count has the unit of its cells. A count of rows has none. */
export function outputType(
  name: string,
  versions: readonly Table[],
  names: NameTypes = new Map(),
): NameType | undefined {
  const id = name.split('.')[2];
  const [table] = versions;
  const output = table?.outputs.find((each) => each.id === id);
  if (!table || !output) return undefined;
  if (table.hit === 'collect-count') return { is: 'count' };
  if (output.is !== 'count') return { is: output.is };
  const cells = versions.flatMap((each) =>
    outputCells(
      each,
      each.outputs.findIndex((one) => one.id === id),
      NO_PLACE,
    ),
  );
  const unit = cells.map(({ operand }) => unitCounted(operand, names)).find((each) => each !== undefined);
  return { is: output.is, ...(unit === undefined ? {} : { unit }) };
}

/** What an output can give: its values, the cells of its rows, its default. */
export function outputCells(
  table: Table,
  column: number,
  pathOf: (row: number) => string,
): readonly Placed[] {
  const output = table.outputs[column];
  const path = pathTo('outputs', column);
  return [
    ...(output?.values ?? []).map((operand, at) => ({ operand, path: `${path}.values.${at}` })),
    ...table.rows.flatMap(({ outputs }, row) => {
      const operand = outputs[column];
      return operand ? [{ operand, path: pathOf(row) }] : [];
    }),
    ...(output?.default && table.hit !== 'collect-count'
      ? [{ operand: output.default, path: `${path}.default` }]
      : []),
  ];
}
