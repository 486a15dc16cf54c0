import type { SharedFolder } from '../../shared.js';
import type { Tally } from '../../tally.js';
import { discountTable } from './discount-table.js';
import { supplement } from './supplement.js';
import { tableCases } from './tables.js';
import { unaryTests } from './unary.js';

/** DMN's own tables and unary tests, said as documents, and read, checked and compiled as every document is. */
export function decisionTables(shared: SharedFolder, tally: Tally): Promise<void> {
  tableCases(shared, tally);
  supplement(shared, tally);
  unaryTests(shared, tally);
  discountTable(shared, tally);
  const skipped = shared.json<{ model: string; table: string; why: string }[]>(
    'conformance',
    'dmn',
    'skipped.json',
  );
  for (const { model, table, why } of skipped)
    tally.waits(`${model.split('/').at(-1) ?? model} ${table}`, reasonOf(why));
  return Promise.resolve();
}

/** Tables that were left out of the set: most need FEEL, and of some the kit itself gives no inputs or answers. */
function reasonOf(why: string): string {
  return why.includes('convertible')
    ? `the kit gives no case for it (${why})`
    : `FEEL expressions are not part of the language (${why})`;
}
