import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../platform/database/database.js';
import { Refusal } from '../../platform/refusal.js';
import { actOn, type Changed } from './versions/act.js';
import { requireTexts } from './versions/draft-text.js';
import {
  cloneVersion,
  createDraft,
  editDraft,
  type DraftEdit,
  type NewDraft,
  type VersionClone,
} from './versions/drafts.js';
import { judgeWithData } from './versions/judge-with-data.js';
import { publishVersion, type VersionPublished } from './versions/publish-version.js';
import { pinnedIds, readHistories, readVersion, readVersions } from './versions/read-versions.js';
import { requireReason, type Seen } from './versions/refuse.js';
import {
  confirmRetirement,
  proposeRetirement,
  type Retirement,
  type RetirementConfirmed,
  type VersionRetired,
} from './versions/retiring/retire-version.js';
import type { Checked, VersionStep, VersionText } from './versions/version.js';
import type { VersionState } from './versions/version-states.js';
import { insertStep } from './versions/write-version.js';

/**
 * The life of a version: draft, checked, in review, approved by somebody else, published, superseded or retired. Every act is compare-and-set on
 * what whoever acts has seen; who comes second is told where the version stands now. Each is an audit entry `version.<act>`.
 */
@Injectable()
export class VersionsService {
  constructor(private readonly database: Database) {}

  /** Starts a draft. Any text is kept, byte for byte: what is wrong with it the check says. */
  create(actor: Actor, draft: NewDraft): Promise<Changed> {
    return createDraft(this.database, actor, draft);
  }

  /** Changes the text of a draft as it was at a revision; one that was checked or rejected is a draft again. */
  edit(actor: Actor, edit: DraftEdit): Promise<Changed> {
    return editDraft(this.database, actor, edit);
  }

  /** Starts a draft from the text of any version. */
  clone(actor: Actor, asked: VersionClone): Promise<Changed> {
    return cloneVersion(this.database, actor, asked);
  }

  /**
   * The one check, together with what is published, and the examples beside the text. Both are kept for exactly this text; without an error and
   * with every example coming out the version is checked, else it stays a draft. Facts and texts that the company's data never have are warned of.
   */
  check(actor: Actor, seen: Seen): Promise<Changed> {
    return actOn(this.database, { actor, act: 'check', seen }, async (tx, now) => {
      const { passed, findings, examples, liability } = await judgeWithData(tx, now);
      const hash = Buffer.from(now.hash, 'hex');
      const { revision } = now;
      const state = passed ? 'checked' : 'draft';
      const checked = { findings, examples, liability };
      await insertStep(tx, now, { action: 'check', state, revision, hash, checked });
      return { changed: true, result: null };
    });
  }

  /** What the check would say of a text and its examples, together with what is published; nothing is kept. */
  judge(actor: Actor, subject: Pick<VersionText, 'kind' | 'name' | 'source' | 'test'>): Promise<Checked> {
    requireTexts({ text: subject.source, test: subject.test });
    return this.database.reading(actor, async (tx) => {
      const { findings, examples, liability } = await judgeWithData(tx, subject);
      return { findings, examples, liability };
    });
  }

  /** Hands a checked version in for review; who does so is one of its authors. */
  submit(actor: Actor, seen: Seen): Promise<Changed> {
    return this.step(actor, seen, { act: 'submit', state: 'in-review' });
  }

  /** Approves the text of that hash; refused where it changed since, and to everybody who wrote, edited or handed in. */
  approve(actor: Actor, seen: Seen & { readonly hash: string; readonly reason?: string }): Promise<Changed> {
    return this.step(actor, seen, { act: 'approve', state: 'approved' });
  }

  /** Sends a version in review back to its author, with the reason; or a proposal to end one back to who made it, and the version stays published. */
  reject(actor: Actor, seen: Seen & { readonly reason: string }): Promise<Changed> {
    requireReason(seen.reason, 'reject');
    return this.step(actor, seen, { act: 'reject', state: 'rejected' });
  }

  /** Takes a version back, for good, by one of its authors; what was withdrawn can be cloned. */
  withdraw(actor: Actor, seen: Seen & { readonly reason: string }): Promise<Changed> {
    requireReason(seen.reason, 'withdraw');
    return this.step(actor, seen, { act: 'withdraw', state: 'withdrawn' });
  }

  /**
   * Puts an approved version in force on its days, which it takes from older versions. It is judged once more beside what is published by now;
   * findings or examples that stop it are told, and it stays approved. A text that takes all days of another needs a reason, and
   * so does one that ends what is in force.
   */
  publish(actor: Actor, seen: Seen & { readonly reason?: string }): Promise<VersionPublished> {
    return publishVersion(this.database, actor, seen);
  }

  /** Proposes to end a published version from a day on, with a reason; it stays in force until somebody else confirms it. */
  proposeRetirement(actor: Actor, retirement: Retirement): Promise<VersionRetired> {
    return proposeRetirement(this.database, actor, retirement);
  }

  /** Ends a version as somebody else proposed; on its days from then on no version is in force. `reject` sends the proposal back. */
  retire(actor: Actor, confirmed: RetirementConfirmed): Promise<VersionRetired> {
    return confirmRetirement(this.database, actor, confirmed);
  }

  /** Any version with its text, for ever. */
  version(actor: Actor, id: string): Promise<VersionText> {
    return this.database.inTransaction(actor, (tx) => readVersion(tx, id));
  }

  /** Several versions with their texts at once; ids that are not there are left out. */
  versions(actor: Actor, ids: readonly string[]): Promise<readonly VersionText[]> {
    return this.database.inTransaction(actor, (tx) => readVersions(tx, ids));
  }

  /** Who did what to a version, when and why, first to last. */
  history(actor: Actor, id: string): Promise<readonly VersionStep[]> {
    return this.database.inTransaction(actor, async (tx) => {
      await readVersion(tx, id);
      return (await readHistories(tx, [id])).get(id.toLowerCase()) ?? [];
    });
  }

  /** The versions that a calculation worked with, each with its text. */
  pinnedBy(actor: Actor, calculation: bigint): Promise<readonly VersionText[]> {
    return this.database.inTransaction(actor, async (tx) => {
      const ids = await pinnedIds(tx, calculation);
      if (ids) return await readVersions(tx, ids);
      throw new Refusal(
        'CALCULATION_UNKNOWN',
        `There is no calculation ${calculation}.`,
        'List the calculations, and take the number from there.',
        'calculation',
      );
    });
  }

  private step(
    actor: Actor,
    { reason = '', ...seen }: Seen & { readonly reason?: string },
    { act, state }: { act: 'submit' | 'approve' | 'reject' | 'withdraw'; state: VersionState },
  ): Promise<Changed> {
    return actOn(this.database, { actor, act, seen, reason }, async (tx, now) => {
      const to = now.state === 'retiring' ? 'published' : state;
      const hash = Buffer.from(seen.hash ?? now.hash, 'hex');
      await insertStep(tx, now, { action: act, state: to, revision: now.revision, hash, reason });
      return { changed: true, result: null };
    });
  }
}

export type { Changed } from './versions/act.js';
export type { DraftEdit, NewDraft, VersionClone } from './versions/drafts.js';
export type { VersionPublished } from './versions/publish-version.js';
export type { Seen } from './versions/refuse.js';
export type { Retirement, RetirementConfirmed, VersionRetired } from './versions/retiring/retire-version.js';
export type {
  Checked,
  Days,
  Examples,
  Version,
  VersionStep,
  VersionText,
  VersionedKind,
} from './versions/version.js';
export type { VersionAct, VersionAction, VersionState } from './versions/version-states.js';
