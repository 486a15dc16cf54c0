import type { NameTypes } from '../../../conditions/types/name-types.js';
import { REST_OF_TABLE } from '../../../conditions/verify/findings/gaps.js';
import { verifyTable } from '../../../conditions/verify/verify-table.js';
import type { Finding } from '../../finding.js';
import type { ApprovalMatrix, Condition, HitPolicy, Table, UnaryTest } from '../../rulebook.js';

/** Judging as a table, each hit policy of a matrix is the one of tables that leaves rows as free. */
const AS_TABLE: Readonly<Record<ApprovalMatrix['hit'], HitPolicy>> = {
  unique: 'unique',
  any: 'any',
  first: 'first',
  priority: 'collect',
  collect: 'collect',
};

/** What a matrix may say of the deals that no row is about. */
const REST_OF_MATRIX =
  'Widen a row, or let `no-match` name the level that decides then, or `approve`. Leave it where such deals are to be refused.';

/**
 * What the rows say as a whole, where each tests facts side by side so that together they are a table: deals that no row is about though the
 * matrix refuses that, rows that match together where only one may, and rows that never answer. Each finding has a counter-example. A gap is
 * told and does not stop the matrix: to refuse what nobody thought of may be meant.
 */
export function checkRowsTogether(matrix: ApprovalMatrix, names: NameTypes): Finding[] {
  const table = tableOf(matrix);
  if (!table) return [];
  return verifyTable(table, names).map((finding) => ({
    ...(finding.code === 'TABLE_GAP' ? gapOf(finding) : finding),
    path: finding.path.startsWith('rows.') ? finding.path.split('.').slice(0, 2).join('.') : finding.path,
  }));
}

function gapOf(finding: Finding): Finding {
  return {
    ...finding,
    severity: 'warning',
    message: finding.message.replace('the table refuses that', 'the matrix refuses that'),
    remedy: finding.remedy.replace(REST_OF_TABLE, REST_OF_MATRIX),
  };
}

function tableOf(matrix: ApprovalMatrix): Table | undefined {
  const rows = matrix.rows.map(({ when }) => testsOf(when));
  if (!rows.every((row) => row !== undefined)) return undefined;
  const inputs = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  return {
    id: matrix.id,
    effective: matrix.effective,
    fingerprint: matrix.fingerprint,
    inputs,
    outputs: [{ id: 'needs', is: 'text' }],
    hit: AS_TABLE[matrix.hit],
    rowsStartWith: 'id',
    rows: matrix.rows.map(({ id, needs }, at) => ({
      id,
      tests: inputs.map((fact) => rows[at]?.get(fact) ?? { is: 'anything' }),
      outputs: [{ word: JSON.stringify(needs) }],
    })),
    noMatch: matrix.noMatch === 'refuse' ? 'refuse' : 'nothing',
  };
}

/** The tests of a condition that is nothing but facts side by side, each once. */
function testsOf(when: Condition): ReadonlyMap<string, UnaryTest> | undefined {
  const parts = 'all' in when ? when.all : [when];
  const tests = new Map<string, UnaryTest>();
  for (const part of parts) {
    if (!('test' in part) || tests.has(part.fact)) return undefined;
    tests.set(part.fact, part.test);
  }
  return tests;
}
