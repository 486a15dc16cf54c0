/** A calculation and the positions it holds for: where it was pinned, and where it was confirmed since. */
export interface HeldAt {
  readonly calculation: bigint;
  readonly positions: readonly bigint[];
}

/** The positions between which the facts of two calculations differ. */
export interface Span {
  readonly since: bigint;
  readonly until: bigint;
  /** The later-named calculation, where it was pinned earlier alone: what became known between the two it does not know. */
  readonly unknownTo: bigint | null;
}

/**
 * From where `before` held to where `after` did next, as near to each other as can be and as late as can be: after an undo, the older
 * calculation that was confirmed comes after the one that knew the import. Where `after` never held later, the span leads back.
 */
export function spanOf(before: HeldAt, after: HeldAt): Span {
  const forward = nearest(before.positions, after.positions);
  if (forward) return { ...forward, unknownTo: null };
  const back = nearest(after.positions, before.positions);
  return { since: back?.since ?? 0n, until: back?.until ?? 0n, unknownTo: after.calculation };
}

function nearest(
  from: readonly bigint[],
  to: readonly bigint[],
): { readonly since: bigint; readonly until: bigint } | undefined {
  const spans = from.flatMap((since) =>
    to.filter((until) => until >= since).map((until) => ({ since, until, length: until - since })),
  );
  const order = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
  const [best] = spans.sort((a, b) => order(a.length, b.length) || order(b.until, a.until));
  return best && { since: best.since, until: best.until };
}
