import { readFileSync } from 'node:fs';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import { Refusal } from '../../../platform/refusal.js';
import type { TrustedIssuer } from '../access-settings.js';
import type { Credential } from '../viewer/viewer.js';
import { repeatsKey } from './repeated-key.js';

/** An issuer whose tokens are taken: for us, signed by one of its keys. */
export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
}

/** Who a good token speaks of. */
export interface Bearer {
  readonly userId: string;
  readonly credential: Extract<Credential, { kind: 'token' }>;
}

const ALGORITHMS = ['EdDSA', 'ES256'];
const MOST_BYTES = 4096;
const LONGEST_SECONDS = 3600;
const CLOCKS_DIFFER_SECONDS = 5;
/** Anything else in a header asks for trust that nobody gave: a key or an address of the sender's own, or rules we do not know. */
const HEADER = new Set(['alg', 'kid', 'typ']);

/** The keys of a configured issuer: of a file, read now, or of an address, fetched when needed and kept for ten minutes. */
export function trust({ issuer, audience, keys }: TrustedIssuer): Issuer {
  const set = /^https?:\/\//.test(keys)
    ? createRemoteJWKSet(new URL(keys), {
        cooldownDuration: 30_000,
        cacheMaxAge: 600_000,
        timeoutDuration: 5_000,
      })
    : createLocalJWKSet(JSON.parse(readFileSync(keys, 'utf8')) as JSONWebKeySet);
  return { issuer, audience, keys: set };
}

/** Whom a token speaks of; undefined for any token that is not good, without saying why. Throws when an issuer's keys cannot be had. */
export async function verifyToken(token: string, issuers: readonly Issuer[]): Promise<Bearer | undefined> {
  if (token.length > MOST_BYTES || !isPlain(token)) return undefined;
  for (const { issuer, audience, keys } of issuers) {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ALGORITHMS,
        issuer,
        audience,
        typ: 'at+jwt',
        clockTolerance: CLOCKS_DIFFER_SECONDS,
        maxTokenAge: LONGEST_SECONDS,
        requiredClaims: ['iss', 'aud', 'sub', 'iat', 'exp'],
      });
      const { sub = '', iat = 0, exp = 0, aud } = payload;
      if (typeof aud !== 'string' || exp <= iat || exp - iat > LONGEST_SECONDS) return undefined;
      return { userId: sub, credential: { kind: 'token', issuedAt: iat, expiresAt: exp } };
    } catch (error) {
      if (isUnreachable(error)) throw noKeys();
      if (!(error instanceof errors.JOSEError) && nameOf(error) !== 'TypeError') throw error;
    }
  }
  return undefined;
}

/** Three parts of clean base64url, whose header holds what we know and nothing twice. */
function isPlain(token: string): boolean {
  const parts = token.split('.');
  if (parts.length !== 3 || !parts.every((part) => /^[A-Za-z0-9_-]+$/.test(part))) return false;
  try {
    const [header = '', payload = ''] = parts.slice(0, 2).map((part) => {
      const bytes = Buffer.from(part, 'base64url');
      if (bytes.toString('base64url') !== part) throw new SyntaxError('not canonical');
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    });
    const names = Object.keys(JSON.parse(header) as object);
    JSON.parse(payload);
    const isKnown = names.length === HEADER.size && names.every((name) => HEADER.has(name));
    return isKnown && !repeatsKey(header) && !repeatsKey(payload);
  } catch {
    return false;
  }
}

const UNREACHABLE = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID']);

function isUnreachable(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  return UNREACHABLE.has(code ?? '') || (nameOf(error) === 'TypeError' && message === 'fetch failed');
}

function nameOf(error: unknown): string | undefined {
  return (error as Error | undefined)?.name;
}

function noKeys(): Refusal {
  return new Refusal(
    'AUTH_UNAVAILABLE',
    'Tokens cannot be verified at the moment.',
    'Try again in a minute.',
  );
}
