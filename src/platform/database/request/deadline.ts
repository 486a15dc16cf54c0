import { AsyncLocalStorage } from 'node:async_hooks';

const deadline = new AsyncLocalStorage<number | null>();

/** Lets what a request asks of the database take so many milliseconds at most; what goes on after the answer is not meant. */
export function withDeadline<T>(milliseconds: number, work: () => T): T {
  return deadline.run(Date.now() + milliseconds, work);
}

/** Runs `work` without the deadline of the request it came from. */
export function withoutDeadline<T>(work: () => T): T {
  return deadline.run(null, work);
}

/** Milliseconds that a statement begun now may take, as PostgreSQL reads it; null outside any request. */
export function patienceLeft(): string | null {
  const until = deadline.getStore();
  return until == null ? null : String(Math.max(1, until - Date.now()));
}
