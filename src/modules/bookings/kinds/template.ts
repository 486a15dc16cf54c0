import { kindOf } from './kinds.js';

/**
 * A file to start from: the header and one example row, without the columns for revisions, which most companies need not give.
 * Importing it needs what the example names (a participant p-17, a territory t-north) to be there.
 */
export function templateFor(kind: string): string {
  const { columns } = kindOf(kind);
  const header = columns.map((column) => column.name).join(',');
  return `${header}\n${columns.map((column) => quoted(column.example)).join(',')}\n`;
}

/** The columns of a kind as a Markdown table, for the documentation. */
export function columnTable(kind: string): string {
  const { columns } = kindOf(kind);
  const rows = columns.map(
    (column) =>
      `| \`${column.name}\` | ${column.required ? 'yes' : ''} | ${column.means} | ${column.example && `\`${column.example}\``} |`,
  );
  return ['| column | required | means | example |', '|---|---|---|---|', ...rows].join('\n');
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
