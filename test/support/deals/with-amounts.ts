import type { Told } from '../small-company.js';

/** What is told, with a line of a million for each deal of which no line is told with it. */
export function withAmounts(facts: readonly Told[]): readonly Told[] {
  const lines = facts.filter(({ table }) => table === 'deal_line');
  const said = new Set(lines.map(({ columns }) => columns['deal']));
  const unsaid = facts.filter(
    ({ table, id, withdrawn }) => table === 'deal' && withdrawn !== true && !said.has(id),
  );
  return [...facts, ...unsaid.map(worth)];
}

function worth({ id, revision }: Told): Told {
  const columns = { deal: id, line_no: 1, net: '1000000', attributes: '{}' };
  return { table: 'deal_line', id: `${id}/1`, revision, columns };
}
