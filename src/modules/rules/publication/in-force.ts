import { canonical } from '../../../engine/kernel/fingerprint.js';
import { compareText } from '../../../engine/kernel/text-order.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { DeclaredDocument } from '../documents/read-documents.js';
import { partsOutside, sharingDays } from './effect.js';
import { remainingParts, type Range } from './publication.js';
import { readPublications, type PublishedText } from './read-publications.js';

/**
 * Whether publishing this very text would change nothing: it is in force on all of its days; or it ended what was in force, and on its days everything is as it was left by that.
 */
export async function isInForce(
  tx: Transaction,
  document: DeclaredDocument,
  { published, version }: { readonly published: readonly PublishedText[]; readonly version: string },
): Promise<boolean> {
  if (fills(document, sharingDays(published, document))) return true;
  if (document.until === null) return false;
  const position = await lastPublished(tx, version);
  if (position === null) return false;
  return within(document, await readPublications(tx, position)) === within(document, published);
}

function fills(document: DeclaredDocument, same: readonly PublishedText[]): boolean {
  if (same.length === 0 || same.some((other) => other.text !== document.source)) return false;
  const days: Range[] = [{ from: document.from, until: document.until }];
  return (
    same.reduce((missing, other) => missing.flatMap((range) => remainingParts(range, other)), days).length ===
    0
  );
}

/** The position at which a text was last put in force; null where it never was. */
async function lastPublished(tx: Transaction, version: string): Promise<bigint | null> {
  const [row] = await tx.query<{ position: string | null }>(
    'select max(a.position) as position from version_step s join audit_entry a using (entry) where s.published = $1',
    [version],
  );
  return row?.position == null ? null : BigInt(row.position);
}

/** Which text is in force on which of a document's days, written so that equal is equal. */
function within(document: DeclaredDocument, published: readonly PublishedText[]): string {
  const { from, until } = document;
  const outside = [
    ...(from === null ? [] : [{ from: null, until: from }]),
    ...(until === null ? [] : [{ from: until, until: null }]),
  ];
  const inside = outside.reduce(partsOutside, sharingDays(published, document));
  const sorted = [...inside].sort((a, b) => compareText(a.from ?? '', b.from ?? ''));
  const days: { version: string; from: string | null; until: string | null }[] = [];
  for (const { version, ...part } of sorted) {
    const last = days.at(-1);
    if (last?.version === version && last.until === part.from) last.until = part.until;
    else days.push({ version, from: part.from, until: part.until });
  }
  return canonical(days);
}
