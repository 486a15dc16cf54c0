/** Rows by the deal they belong to, in their order. */
export function byDeal<R extends { readonly deal: string }>(
  rows: readonly R[],
): ReadonlyMap<string, readonly R[]> {
  const lists = new Map<string, R[]>();
  for (const row of rows) {
    const list = lists.get(row.deal) ?? [];
    list.push(row);
    lists.set(row.deal, list);
  }
  return lists;
}
