/**
 * The numbers of the advisory locks, one for each thing that is done by one at a time. A number stays what it is for good: processes of two
 * versions may share a database. Who takes several takes them in this order: publishing, imports, ledger, clearing, then recording.
 */
export const LOCKS = {
  /** Recording an audit entry; `record_entry` takes it to the end of the transaction, and names the number itself. */
  record: 7_232_010,
  /** Migrating the schema; held by the session. */
  migrate: 7_232_011,
  /** Settling, closing and adjusting. */
  ledger: 7_232_012,
  /** Publishing documents. */
  publish: 7_232_013,
  /** Imports and undos of the same facts: the first of two numbers, the second is a hash of the facts. */
  imports: 7_232_014,
  /** Finding out which bookings have the approval that their deal needs. */
  clearing: 7_232_015,
} as const;
