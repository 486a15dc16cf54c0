import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { addressesOf, AddressFault } from './public-address.js';

/** What came of sending a message: the status of the answer, or why there was none. */
export interface Answer {
  readonly status: number | null;
  readonly fault: string | null;
}

/** How messages are sent. */
export interface PostSettings {
  readonly allowPrivate: boolean;
  /** Milliseconds until an answer must have begun, from asking for the address on. */
  readonly patience: number;
}

/**
 * Sends a body to an address and gives the status of the answer. Follows no redirection, reads nothing of the answer but its head, and goes only to an
 * address that was looked at: what the name leads to is looked up once.
 */
export async function post(
  url: string,
  { body, headers }: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
  { allowPrivate, patience }: PostSettings,
): Promise<Answer> {
  const signal = AbortSignal.timeout(patience);
  try {
    const target = new URL(url);
    if (target.protocol !== 'http:' && target.protocol !== 'https:')
      throw new AddressFault('Only http and https are spoken.');
    const addresses = await Promise.race([addressesOf(target.hostname, allowPrivate), aborted(signal)]);
    const looked: LookupFunction = (_host, options, done) => {
      const [first] = addresses;
      if (options.all === true) done(null, [...addresses]);
      else done(null, first?.address ?? '', first?.family);
    };
    const status = await ask(target, { body, headers, lookup: looked, signal });
    const isFine = status >= 200 && status < 300;
    return { status, fault: isFine ? null : `It answered ${status}.` };
  } catch (error) {
    return {
      status: null,
      fault: signal.aborted ? `It did not answer within ${patience} ms.` : wordsOf(error),
    };
  }
}

function ask(
  url: URL,
  {
    body,
    headers,
    ...how
  }: {
    readonly body: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly lookup: LookupFunction;
    readonly signal: AbortSignal;
  },
): Promise<number> {
  const agent = url.protocol === 'https:' ? https : http;
  const sent = {
    ...headers,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Kicker',
  };
  return new Promise((resolve, reject) => {
    const request = agent.request(url, {
      ...how,
      method: 'POST',
      headers: sent,
      agent: false,
      maxHeaderSize: 16_384,
    });
    request.on('error', reject);
    request.on('response', (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    request.end(body);
  });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(new Error('too late')), { once: true }),
  );
}

/** Why nothing was sent, in words that tell nothing of our network. */
function wordsOf(error: unknown): string {
  if (error instanceof AddressFault) return error.message;
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? `It could not be reached (${code}).` : 'It could not be reached.';
}
