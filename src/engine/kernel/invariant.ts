/** Our own bug, never the user's: something that must hold did not. The calculation fails whole and stores nothing. */
export class InvariantBroken extends Error {
  override name = 'InvariantBroken';
}

/** Stops the calculation when `holds` is false; stays on in production, because a wrong payment is worse than none. */
export function invariant(holds: boolean, what: string): asserts holds {
  if (!holds) throw new InvariantBroken(what);
}
