import { AsyncLocalStorage } from 'node:async_hooks';

/** A request that may come twice: the change it asks for happens once, and its answer is given again. */
export interface AskedRequest {
  /** Chosen by who asks; unique for each actor. */
  readonly key: string;
  /** What is asked, such as `versionPublish`. */
  readonly operation: string;
  /** A digest of each field of the input, so that a difference can be named without keeping what was said. */
  readonly fields: Readonly<Record<string, string>>;
}

interface Carried {
  readonly request: AskedRequest;
  taken: boolean;
  replayed: boolean;
}

const carried = new AsyncLocalStorage<Carried | null>();

/** Runs `work` on behalf of a request: the first change of state inside it happens once for the key, however often it is asked. */
export async function onceFor<T>(
  request: AskedRequest,
  work: () => Promise<T>,
): Promise<{ readonly answer: T; readonly replayed: boolean }> {
  const carry: Carried = { request, taken: false, replayed: false };
  const answer = await carried.run(carry, work);
  return { answer, replayed: carry.replayed };
}

/** The request that the change about to happen answers; each request is taken by one change. */
export function takeRequest(): { readonly request: AskedRequest; replay(): void } | undefined {
  const carry = carried.getStore();
  if (!carry || carry.taken) return undefined;
  carry.taken = true;
  return {
    request: carry.request,
    replay: () => {
      carry.replayed = true;
    },
  };
}

/** Runs `work` outside any request: what goes on after the answer, and what is done on the way but was not asked for. */
export function withoutRequest<T>(work: () => T): T {
  return carried.run(null, work);
}
