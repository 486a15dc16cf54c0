import type { Evidence } from '../../../engine/disputes/dispute.js';
import { Refusal } from '../../../platform/refusal.js';

/** How long what people write about a dispute may be, in characters, and how many pieces of evidence are taken at once. */
export const DISPUTE_LIMITS = { what: 200, text: 2_000, reason: 500, tag: 100, evidence: 20 } as const;

/** A link that may be followed; what is empty is none. */
export const DISPUTE_LINK = /^(?:https?:\/\/[^\s/]\S*)?$/i;

/** What of a dispute people write. */
export interface Written {
  readonly claims?: string | null;
  readonly reason?: string | null;
  readonly tag?: string | null;
  readonly evidence?: readonly Evidence[];
}

/** Refuses what is longer than may be, and links that are none, however it was handed in. */
export function refuseBeyond({ claims, reason, tag, evidence = [] }: Written): void {
  const { what, text, evidence: most } = DISPUTE_LIMITS;
  if (evidence.length > most) throw bad('evidence', `At most ${most} pieces of evidence are taken at once.`);
  refuseLonger('claims', claims, text);
  refuseLonger('reason', reason, DISPUTE_LIMITS.reason);
  refuseLonger('tag', tag, DISPUTE_LIMITS.tag);
  for (const each of evidence) {
    refuseLonger('evidence', each.what, what);
    refuseLonger('evidence', each.says, text);
    refuseLonger('evidence', each.link, text);
    if (!DISPUTE_LINK.test(each.link ?? ''))
      throw bad('evidence', 'A link begins with http:// or https://, and has no blank.');
  }
}

function refuseLonger(path: string, text: string | null | undefined, most: number): void {
  if ((text ?? '').length > most)
    throw bad(path, `It has more than ${most.toLocaleString('en-US')} characters.`);
}

function bad(path: string, message: string): Refusal {
  return new Refusal('BAD_INPUT', message, 'Write less, or give a link to it.', path);
}
