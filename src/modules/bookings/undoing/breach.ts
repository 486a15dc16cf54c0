/** What an undo would break, and the import that stands in its way. */
export interface Breach {
  /** The entry of the import to undo first. */
  readonly entry: string;
  /** For a comp admin: what would no longer fit. */
  readonly what: string;
}
