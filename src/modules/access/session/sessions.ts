import { createHash, randomBytes } from 'node:crypto';
import type { Database, Actor } from '../../../platform/database/database.js';

/** A session ends when it was not used for so long, and at the latest after so long. */
const IDLE = '2 hours';
const LONGEST = '12 hours';
/** Seconds that a browser keeps the cookie. */
export const LONGEST_SECONDS = 12 * 3600;

const SESSIONS: Actor = { id: 'sign-in' };
const TOKEN_BYTES = 16;

const IS_GOOD = `token_hash = $1 and idle_until > clock_timestamp() and ends_at > clock_timestamp()`;

/** Begins a session of a user who is not disabled; returns its token, which is kept nowhere, or null. */
export async function beginSession(database: Database, userId: string): Promise<string | null> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const rows = await database.inTransaction(SESSIONS, async (tx) => {
    await tx.query(
      `delete from sign_in_session where user_id = $1 and (idle_until < clock_timestamp() or ends_at < clock_timestamp())`,
      [userId],
    );
    const enabled = await tx.query(
      'select from kicker_user where user_id = $1 and not disabled for key share',
      [userId],
    );
    if (enabled.length === 0) return [];
    return tx.query(
      `insert into sign_in_session (token_hash, user_id, idle_until, ends_at)
       values ($1, $2, clock_timestamp() + interval '${IDLE}', clock_timestamp() + interval '${LONGEST}') returning 1 as one`,
      [hashOf(token), userId],
    );
  });
  return rows.length === 0 ? null : token;
}

/** Whose session it is; keeps it alive. Null for one that ended or never was. */
export async function userOfSession(database: Database, hash: Buffer): Promise<string | null> {
  return await database.inTransaction(SESSIONS, async (tx) => {
    const [row] = await tx.query<{ user_id: string; stale: boolean }>(
      `select user_id, last_seen_at < clock_timestamp() - interval '1 minute' as stale from sign_in_session where ${IS_GOOD}`,
      [hash],
    );
    if (row?.stale)
      await tx.query(
        `update sign_in_session set last_seen_at = clock_timestamp(), idle_until = clock_timestamp() + interval '${IDLE}' where token_hash = $1`,
        [hash],
      );
    return row?.user_id ?? null;
  });
}

/** Whether the session has not ended; being asked does not keep it alive. */
export async function isSessionGood(database: Database, hash: Buffer): Promise<boolean> {
  const rows = await database.inTransaction(SESSIONS, (tx) =>
    tx.query(`select from sign_in_session where ${IS_GOOD}`, [hash]),
  );
  return rows.length > 0;
}

export async function endSession(database: Database, hash: Buffer): Promise<void> {
  await database.inTransaction(SESSIONS, (tx) =>
    tx.query('delete from sign_in_session where token_hash = $1', [hash]),
  );
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
