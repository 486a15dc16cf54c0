import { createHash } from 'node:crypto';
import type { Database } from '../../../platform/database/database.js';
import { Refusal } from '../../../platform/refusal.js';

const WINDOW = '5 minutes';
/** Attempts in a window: by login and address, by login from anywhere, by address for any login. */
const MOST = { both: 10, login: 40, address: 200 };

const COUNT = `
  insert into sign_in_attempt as a (bucket, window_start, attempts) select bucket, clock_timestamp(), 1 from unnest($1::text[]) bucket order by bucket
  on conflict (bucket) do update set
    attempts = case when a.window_start < clock_timestamp() - interval '${WINDOW}' then 1 else a.attempts + 1 end,
    window_start = case when a.window_start < clock_timestamp() - interval '${WINDOW}' then clock_timestamp() else a.window_start end
  returning bucket, attempts`;

/** Counts an attempt to sign in; refuses when there were too many, whether or not the password would have been right. */
export async function countAttempt(database: Database, login: string, address: string): Promise<void> {
  const buckets = {
    both: bucket('both', login.toLowerCase(), address),
    login: bucket('login', login.toLowerCase()),
    address: bucket('address', address),
  };
  const rows = await database.inTransaction({ id: 'sign-in' }, async (tx) => {
    await tx.query(`delete from sign_in_attempt where bucket in (select bucket from sign_in_attempt
      where window_start < clock_timestamp() - interval '${WINDOW}' limit 100 for update skip locked)`);
    return tx.query<{ bucket: string; attempts: number }>(COUNT, [Object.values(buckets)]);
  });
  const counted = new Map(rows.map(({ bucket: of, attempts }) => [of, attempts]));
  const over = (Object.keys(MOST) as (keyof typeof MOST)[]).some(
    (by) => (counted.get(buckets[by]) ?? 0) > MOST[by],
  );
  if (over)
    throw new Refusal('TOO_MANY_ATTEMPTS', 'There were too many attempts to sign in.', 'Wait five minutes.');
}

/** Neither logins nor addresses stand in the table. */
function bucket(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u001f')).digest('base64url');
}
