/** SQL of a moment as ISO 8601 in UTC, to the microsecond: how the API tells it. */
export function momentOf(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
