import { invariant } from '../../../engine/kernel/invariant.js';

/** The column that says of which values a row is, by their place. */
export const PLACE = 'asked_place';

/**
 * SQL that asks the same once for each of many lists of values, $1: a JSON array of objects with `place`, `v1`, `v2` and so on. The rows of each stand in their order. A value is of the type to
 * which the text casts it first; the first may be without one and is a position then.
 */
export function forEach(sql: string): string {
  const count = Math.max(0, ...[...sql.matchAll(/\$(\d+)/g)].map(([, nth]) => Number(nth)));
  const values = Array.from({ length: count }, (_, at) => `v${at + 1} ${typeOf(sql, at + 1)}`);
  const own = sql.replaceAll(/\$(\d+)/g, `${ASKED}.v$1`);
  // Planned by itself, as the statement that it is.
  return `select ${ASKED}.place as ${PLACE}, answer.*
    from json_to_recordset($1::json) ${ASKED} (${['place integer', ...values].join(', ')})
    cross join lateral (select * from (${own}) one offset 0) answer`;
}

/** No name that a statement has for anything itself. */
const ASKED = 'asked_together';

function typeOf(sql: string, nth: number): string {
  const [, type] = new RegExp(`\\$${nth}::([a-z]+(?:\\[\\])?)`).exec(sql) ?? [];
  invariant(type !== undefined || nth === 1, `the value $${nth} of a statement has no type`);
  return type ?? 'bigint';
}
