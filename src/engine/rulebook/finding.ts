/** Something wrong in what somebody wrote: where, what, and what to write instead. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  /** From the closed list in `docs/errors.md`. */
  readonly code: string;
  /** Place in the document: keys and list indexes joined by dots, `incentives.0.tiers.starts.1.pays`. */
  readonly path: string;
  readonly message: string;
  /** What to write, in one sentence. */
  readonly remedy: string;
}
