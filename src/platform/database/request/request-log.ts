import { Refusal } from '../../refusal.js';
import type { Transaction } from '../transaction.js';
import type { AskedRequest } from './asked-request.js';
import { readAnswer, writeAnswer } from './stored-answer.js';

interface Stored {
  readonly operation: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly answer: unknown;
  /** Of the change; null where nothing was changed. */
  readonly position: string | null;
}

/** An answer that was given before, and the position of the change it told. */
export interface GivenBefore {
  readonly result: unknown;
  /** Of the change; null where nothing was changed. */
  readonly position: bigint | null;
}

/**
 * Waits for whoever asks with the same key, then looks for the answer. Undefined the first time. Refused when the key stands for another
 * request, naming the fields that differ.
 */
export async function givenBefore(tx: Transaction, request: AskedRequest): Promise<GivenBefore | undefined> {
  const { key, operation, fields } = request;
  await tx.query(
    `select pg_advisory_xact_lock(hashtextextended(current_setting('kicker.actor') || ' ' || $1, 0))`,
    [key],
  );
  const [stored] = await tx.query<Stored>(
    `select r.operation, r.fields, r.answer, a.position from api_request r left join audit_entry a using (entry)
     where r.actor = current_setting('kicker.actor') and r.key = $1`,
    [key],
  );
  if (!stored) return undefined;
  refuseOther(stored, { operation, fields });
  return {
    result: readAnswer(stored.answer),
    position: stored.position === null ? null : BigInt(stored.position),
  };
}

/** Keeps an answer, in the transaction of what it tells; `entry` is that of the change, null where nothing was changed. */
export async function keepAnswer(
  tx: Transaction,
  { key, operation, fields }: AskedRequest,
  { result, entry }: { readonly result: unknown; readonly entry: bigint | null },
): Promise<void> {
  await tx.query(
    `insert into api_request (actor, key, operation, fields, answer, entry)
     values (current_setting('kicker.actor'), $1, $2, $3::jsonb, $4::jsonb, $5)`,
    [key, operation, JSON.stringify(fields), writeAnswer(result), entry],
  );
}

/** Refuses a key that stands for another request already, naming the fields that differ and no value. */
function refuseOther(stored: Omit<AskedRequest, 'key'>, asked: Omit<AskedRequest, 'key'>): void {
  const names = [...new Set([...Object.keys(stored.fields), ...Object.keys(asked.fields)])].sort();
  const differing = names.filter((name) => stored.fields[name] !== asked.fields[name]);
  if (stored.operation === asked.operation && differing.length === 0) return;
  const other =
    stored.operation === asked.operation
      ? `with another ${differing.join(', ')}`
      : `for ${stored.operation}, not ${asked.operation}`;
  throw new Refusal(
    'IDEMPOTENCY_CONFLICT',
    `This idempotency key was used before ${other}.`,
    'Choose a new key for a new request; send the very same input to hear the first answer again.',
    'idempotencyKey',
  );
}
