import { Refusal } from '../../../platform/refusal.js';
import type { DeclaredDocument } from '../documents/read-documents.js';
import { remainingParts, type Range } from './publication.js';
import type { PublishedText } from './read-publications.js';

/**
 * A change starts on a day of its own; a text that takes all days of another corrects it, also over closed periods, and what was paid by the
 * other is settled anew. Somebody must say why.
 */
export function requireReason(
  document: DeclaredDocument,
  same: readonly PublishedText[],
  reason: string,
): void {
  const corrected = same.find(({ from }) => from !== null && document.from !== null && document.from <= from);
  if (!corrected || reason.trim() !== '') return;
  const { kind, name, from } = corrected;
  throw new Refusal(
    'REASON_MISSING',
    `${kind} ${name} is in force since ${from} in other words; this text would replace it from that day on, also where periods are closed.`,
    'Give the text a later from, or say why it corrects the other: --reason "…".',
    'reason',
  );
}

/** Who ends a text and publishes nothing for its later days leaves them without rules, also where periods are closed. Somebody must say why. */
export function requireFollowed(
  document: DeclaredDocument,
  {
    ended,
    beside,
    reason,
  }: {
    readonly ended: readonly Range[];
    readonly beside: readonly DeclaredDocument[];
    readonly reason: string;
  },
): void {
  if (reason.trim() !== '') return;
  const { kind, id } = document;
  const others = beside.filter((other) => other !== document && other.kind === kind && other.id === id);
  const left = others.reduce(
    (missing, other) => missing.flatMap((days) => remainingParts(days, other)),
    [...ended],
  );
  if (left.length === 0) return;
  throw new Refusal(
    'REASON_MISSING',
    `${kind} ${id} in ${document.file} ends on ${document.until}, and no version that is published with it is in force ${left.map(said).join(', ')}, as it is now.`,
    'Publish the version that takes these days together with it, or say why nothing does: --reason "…".',
    'reason',
  );
}

function said({ from, until }: Range): string {
  return until === null ? `from ${from} on` : `from ${from} until ${until}`;
}
