import { createHash } from 'node:crypto';
import type { AuditEntry } from './audit-entry.js';

/** The hash that the first entry names as its predecessor's. */
export const GENESIS = '0'.repeat(64);

/** Where the chain is broken: the position, and what is wrong there. */
export interface Break {
  readonly position: bigint;
  readonly what: string;
}

/** What an entry must name as its hash: SHA-256 of its predecessor's hash and of its own content. */
export function hashOf(entry: AuditEntry): string {
  return createHash('sha256')
    .update(Buffer.from(entry.previousHash, 'hex'))
    .update(canonicalOf(entry))
    .digest('hex');
}

/** The content of an entry as bytes: each part with its length in bytes before it, so that no two entries read alike; `-` is null. */
export function canonicalOf(entry: AuditEntry): Buffer {
  const {
    position,
    entry: number,
    recordedAt,
    actor,
    action,
    subject,
    reason,
    request,
    before,
    after,
  } = entry;
  const parts = [
    String(position),
    String(number),
    String(recordedAt),
    actor,
    action,
    subject,
    reason,
    request,
    before,
    after,
  ];
  const sized = parts.map((part) => (part === null ? '-,' : `${Buffer.byteLength(part)}:${part},`));
  return Buffer.from(sized.join(''));
}

/** Follows the chain from one entry to the next; every link is checked, and the first break is told. */
export class ChainCheck {
  private position = 0n;
  private hash = GENESIS;

  /** How far the chain holds. */
  get verified(): { readonly position: bigint; readonly hash: string } {
    return { position: this.position, hash: this.hash };
  }

  /** Takes the next entry in the order of positions. */
  next(entry: AuditEntry): Break | undefined {
    const at = this.position + 1n;
    if (entry.position !== at)
      return { position: at, what: `entry ${at} is missing; the next is ${entry.position}` };
    if (entry.previousHash !== this.hash)
      return { position: at, what: `entry ${at} does not continue entry ${at - 1n}` };
    if (entry.hash !== hashOf(entry))
      return { position: at, what: `entry ${at} was changed after it was recorded` };
    this.position = at;
    this.hash = entry.hash;
    return undefined;
  }
}
