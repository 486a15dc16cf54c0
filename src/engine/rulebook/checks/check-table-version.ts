import { checkColumns } from '../../conditions/table/check-columns.js';
import { checkTable } from '../../conditions/check-table.js';
import type { NameTypes } from '../../conditions/types/name-types.js';
import { verifyTable } from '../../conditions/verify/verify-table.js';
import { errorAt, type Finding } from '../finding.js';
import type { FactCatalogue, Table } from '../rulebook.js';
import { checkEffective } from './check-effective.js';
import { sharedScope } from './scopes.js';
import { checkUnique } from './unique-ids.js';

/** Judges a table version: inputs, outputs and hit policy, and that it says anything at all. */
export function checkTableVersion(table: Table, facts: FactCatalogue): Finding[] {
  const clash = table.inputs.filter((name, index) => table.inputs.indexOf(name) < index);
  return [
    ...checkEffective(table.effective),
    ...checkUnique(
      table.outputs.map(({ id }) => id),
      (index) => `outputs.${index}.id`,
    ),
    ...(table.rowsStartWith === undefined
      ? []
      : checkUnique(
          table.rows.map(({ id }) => id),
          (index) => `rows.${index}.0`,
        )),
    ...clash.map((name) =>
      errorAt(
        'inputs',
        { code: 'DUPLICATE_ID', message: `${name} is an input twice.`, remedy: 'Keep one column.' },
        name,
      ),
    ),
    ...(table.outputs.length === 0 || table.rows.length === 0
      ? [errorAt(table.rows.length === 0 ? 'rows' : 'outputs', SAYS_NOTHING)]
      : []),
    ...wholeOrCells(table, sharedScope(facts).names),
  ];
}

/** What a table says as a whole is judged once every cell of it can be read. */
function wholeOrCells(table: Table, names: NameTypes): readonly Finding[] {
  const cells = checkTable(table, { names });
  if (cells.length > 0) return cells;
  const columns = checkColumns(table, names);
  return columns.length > 0 ? columns : verifyTable(table, names);
}

const SAYS_NOTHING = {
  code: 'TABLE_SHAPE',
  message: 'The table says nothing.',
  remedy: 'Write at least one output and one row.',
} as const;
