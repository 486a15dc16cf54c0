import type { Table } from '../../../rulebook/rulebook.js';
import { sayOperand, sayTest } from '../../verdict/say-test.js';

/** What each row asks, in words that two rows share which ask the same. */
export function askedBy({ rows }: Table): readonly string[] {
  return rows.map(({ tests }) => tests.map((test) => `${test.is} ${sayTest(test)}`).join('|'));
}

/** Whether two rows ask different things; made once for a table, because it is asked for each pair of rows. */
export function askingOther(table: Table): (first: number, second: number) => boolean {
  const asked = askedBy(table);
  return (first, second) => asked[first] !== asked[second];
}

/** Whether two rows certainly say different things: a name leaves it open. */
export function sayingOther({ rows }: Table): (first: number, second: number) => boolean {
  const said = rows.map(({ outputs }) =>
    outputs.map((output) => ('name' in output ? undefined : sayOperand(output))),
  );
  return (first, second) =>
    (said[first] ?? []).some((mine, at) => {
      const theirs = said[second]?.[at];
      return mine !== undefined && theirs !== undefined && mine !== theirs;
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
