import { Refusal } from '../refusal.js';
import type { PositionWatch } from './position-watch.js';

/** What changed after a position, read in one snapshot; `upTo` is the position up to which nothing is left out. */
export interface Changes<T> {
  readonly changes: readonly T[];
  readonly upTo: bigint;
  /** Whether there is more at once. */
  readonly isMore: boolean;
}

/** Reads what changed after a position; null asks for nothing but the position of now. */
export type ReadChanges<T> = (after: bigint | null) => Promise<Changes<T>>;

/**
 * Changes as they come, after a position or from now on, until who asks goes away. What is told at each is read then, so that whoever may no longer see
 * something is told no more of it.
 */
export function follow<T>(
  watch: PositionWatch,
  since: bigint | null,
  read: ReadChanges<T>,
): AsyncIterableIterator<T, void> {
  const end = new AbortController();
  const told = tell(watch, since, { read, signal: end.signal });
  const stop = (): Promise<IteratorResult<T, void>> => {
    end.abort();
    return told.return();
  };
  return {
    next: () => told.next(),
    return: stop,
    throw: stop,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* tell<T>(
  watch: PositionWatch,
  since: bigint | null,
  { read, signal }: { readonly read: ReadChanges<T>; readonly signal: AbortSignal },
): AsyncGenerator<T, void> {
  let after = since;
  while (!signal.aborted && !watch.isOver) {
    const { changes, upTo, isMore } = await read(after);
    yield* changes;
    after = upTo;
    if (!isMore) await watch.past(upTo, signal);
  }
}

/** The position after which somebody wants to be told; refuses what is none. */
export function readSince(since: string | null | undefined): bigint | null {
  if (since == null) return null;
  if (/^\d{1,18}$/.test(since)) return BigInt(since);
  throw new Refusal(
    'BAD_CURSOR',
    'This is no position.',
    'Take position of the last change that you were told, or leave it out to begin now.',
    'since',
  );
}
