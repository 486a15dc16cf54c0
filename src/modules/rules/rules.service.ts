import { Injectable } from '@nestjs/common';
import { checkRulebook } from '../../engine/rulebook/check.js';
import type { FactCatalogue } from '../../engine/rulebook/rulebook.js';
import { Database, sqlState, type Actor } from '../../platform/database/database.js';
import { LOCKS } from '../../platform/database/locks.js';
import { TELLING } from '../../platform/database/telling.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { Refusal } from '../../platform/refusal.js';
import type { PlacedFinding, SourceFile } from './documents/placed-finding.js';
import { readDocuments, type ReadDocuments } from './documents/read-documents.js';
import { publishDocument, type PublishedDocument } from './publication/publish-documents.js';
import { lastPosition, readPublications, type PublishedText } from './publication/read-publications.js';
import { rulebookOf, type PinnedRulebook } from './publication/rulebook-of.js';

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
   * checked against what the first published.
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
        const read = readDocuments([...files, ...others(readDocuments(files), published)]);
        ({ findings } = read);
        if (!read.rulebook) return { unchanged: null };
        const names = new Set(files.map((file) => file.path));
        const mine = read.documents.filter(
          (document) => names.has(document.file) && document.kind !== 'test',
        );
        const documents: PublishedDocument[] = [];
        for (const document of mine) {
          documents.push(
            await publishDocument(tx, document, {
              published,
              catalogue: read.rulebook.facts.fingerprint,
              reason: change.reason ?? '',
            }),
          );
        }
        const clashes = clashesOf(published, mine[0]?.file ?? '');
        if (clashes.length > 0) {
          findings = [...findings, ...clashes];
          return { unchanged: null };
        }
        if (documents.every(({ state }) => state === 'unchanged')) return { unchanged: documents };
        return { result: documents, after: documents };
      },
    );
    return { findings, documents: result ?? [], position: result === null ? null : position };
  }

  /** The rules in force as known at a position; refused when nothing was published by then. */
  async rulebookAt(tx: Transaction, position: bigint): Promise<PinnedRulebook> {
    const pinned = rulebookOf(await readPublications(tx, position));
    if (pinned) return pinned;
    throw new Refusal(
      'NOTHING_PUBLISHED',
      'No rules are published, so nothing can be calculated.',
      'Publish them: kicker publish rules/',
    );
  }

  /** The rules in force as known now, with the position they were read at. */
  async rulebookNow(tx: Transaction): Promise<PinnedRulebook & { readonly position: bigint }> {
    const position = await lastPosition(tx);
    return { ...(await this.rulebookAt(tx, position)), position };
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

/** What is wrong between the versions that would be in force side by side: each alone was right. */
function clashesOf(inForce: readonly PublishedText[], file: string): PlacedFinding[] {
  const pinned = rulebookOf(inForce);
  const errors = pinned ? checkRulebook(pinned.rulebook).filter(({ severity }) => severity === 'error') : [];
  return errors.map((finding) => ({ ...finding, file, line: 1, column: 1 }));
}

/** The newest published text of every document that these files do not bring anew: documents are checked as the set they will be. */
function others(own: ReadDocuments, published: readonly PublishedText[]): SourceFile[] {
  const brought = new Set(own.documents.map(({ kind, id }) => (kind === 'facts' ? kind : `${kind} ${id}`)));
  const newest = new Map<string, PublishedText>();
  for (const part of published)
    newest.set(part.kind === 'facts' ? part.kind : `${part.kind} ${part.name}`, part);
  return [...newest]
    .filter(([name]) => !brought.has(name))
    .map(([name, { text }]) => ({ path: `published ${name}`, text }));
}

export { judge, type Judgement } from './judging/judge.js';
export type { PinnedRulebook } from './publication/rulebook-of.js';
export type { PublishedText } from './publication/read-publications.js';
