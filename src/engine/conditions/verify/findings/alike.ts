import type { Table } from '../../../rulebook/rulebook.js';
import { sayOperand, sayTest } from '../../verdict/say-test.js';

/** Whether two rows ask the same. */
export function sameTests(table: Table, first: number, second: number): boolean {
  const [a, b] = [table.rows[first]?.tests ?? [], table.rows[second]?.tests ?? []];
  return a.every((test, at) => {
    const other = b[at];
    return other !== undefined && test.is === other.is && sayTest(test) === sayTest(other);
  });
}

/** Whether two rows say the same; undefined where a name leaves it open. */
export function sameOutputs(table: Table, first: number, second: number): boolean | undefined {
  const [a, b] = [table.rows[first]?.outputs ?? [], table.rows[second]?.outputs ?? []];
  let open = false;
  for (const [at, output] of a.entries()) {
    const other = b[at];
    if (!other || sayOperand(output) === sayOperand(other)) continue;
    if (!('name' in output) && !('name' in other)) return false;
    open = true;
  }
  return open ? undefined : true;
}
