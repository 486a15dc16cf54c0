/** The addresses of the three logins (`postgres://login:password@host:port/database`). */
export interface DatabaseUrls {
  /** The API's: owns nothing, reads under row-level security. */
  readonly service: string;
  /** The calculation's: may insert only into the results it works on. */
  readonly worker: string;
  /** Migrates; never serves a request. Unknown to a process that finds its database migrated. */
  readonly owner: string | undefined;
}
