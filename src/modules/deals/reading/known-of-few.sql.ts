import { knownRow, type ReadAs } from '../../../platform/database/known.js';

/** SQL of the latest known rows of a table of facts among those that `found` picks, with what was withdrawn left out. */
export function latestOfFew(table: 'deal' | 'deal_line', found: string, as: ReadAs = {}): string {
  return `select * from (
      select distinct on (fact.id) fact.* from ${table} fact where ${found} and ${knownRow(table, as)}
      order by fact.id, fact.revision desc, fact.nth desc
    ) latest where not latest.withdrawn`;
}
