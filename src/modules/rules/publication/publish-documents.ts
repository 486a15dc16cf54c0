import { createHash } from 'node:crypto';
import { contentId } from '../../../platform/content-id.js';
import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import type { DeclaredDocument } from '../documents/read-documents.js';
import { overlap, remainingParts, type Publication } from './publication.js';
import { publicationOf, type PublishedText } from './read-publications.js';

/** What publishing a document came to. */
export interface PublishedDocument {
  readonly kind: Publication['kind'];
  readonly name: string;
  readonly file: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly fingerprint: string;
  readonly state: 'published' | 'unchanged';
  /** The parts of older versions whose days it took. */
  readonly supersedes: readonly Publication[];
}

interface Given {
  /** Why somebody publishes; needed to replace a text from its first day on. */
  readonly reason: string;
  /** What is in force; takes part in what happens: it holds what will be in force afterwards. */
  readonly published: PublishedText[];
  readonly catalogue: string;
  /** Gives the version whose days these will be: the step that publishes it is written here, before anything of it is in force. */
  readonly life: (published: StoredText) => Promise<string>;
}

/** A text as stored for good, before it is in force. */
export interface StoredText {
  readonly version: string;
  readonly hash: Buffer;
  readonly document: DeclaredDocument;
}

/** Publishes one document: its text is stored as it is; older versions keep the days that it does not take. */
export async function publishDocument(
  tx: ChangeTransaction,
  document: DeclaredDocument,
  given: Given,
): Promise<PublishedDocument> {
  const { kind, id: name, file, from, until, fingerprint } = document;
  const same = sharingDays(given.published, document);
  const told = { kind, name, file, from, until, fingerprint };
  if (isInForce(document, same)) return { ...told, state: 'unchanged', supersedes: [] };
  requireReason(document, same, given.reason);
  const stored = await storeVersion(tx, document, given.catalogue);
  const life = await given.life(stored);
  for (const old of same) {
    await endPublication(tx, old);
    given.published.splice(given.published.indexOf(old), 1);
    for (const part of remainingParts(old, document))
      await publishPart(tx, { ...old, ...part }, given.published);
  }
  const { version } = stored;
  const { source: text, catalogue } = { ...document, ...given };
  await publishPart(
    tx,
    { life, version, kind, name, from, until, fingerprint, text, catalogue },
    given.published,
  );
  return {
    ...told,
    state: 'published',
    supersedes: same.map(publicationOf),
  };
}

/** The parts in force whose days a document would take. */
function sharingDays(published: readonly PublishedText[], document: DeclaredDocument): PublishedText[] {
  const { kind, id: name } = document;
  return published.filter(
    (other) => other.kind === kind && (kind === 'facts' || other.name === name) && overlap(other, document),
  );
}

/** What would be in force if a document were published now: nothing is written. */
export function ifPublished(
  published: readonly PublishedText[],
  document: DeclaredDocument,
): PublishedText[] {
  const same = sharingDays(published, document);
  const { kind, id: name, from, until, fingerprint, source: text } = document;
  const fresh = {
    id: '',
    life: '',
    version: '',
    kind,
    name,
    from,
    until,
    fingerprint,
    text,
    catalogue: null,
  };
  const kept = published.flatMap((old) =>
    same.includes(old) ? remainingParts(old, document).map((part) => ({ ...old, ...part })) : [old],
  );
  return [...kept, fresh];
}

/**
 * A change starts on a day of its own; a text that takes all days of another corrects it, also over closed periods, and what was paid by the
 * other is settled anew. Somebody must say why.
 */
function requireReason(document: DeclaredDocument, same: readonly PublishedText[], reason: string): void {
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

/** Ends a part in force; refused when somebody else ended it since it was read. */
export async function endPublication(
  tx: ChangeTransaction,
  { id, kind, name }: PublishedText,
): Promise<void> {
  const sql = `with ended as (update publication set ended_by = $1 where publication_id = $2 and ended_by is null returning 1 as one)
    select one from ended`;
  const [ended] = await tx.query(sql, [tx.entry, id]);
  if (ended) return;
  throw new Refusal(
    'VERSION_CONFLICT',
    `Somebody replaced ${kind} ${name} at the same moment.`,
    'Look at what is published now, then publish again.',
  );
}

/** Whether this very text is already in force on all of its days. */
function isInForce(document: DeclaredDocument, same: readonly PublishedText[]): boolean {
  if (same.length === 0 || same.some((other) => other.text !== document.source)) return false;
  return (
    same.reduce(
      (missing, other) => missing.flatMap((range) => remainingParts(range, other)),
      [{ from: document.from, until: document.until }],
    ).length === 0
  );
}

async function storeVersion(
  tx: ChangeTransaction,
  document: DeclaredDocument,
  catalogue: string,
): Promise<StoredText> {
  const hash = createHash('sha256').update(document.source).digest();
  const version = contentId('document-version', document.kind, document.id, hash.toString('hex'));
  await tx.query(
    `insert into document_version (version_id, kind, name, text, text_hash, fingerprint, catalogue_fingerprint, effective, entry)
     values ($1, $2, $3, $4, $5, $6, $7, daterange($8::date, $9::date), $10) on conflict (version_id) do nothing`,
    [
      version,
      document.kind,
      document.id,
      document.source,
      hash,
      document.fingerprint,
      catalogue,
      document.from,
      document.until,
      tx.entry,
    ],
  );
  return { version, hash, document };
}

/** Puts a part in force, and adds it to what is published. */
export async function publishPart(
  tx: ChangeTransaction,
  part: Omit<PublishedText, 'id'>,
  published: PublishedText[],
): Promise<void> {
  const id = contentId('publication', part.version, part.from ?? '', part.until ?? '', tx.entry.toString());
  await tx.query(
    `insert into publication (publication_id, life, version_id, kind, name, effective, entry)
     values ($1, $2, $3, $4, $5, daterange($6::date, $7::date), $8)`,
    [id, part.life, part.version, part.kind, part.name, part.from, part.until, tx.entry],
  );
  published.push({ ...part, id });
}
