/** The currencies of all amounts that stand in a part of a policy. */
export function currenciesTested(part: unknown): readonly string[] {
  const found = new Set<string>();
  collect(part, found);
  return [...found].sort();
}

function collect(part: unknown, found: Set<string>): void {
  if (typeof part !== 'object' || part === null) return;
  const { kind, currency } = part as { readonly kind?: unknown; readonly currency?: unknown };
  if (kind === 'money' && typeof currency === 'string') found.add(currency);
  for (const inner of Object.values(part)) collect(inner, found);
}
