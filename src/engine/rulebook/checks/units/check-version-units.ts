import { cellPath } from '../../../conditions/check-table.js';
import { outputCells } from '../../../conditions/table/output-type.js';
import { firstOther } from '../../../conditions/types/one-measure.js';
import type { NameTypes } from '../../../conditions/types/name-types.js';
import { errorAt, type Finding } from '../../finding.js';
import type { Table } from '../../rulebook.js';

/** Judges that a count which a table gives is of one unit in all its versions: who reads it reads them all by one name. */
export function checkVersionUnits(tables: readonly Table[], names: NameTypes): Finding[] {
  return tables.flatMap((table, index) => {
    const first = tables.find(({ id }) => id === table.id);
    if (!first || first === table) return [];
    return table.outputs.flatMap(({ id, is }, column) => {
      const before = first.outputs.findIndex((each) => each.id === id);
      if (is !== 'count') return [];
      const pathOf = (row: number): string => cellPath(table, row, table.inputs.length + column);
      const here = outputCells(table, column, pathOf);
      const other = firstOther([...outputCells(first, before, pathOf), ...here], names);
      // Within the first version the unit is judged by itself.
      return other && here.includes(other.at)
        ? [errorAt(`tables.${index}.${other.at.path}`, other.fault)]
        : [];
    });
  });
}
