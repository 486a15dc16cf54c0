import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { Refusal } from '../../../platform/refusal.js';

/** What of a request says who asks and from where. */
export interface Asked {
  /** The header, or what a websocket gave in its place. */
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
  readonly method: string;
  readonly origin?: string | undefined;
  /** `Sec-Fetch-Site`. */
  readonly site?: string | undefined;
  readonly host?: string | undefined;
  /** A websocket is opened by a GET that acts. */
  readonly isWebsocket?: boolean;
  readonly isSecure?: boolean;
}

const COOKIE = 'kicker_session';
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** What a request of Node's says; a websocket's `authorization` comes in its first message. */
export function askedOf(
  request: IncomingMessage,
  websocket?: { readonly authorization?: string | undefined },
): Asked {
  const { headers, method = 'GET', socket } = request;
  return {
    authorization: websocket ? websocket.authorization : headers.authorization,
    cookie: headers.cookie,
    method,
    origin: headers.origin,
    site: headers['sec-fetch-site'] as string | undefined,
    host: headers.host,
    isWebsocket: websocket !== undefined,
    isSecure: (socket as TLSSocket | undefined)?.encrypted === true,
  };
}

/** The token of the session cookie; undefined where there is none, or more than one. */
export function sessionToken(cookie: string | undefined): string | undefined {
  const values = (cookie ?? '')
    .split(';')
    .map((part) => part.trim().split('='))
    .filter(([name]) => name === COOKIE)
    .map(([, value = '']) => value);
  const [token = ''] = values;
  return values.length === 1 && TOKEN.test(token) ? token : undefined;
}

/** The cookie that carries a session; `seconds` 0 removes it. */
export function sessionCookie(
  token: string,
  { seconds, secure }: { seconds: number; secure: boolean },
): string {
  const parts = [`${COOKIE}=${token}`, 'Path=/', `Max-Age=${seconds}`, 'HttpOnly', 'SameSite=Strict'];
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ');
}

/** Refuses what another site's page asks with our cookie, or in order to get one. What only reads is left to the browser's own rules. */
export function refuseCrossSite(asked: Asked, publicUrl: string | undefined): void {
  if (SAFE.has(asked.method) && !asked.isWebsocket) return;
  const { origin, site } = asked;
  const isOurs = origin === undefined || isOurOrigin(origin, asked.host, publicUrl);
  const isSame = site === undefined || site === 'same-origin' || site === 'none';
  if (isOurs && isSame) return;
  throw new Refusal(
    'CROSS_SITE',
    'This was asked by a page of another site.',
    'Open Kicker itself, or send a token in the Authorization header; behind a proxy set KICKER_PUBLIC_URL.',
  );
}

function isOurOrigin(origin: string, host: string | undefined, publicUrl: string | undefined): boolean {
  if (publicUrl !== undefined) return origin === new URL(publicUrl).origin;
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
