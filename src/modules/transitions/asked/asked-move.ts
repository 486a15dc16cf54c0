/** One account that somebody asks to move, as they wrote it. */
export interface AskedMove {
  readonly account: string;
  readonly to: string;
  readonly reason: string;
  /** `YYYY-MM-DD`: the first day on which the new owner has it. */
  readonly from: string;
  /** Where it stands: the line of the file, from 1 for its header, or the place in the list. */
  readonly at: { readonly line: number } | { readonly place: number };
}

/** What one question may hold. */
export const MOST_MOVES = 10_000;
