import { listItems } from '../../../../engine/conditions/read-unary-test.js';

/** What would not come back as it is when it stands bare: outer spaces are trimmed, brackets make a list. */
function needsQuotes(text: string): boolean {
  return !text.includes('"') && (text !== text.trim() || listItems(text) !== undefined);
}

/** The value of a text output as a cell: quotes, which make a text of anything, where it would be read otherwise. */
export function textCell(text: string): string {
  return needsQuotes(text) ? `"${text}"` : text;
}

/** Several values in one cell, in brackets; quotes around a text with a comma or bracket. */
export function listCell(items: readonly string[], isText: boolean): string {
  const written = items.map((item) =>
    isText && !item.includes('"') && (item !== item.trim() || /[,[\]()]/.test(item)) ? `"${item}"` : item,
  );
  return `[${written.join(', ')}]`;
}

/** The values of a cell, with brackets around them or without. */
export function itemsOf(cell: string): readonly string[] {
  return listItems(cell) ?? listItems(`[${cell}]`) ?? [cell];
}
