import { Injectable } from '@nestjs/common';
import type { ApprovalMatrix, FactCatalogue } from '../../engine/rulebook/rulebook.js';
import { Database, sqlState, type Actor } from '../../platform/database/database.js';
import { LOCKS } from '../../platform/database/locks.js';
import { TELLING } from '../../platform/database/telling.js';
import type { ChangeTransaction, Transaction } from '../../platform/database/transaction.js';
import { Refusal } from '../../platform/refusal.js';
import { findingsAtHand } from './at-hand/findings-at-hand.js';
import type { PlacedFinding, SourceFile } from './documents/placed-finding.js';
import { readDocuments, type ReadDocuments } from './documents/read-documents.js';
import { verbatimText } from './documents/yaml/decode-text.js';
import { clashesOf, publishedBeside } from './publication/beside.js';
import { readPinnedMatrix } from './publication/pinned-matrix.js';
import { publishDocuments, type PublishedDocument } from './publication/publish-documents.js';
import { lastPosition, readPublications, type PublishedText } from './publication/read-publications.js';
import { rulebookOf, type PinnedRulebook } from './publication/rulebook-of.js';
import { writeFromFile } from './versions/write-from-file.js';

/** What a publication came to: nothing is published while there is an error among the findings. */
export interface PublishReport {
  readonly findings: readonly PlacedFinding[];
  readonly documents: readonly PublishedDocument[];
  /** Null when the findings stopped it. */
  readonly position: bigint | null;
}

const OVERLAPS = '23P01';

/** Documents as published: which text is in force on which day, as known at which position. */
@Injectable()
export class RulesService {
  constructor(private readonly database: Database) {}

  /**
   * Checks documents together with those already in force and publishes them; tests among them are checked, not published. A newer text takes
   * its days from the older, which keeps the rest. Text that is in force already changes nothing. One publishes at a time: who comes second is
   * checked against what the first published. This is the door of whoever holds the machine's own logins: no second person approves, and the
   * version's history says that it came by file. People go by `VersionsService`.
   */
  async publish(actor: Actor, files: readonly SourceFile[], reason?: string): Promise<PublishReport> {
    const own = readDocuments(files);
    const declared = own.documents.filter((document) => document.kind !== 'test');
    const subject = declared.map(({ kind, id }) => `${kind} ${id}`).join(', ');
    try {
      return await this.publishChecked(actor, files, {
        subject,
        ...(reason === undefined ? {} : { reason }),
      });
    } catch (error) {
      if (sqlState(error) !== OVERLAPS) throw error;
      throw new Refusal(
        'VERSION_CONFLICT',
        `Somebody published ${subject} at the same moment.`,
        'Look at what is published now, then publish again.',
      );
    }
  }

  private async publishChecked(
    actor: Actor,
    files: readonly SourceFile[],
    change: { subject: string; reason?: string },
  ): Promise<PublishReport> {
    let findings: readonly PlacedFinding[] = [];
    const { result, position } = await this.database.change<readonly PublishedDocument[] | null>(
      actor,
      { action: TELLING.publish, ...change },
      async (tx) => {
        await tx.query('select pg_advisory_xact_lock($1)', [LOCKS.publish]);
        const published = await readPublications(tx, await lastPosition(tx));
        const read = readDocuments([...files, ...publishedBeside(readDocuments(files), published)]);
        ({ findings } = read);
        if (!read.rulebook) return { unchanged: null };
        const told = { reason: change.reason ?? '', catalogue: read.rulebook.facts.fingerprint };
        const documents = await publishFiles(tx, { files, read, published }, told);
        const clashes = clashesOf(published, documents[0]?.file ?? '');
        if (clashes.length > 0) {
          findings = [...findings, ...clashes];
          return { unchanged: null };
        }
        if (documents.every(({ state }) => state === 'unchanged')) return { unchanged: documents };
        const before = documents.flatMap(({ supersedes }) => supersedes);
        return { result: documents, before, after: documents };
      },
    );
    return { findings, documents: result ?? [], position: result === null ? null : position };
  }

  /** What documents ask for and the company's data never have; of those files, and nothing before there are bookings. */
  async unfilled(
    actor: Actor,
    read: ReadDocuments,
    files: ReadonlySet<string>,
  ): Promise<readonly PlacedFinding[]> {
    return await this.database.reading(actor, (tx) => findingsAtHand(tx, read, files));
  }

  /** The rules in force as known at a position; refused when nothing was published by then. */
  async rulebookAt(tx: Transaction, position: bigint): Promise<PinnedRulebook> {
    const pinned = rulebookOf(await readPublications(tx, position));
    if (pinned) return pinned;
    throw new Refusal(
      'NOTHING_PUBLISHED',
      'No rules are published, so nothing can be calculated.',
      'Publish them: versionPublish, or kicker publish rules/.',
    );
  }

  /** The rules in force as known now, with the position they were read at. */
  async rulebookNow(tx: Transaction): Promise<PinnedRulebook & { readonly position: bigint }> {
    const position = await lastPosition(tx);
    return { ...(await this.rulebookAt(tx, position)), position };
  }

  /** A version of an approval matrix by which a request was submitted, whatever is in force by now. */
  async matrixVersion(tx: Transaction, id: string, fingerprint: string): Promise<ApprovalMatrix> {
    return await readPinnedMatrix(tx, id, fingerprint);
  }

  /** The fact catalogue in force; null before the first publication. */
  async catalogueNow(tx: Transaction): Promise<FactCatalogue | null> {
    return rulebookOf(await readPublications(tx, await lastPosition(tx)))?.rulebook.facts ?? null;
  }

  /** What is published now: each version with its days and its text. */
  async published(actor: Actor): Promise<readonly PublishedText[]> {
    return await this.database.inTransaction(
      actor,
      async (tx) => await readPublications(tx, await lastPosition(tx)),
    );
  }
}

interface FilesBeside {
  readonly files: readonly SourceFile[];
  /** The files with what is published beside them. */
  readonly read: ReadDocuments;
  readonly published: PublishedText[];
}

/** Publishes what the files declare, each as a version of its own with the examples beside it. */
async function publishFiles(
  tx: ChangeTransaction,
  { files, read, published }: FilesBeside,
  { reason, catalogue }: { readonly reason: string; readonly catalogue: string },
): Promise<readonly PublishedDocument[]> {
  const names = new Set(files.map((file) => file.path));
  const mine = read.documents.filter((document) => names.has(document.file) && document.kind !== 'test');
  return await publishDocuments(tx, mine, {
    published,
    catalogue,
    reason,
    lifeOf: (document, stored) =>
      writeFromFile(tx, stored, { reason, test: testOf(document.id, read, files) }),
  });
}

/** The examples beside a document, as written; null without any. */
function testOf(id: string, read: ReadDocuments, files: readonly SourceFile[]): string | null {
  const beside = read.tests.find(({ test }) => test.test === id);
  const file = files.find(({ path }) => path === beside?.file);
  return file ? verbatimText(file.text) : null;
}

export { judge, type Judgement } from './judging/judge.js';
export { paperOf } from './publication/paper-of.js';
export { TextUnreadable } from './publication/known-contents.js';
export type { PinnedRulebook } from './publication/rulebook-of.js';
export type { PublishedText } from './publication/read-publications.js';
