import { createHash } from 'node:crypto';
import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import { contentId } from '../../../platform/content-id.js';
import type { Checked, Version } from './version.js';
import type { VersionAction, VersionState } from './version-states.js';

/** The text of a document and the examples beside it. */
export interface Texts {
  readonly text: string;
  readonly test: string | null;
}

const sha256 = (content: string | Buffer): Buffer => createHash('sha256').update(content).digest();

/** The hash of a text alone, and of the text with its examples. */
export function hashesOf({ text, test }: Texts): { text: Buffer; both: Buffer } {
  const own = sha256(text);
  return { text: own, both: sha256(test === null ? own : Buffer.concat([own, sha256(test)])) };
}

interface Beginning {
  readonly kind: string;
  readonly name: string;
  readonly clonedFrom?: string | null;
  /** Tells apart several versions of one document that begin in one change. */
  readonly of?: string;
}

/** Starts the life of a version, still without a step. Returns its id, which follows from the audit entry and what the version is of. */
export async function insertVersion(
  tx: ChangeTransaction,
  { kind, name, clonedFrom = null, of = '' }: Beginning,
): Promise<string> {
  const id = contentId('version', kind, name, of, tx.entry.toString());
  await tx.query(
    'insert into version (version, kind, name, cloned_from, entry) values ($1, $2, $3, $4, $5)',
    [id, kind, name, clonedFrom, tx.entry],
  );
  return id;
}

/** Adds a revision of the text; the step that brings it comes in the same transaction. */
export async function insertText(
  tx: ChangeTransaction,
  { version, revision, ...texts }: Texts & { version: string; revision: number },
): Promise<Buffer> {
  const hashes = hashesOf(texts);
  await tx.query(
    'insert into version_text (version, revision, text, test_text, text_hash, hash, entry) values ($1, $2, $3, $4, $5, $6, $7)',
    [version, revision, texts.text, texts.test, hashes.text, hashes.both, tx.entry],
  );
  return hashes.both;
}

/** Where a version stands before an act: not yet there, or at its last step. */
export type Standing = Pick<Version, 'id' | 'step' | 'revision'> & { readonly stored: VersionState | 'new' };

/** An act to be written. */
export interface NewStep {
  readonly action: VersionAction;
  readonly state: VersionState;
  readonly revision: number;
  /** Of the text that whoever acts has seen, as bytes. */
  readonly hash: Buffer;
  readonly reason?: string;
  readonly checked?: Checked;
  /** The published text, by its id and the hash of its text. */
  readonly published?: { readonly version: string; readonly hash: Buffer };
  readonly retiredFrom?: string;
  /** Who proposed what this carries out. */
  readonly proposer?: string;
}

/** Writes the next step after the one that was read. Somebody else's step in between takes the number, and the database refuses this one. */
export async function insertStep(tx: ChangeTransaction, from: Standing, step: NewStep): Promise<void> {
  const { checked, published } = step;
  await tx.query(
    `insert into version_step (version, step, action, before, state, before_revision, revision, hash, reason, findings, examples, published,
       text_hash, retired_from, proposer, entry, liability)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      from.id,
      from.step + 1,
      step.action,
      from.stored,
      step.state,
      from.revision,
      step.revision,
      step.hash,
      step.reason ?? '',
      checked ? JSON.stringify(checked.findings) : null,
      checked ? JSON.stringify(checked.examples) : null,
      published?.version ?? null,
      published?.hash ?? null,
      step.retiredFrom ?? null,
      step.proposer ?? null,
      tx.entry,
      checked?.liability ?? null,
    ],
  );
}
