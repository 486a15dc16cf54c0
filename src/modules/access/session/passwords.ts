import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';
import { Refusal } from '../../../platform/refusal.js';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** 32 MB and about a fifth of a second for each guess. */
const COST = { N: 1 << 15, r: 8, p: 3 };
const SHORTEST = 12;
const LONGEST = 200;
const BYTES = 32;

/** `scrypt$N$r$p$salt$key`, salt and key in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await keyOf(password, salt, COST);
  const { N, r, p } = COST;
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether the password is the one of the hash. Without a hash it takes as long and is never the one. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [, n, r, p, salt = '', key = ''] = (hash ?? NOBODYS).split('$');
  const derived = await keyOf(password, Buffer.from(salt, 'base64url'), {
    N: Number(n),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(derived, Buffer.from(key, 'base64url')) && hash !== null;
}

export function refuseWeakPassword(password: string): void {
  if (password.length >= SHORTEST && password.length <= LONGEST) return;
  throw new Refusal(
    'PASSWORD',
    `A password has ${SHORTEST} to ${LONGEST} characters.`,
    'Take some words that nobody else would put together.',
    'password',
  );
}

/** A password that nobody knows yet: 120 random bits. */
export function randomPassword(): string {
  return randomBytes(15).toString('base64url');
}

const NOBODYS = [
  'scrypt',
  COST.N,
  COST.r,
  COST.p,
  'AAAAAAAAAAAAAAAAAAAAAA',
  Buffer.alloc(BYTES).toString('base64url'),
].join('$');

async function keyOf(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return await derive(password.normalize('NFC'), salt, BYTES, { ...cost, maxmem: 160 * cost.N * cost.r });
}
