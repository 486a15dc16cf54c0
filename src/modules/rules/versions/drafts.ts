import type { Actor, Database } from '../../../platform/database/database.js';
import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import { readDocument } from '../documents/read-document.js';
import { actOn, auditedState, type Changed } from './act.js';
import { requireName, requireTexts, type DraftName } from './draft-text.js';
import { nameOf } from './judge-version.js';
import { readRevision, readVersion } from './read-versions.js';
import type { VersionText } from './version.js';
import { insertStep, insertText, insertVersion, type Texts } from './write-version.js';

/** A new draft: the document it is of, its text, and the examples beside it. */
export interface NewDraft extends DraftName {
  readonly text: string;
  readonly test?: string | null;
}

/** An edit of the text as it was at `revision`. What is left out stays. */
export interface DraftEdit {
  readonly version: string;
  readonly revision: number;
  /** When given, the edit is also refused if somebody did anything else since. */
  readonly step?: number;
  readonly text?: string;
  /** Null takes the examples away. */
  readonly test?: string | null;
  /** Makes the new texts from the present ones, inside the change: asked again after it was answered, it is not run. */
  readonly rewrite?: (now: VersionText) => Partial<Texts>;
}

/** A copy of a version's text, as it is now or was at a revision; under a new name if one is given. */
export interface VersionClone {
  readonly version: string;
  readonly revision?: number;
  readonly name?: string;
}

/** Starts a draft. */
export async function createDraft(database: Database, actor: Actor, draft: NewDraft): Promise<Changed> {
  const { kind, name, text, test = null } = draft;
  requireName({ kind, name });
  requireTexts({ text, test });
  return await begin(database, actor, {
    action: 'create',
    subject: `${kind} ${name}`,
    draft: async () => ({ kind, name, text, test, clonedFrom: null }),
  });
}

/** Starts a draft from the text of any version. */
export async function cloneVersion(database: Database, actor: Actor, asked: VersionClone): Promise<Changed> {
  return await begin(database, actor, {
    action: 'clone',
    subject: `version ${asked.version}`,
    draft: async (tx) => {
      const origin = await readVersion(tx, asked.version);
      const revision = asked.revision ?? origin.revision;
      const told = await readRevision(tx, origin.id, revision);
      if (!told)
        throw new Refusal(
          'REVISION_UNKNOWN',
          `This version of ${nameOf(origin)} has no revision ${revision}: its newest is ${origin.revision}.`,
          'Leave the revision out to copy the newest text.',
          'revision',
        );
      const { kind, id } = origin;
      const name = asked.name ?? origin.name;
      requireName({ kind, name });
      const renamed = { from: origin.name, to: name };
      return {
        kind,
        name,
        text: withName(told.source, kind, renamed),
        test: told.test === null ? null : withName(told.test, 'test', renamed),
        clonedFrom: id,
      };
    },
  });
}

type Draft = DraftName & Texts & { readonly clonedFrom: string | null };

interface Beginning {
  readonly action: 'create' | 'clone';
  readonly subject: string;
  readonly draft: (tx: ChangeTransaction) => Promise<Draft>;
}

async function begin(
  database: Database,
  actor: Actor,
  { action, subject, draft }: Beginning,
): Promise<Changed> {
  const { result, position } = await database.change(
    actor,
    { action: `version.${action}`, subject },
    async (tx) => {
      const { kind, name, text, test, clonedFrom } = await draft(tx);
      const id = await insertVersion(tx, { kind, name, clonedFrom });
      const hash = await insertText(tx, { version: id, revision: 1, text, test });
      const before = { id, step: 0, stored: 'new', revision: 0 } as const;
      await insertStep(tx, before, { action, state: 'draft', revision: 1, hash });
      const version = await readVersion(tx, id);
      return {
        result: version,
        subject: nameOf(version),
        before: { version: clonedFrom, state: 'new' },
        after: auditedState(version),
      };
    },
  );
  return { version: result, position };
}

/** Changes the text of a draft; one that was checked or rejected becomes a draft again. The same text changes nothing. */
export async function editDraft(database: Database, actor: Actor, edit: DraftEdit): Promise<Changed> {
  const { version: id, revision, step } = edit;
  const seen = { version: id, revision, ...(step === undefined ? {} : { step }) };
  return await actOn(database, { actor, act: 'edit', seen }, async (tx, now) => {
    const { text = now.source, test = now.test } = { ...edit, ...edit.rewrite?.(now) };
    requireTexts({ text, test });
    const same = text === now.source && test === now.test;
    if (same && now.state !== 'rejected') return { changed: false, result: null };
    const hash = await insertText(tx, { version: id, revision: revision + 1, text, test });
    await insertStep(tx, now, { action: 'edit', state: 'draft', revision: revision + 1, hash });
    return { changed: true, result: null };
  });
}

/**
 * The text under another name: the word after its kind in the head line and nothing else. A text whose head cannot be found that way stays as
 * it is, and the check says what to write.
 */
function withName(
  text: string,
  key: string,
  { from, to }: { readonly from: string; readonly to: string },
): string {
  if (from === to) return text;
  const head = new RegExp(`^(\\ufeff?${key}:[ ]+["']?)${from}(?=["']?[ ]*(?:#[^\\n]*)?\\r?$)`, 'mu');
  const renamed = text.replace(head, (_, before: string) => before + to);
  return readDocument({ path: to, text: renamed }).declared?.id === to ? renamed : text;
}
