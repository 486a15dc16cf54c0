import { createHash } from 'node:crypto';
import { onceFor } from '../../database/request/asked-request.js';
import type { Viewer } from '../../identity/viewer.js';
import { Refusal } from '../../refusal.js';
import type { RequestContext } from '../request-context.js';
import { faultsOf } from './input-pipe.js';
import type { MutationInput, Payload, UserError } from './payload.js';

/** What is asked: the mutation's name, the action its roles must allow, and its input. */
export interface Asked {
  readonly operation: string;
  readonly action: string;
  readonly input: MutationInput;
}

/** Several things wrong at once: a mutation tells each of them. */
export class Refusals extends Error {
  override name = 'Refusals';

  constructor(readonly errors: readonly UserError[]) {
    super(errors.map(({ message }) => message).join('\n'));
  }
}

type Answer<T> = Partial<T> & Pick<Payload, 'userErrors' | 'replayed'>;

/**
 * Does what a mutation asks, once for its idempotency key: the input's rules first, then the right to act, then the work, whose first change of
 * state and answer are kept together. A refusal is told as user errors; anything else is a fault of ours and passes through.
 */
export async function mutate<T extends object>(
  { viewer }: RequestContext,
  asked: Asked,
  work: (viewer: Viewer) => Promise<T>,
): Promise<Answer<T>> {
  const refused = (userErrors: readonly UserError[]): Answer<T> =>
    ({ userErrors: [...userErrors], replayed: false }) as unknown as Answer<T>;
  const faults = faultsOf(asked.input);
  if (faults.length > 0) return refused(faults);
  if (!viewer.may(asked.action)) return refused([NOT_ALLOWED]);
  const { idempotencyKey: key, ...fields } = asked.input;
  try {
    const request = { key, operation: asked.operation, fields: digests(fields) };
    const { answer, replayed } = await onceFor(request, () => work(viewer));
    return { ...answer, userErrors: [], replayed };
  } catch (error) {
    if (error instanceof Refusals) return refused(error.errors);
    if (error instanceof Refusal) return refused([userErrorOf(error)]);
    throw error;
  }
}

const NOT_ALLOWED: UserError = {
  code: 'NOT_ALLOWED',
  path: [],
  message: 'Your roles do not allow this.',
  hint: 'Ask somebody whose role it is; a system admin says who that is.',
};

/** A refusal as a mutation tells it. */
export function userErrorOf({ code, message, hint, path }: Refusal): UserError {
  return { code, message, hint, path: path === undefined ? [] : ['input', ...path.split('.')] };
}

/** A digest of each field; the values themselves are not kept. */
function digests(fields: object): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, createHash('sha256').update(canonical(value)).digest('base64url')]),
  );
}

/** JSON in which the order of keys does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
