import { createHash } from 'node:crypto';
import { contentId } from '../../../platform/content-id.js';
import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import type { DeclaredDocument } from '../documents/read-documents.js';
import { effectOf, sharingDays } from './effect.js';
import { isInForce } from './in-force.js';
import type { Publication } from './publication.js';
import { publicationOf, type PublishedText } from './read-publications.js';
import { requireFollowed, requireReason } from './reasons.js';

/** What publishing a document came to. */
export interface PublishedDocument {
  readonly kind: Publication['kind'];
  readonly name: string;
  readonly file: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly fingerprint: string;
  /** `ended`: it says what was in force, but for an earlier end, and ended that. */
  readonly state: 'published' | 'ended' | 'unchanged';
  /** The parts of older versions whose days it took or ended. */
  readonly supersedes: readonly Publication[];
}

interface Given {
  /** Why somebody publishes; needed to replace a text from its first day on, and to end one that nothing follows. */
  readonly reason: string;
  /** What is in force; takes part in what happens: it holds what will be in force afterwards. */
  readonly published: PublishedText[];
  readonly catalogue: string;
  /** What is published together with it. */
  readonly beside?: readonly DeclaredDocument[];
  /** What was in force before anything of this publication took the days of another. */
  readonly before?: readonly PublishedText[];
  /** Gives the version whose days these will be: the step that publishes it is written here, before anything of it is in force. */
  readonly life: (published: StoredText) => Promise<string>;
}

/** A text as stored for good, before it is in force. */
export interface StoredText {
  readonly version: string;
  readonly hash: Buffer;
  readonly document: DeclaredDocument;
}

/**
 * Publishes documents of one publication, in their order: the texts are stored as they are. Those that end what is in force go first, and what needs a reason is judged by what was in
 * force then, so that the order of the files does not matter.
 */
export async function publishDocuments(
  tx: ChangeTransaction,
  documents: readonly DeclaredDocument[],
  given: Omit<Given, 'life'> & {
    readonly lifeOf: (document: DeclaredDocument, stored: StoredText) => Promise<string>;
  },
): Promise<readonly PublishedDocument[]> {
  const ending = documents.filter((document) => effectOf(given.published, document).ends);
  const others = documents.filter((document) => !ending.includes(document));
  const done = new Map<DeclaredDocument, PublishedDocument>();
  const publish = async (document: DeclaredDocument, by: Pick<Given, 'beside' | 'before'>): Promise<void> => {
    const life = (stored: StoredText): Promise<string> => given.lifeOf(document, stored);
    done.set(document, await publishDocument(tx, document, { ...given, ...by, life }));
  };
  for (const document of ending) await publish(document, { beside: documents });
  const before = [...given.published];
  for (const document of others) await publish(document, { before });
  return documents.flatMap((document) => done.get(document) ?? []);
}

/** Publishes one document: its text is stored as it is, and does to older versions what `effectOf` says. */
export async function publishDocument(
  tx: ChangeTransaction,
  document: DeclaredDocument,
  given: Given,
): Promise<PublishedDocument> {
  const { kind, id: name, file, from, until, fingerprint } = document;
  const { published, catalogue, beside = [], before = published } = given;
  const { ends, taken, left, days, ended } = effectOf(published, document);
  const told = { kind, name, file, from, until, fingerprint };
  const version = versionIdOf(document);
  if (!ends && (await isInForce(tx, document, { published, version })))
    return { ...told, state: 'unchanged', supersedes: [] };
  if (ends) requireFollowed(document, { ended, beside, reason: given.reason });
  else requireReason(document, sharingDays(before, document), given.reason);
  const stored = await storeVersion(tx, document, catalogue);
  const life = await given.life(stored);
  for (const old of taken) {
    await endPublication(tx, old);
    published.splice(published.indexOf(old), 1);
  }
  for (const part of left) await publishPart(tx, part, published);
  const own = { life, version, kind, name, fingerprint, text: document.source, catalogue };
  for (const part of days) await publishPart(tx, { ...own, from: part.from, until: part.until }, published);
  return {
    ...told,
    state: ends ? 'ended' : 'published',
    supersedes: taken.map(publicationOf),
  };
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

async function storeVersion(
  tx: ChangeTransaction,
  document: DeclaredDocument,
  catalogue: string,
): Promise<StoredText> {
  const hash = hashOf(document);
  const version = versionIdOf(document);
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

function hashOf({ source }: DeclaredDocument): Buffer {
  return createHash('sha256').update(source).digest();
}

/** The id of a text, which follows from what it is. */
function versionIdOf(document: DeclaredDocument): string {
  return contentId('document-version', document.kind, document.id, hashOf(document).toString('hex'));
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
