import { Refusal } from '../../../platform/refusal.js';
import { TableInput } from '../documents/kinds/table.input.js';
import { patchDocument } from '../documents/editing/patch-document.js';
import { readDocument } from '../documents/read-document.js';
import type { TypedInput } from '../documents/typed/input-of-tree.js';
import { treeOfInput } from '../documents/typed/tree-of-input.js';

/** The text of a table's document after a spreadsheet of the same table; what both say keeps its bytes. */
export function mergeTable(
  source: string,
  { table, input }: { readonly table: string; readonly input: TypedInput },
): string {
  const { declared } = readDocument({ path: '', text: source });
  if (declared?.kind === 'table' && declared.id === table)
    return patchDocument(source, [{ replace: { tree: treeOfInput(TableInput, input) } }]);
  const is = declared ? `${declared.kind} ${declared.id}` : 'no document that can be read';
  throw new Refusal(
    'TABLE_FILE',
    `The file that is there is ${is}; the spreadsheet is of table ${table}.`,
    'Name the file of that table, or one that is not there yet.',
  );
}
