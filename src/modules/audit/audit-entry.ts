/** One change of state: who did what to what, why, what it was before and after, and its place in the one order of changes. */
export interface AuditEntry {
  readonly position: bigint;
  /** The number that rows written by this change carry. */
  readonly entry: bigint;
  /** Microseconds since 1970-01-01 UTC: finer than a Date, so that the hash can be computed again. */
  readonly recordedAt: bigint;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly reason: string;
  readonly request: string;
  /** JSON as the database writes it, or null. */
  readonly before: string | null;
  readonly after: string | null;
  /** Hexadecimal. */
  readonly previousHash: string;
  readonly hash: string;
}
