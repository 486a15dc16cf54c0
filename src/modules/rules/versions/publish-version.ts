import type { Actor, Database } from '../../../platform/database/database.js';
import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import { publishDocument, type PublishedDocument } from '../publication/publish-documents.js';
import { lastPosition, readPublications } from '../publication/read-publications.js';
import { actOn, type Acted } from './act.js';
import { judgeVersion, nameOf } from './judge-version.js';
import type { Seen } from './refuse.js';
import type { Checked, VersionText } from './version.js';
import { insertStep } from './write-version.js';

/** What a publication came to: nothing is published while there is an error or an example does not come out. */
export interface VersionPublished extends Checked {
  readonly version: VersionText;
  /** Null when the findings or the examples stopped it. */
  readonly document: PublishedDocument | null;
  readonly position: bigint | null;
}

/** Puts an approved version in force, after judging it once more beside what is published by now. */
export async function publishVersion(
  database: Database,
  actor: Actor,
  { reason = '', ...seen }: Seen & { readonly reason?: string },
): Promise<VersionPublished> {
  const asked = { actor, act: 'publish', seen, reason, alone: true } as const;
  const { version, result, position } = await actOn(database, asked, (tx, now) => publish(tx, now, reason));
  return { version, ...result, position: result.document ? position : null };
}

type Published = Omit<VersionPublished, 'version' | 'position'>;

async function publish(tx: ChangeTransaction, now: VersionText, reason: string): Promise<Acted<Published>> {
  const published = await readPublications(tx, await lastPosition(tx));
  const { document, catalogue, ...judged } = judgeVersion(now, published);
  const { findings, examples, liability } = judged;
  if (!document || catalogue === null)
    return { changed: false, result: { findings, examples, liability, document: null } };
  const hash = Buffer.from(now.hash, 'hex');
  const done = await publishDocument(tx, document, {
    published,
    catalogue,
    reason,
    life: async (stored) => {
      const { revision } = now;
      const step = {
        action: 'publish',
        state: 'published',
        revision,
        hash,
        reason,
        published: stored,
      } as const;
      await insertStep(tx, now, step);
      return now.id;
    },
  });
  if (done.state !== 'unchanged') {
    const { supersedes } = done;
    return { changed: true, result: { findings, examples, liability, document: done }, told: { supersedes } };
  }
  throw new Refusal(
    'VERSION_IN_FORCE',
    `This very text of ${nameOf(now)} is in force already, on all of its days.`,
    'Withdraw this version: publishing it would change nothing.',
    'version',
  );
}
