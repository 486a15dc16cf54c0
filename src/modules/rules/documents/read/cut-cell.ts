type Cell = string | readonly string[];

/** The text of a cell that was not quoted and came apart at its commas, such as `not(new, renewal)` or `5,000 USD`; `undefined` where none did. */
export function cutCell(cells: readonly Cell[]): string | undefined {
  return cells.map((_, at) => joined(cells.slice(at)) ?? amount(cells.slice(at))).find((each) => each);
}

/** From a bracket that is open to where it closes. */
function joined([first, ...others]: readonly Cell[]): string | undefined {
  if (typeof first !== 'string' || openIn(first) <= 0) return undefined;
  let text = first;
  for (const next of others) {
    if (typeof next !== 'string') return undefined;
    text += `, ${next}`;
    if (openIn(text) === 0) return text;
  }
  return undefined;
}

/** Up to three digits, and three more after each comma. */
function amount([first, ...others]: readonly Cell[]): string | undefined {
  if (typeof first !== 'string' || !/(?:^|[<>=\s-])\d{1,3}$/.test(first)) return undefined;
  const until = others.findIndex((each) => typeof each !== 'string' || !/^\d{3}$/.test(each));
  const last = others[until];
  const ends = typeof last === 'string' && /^\d{3}(?:\D|$)/.test(last);
  const parts = until < 0 ? others : others.slice(0, ends ? until + 1 : until);
  return parts.length === 0 ? undefined : [first, ...parts].join(',');
}

function openIn(text: string): number {
  const plain = text.replaceAll(/"[^"]*"/g, '');
  return plain.split(/[[(]/).length - plain.split(/[\])]/).length;
}
