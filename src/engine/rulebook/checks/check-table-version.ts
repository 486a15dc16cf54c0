import { checkTable } from '../../conditions/check-table.js';
import { catalogueTypes } from '../../conditions/types/name-types.js';
import { errorAt, warningAt, type Finding } from '../finding.js';
import type { FactCatalogue, Table } from '../rulebook.js';
import { checkEffective } from './check-effective.js';
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
    ...checkTable(table, { names: catalogueTypes(facts) }),
    ...unreachable(table),
  ];
}

/** Where the first row that matches answers, nothing below a row of dashes is ever asked. */
function unreachable(table: Table): Finding[] {
  const open = table.rows.findIndex(({ tests }) => tests.every(({ is }) => is === 'anything'));
  if (table.hit !== 'first' || open < 0 || open === table.rows.length - 1) return [];
  const message = `Row ${open + 1} matches everything, so no row below it is ever asked.`;
  return [warningAt(`rows.${open + 1}`, { code: 'UNUSED', message, remedy: 'Move the row to the end.' })];
}

const SAYS_NOTHING = {
  code: 'TABLE_SHAPE',
  message: 'The table says nothing.',
  remedy: 'Write at least one output and one row.',
} as const;
