import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  answerDispute,
  bringEvidence,
  fileDispute,
  tendDispute,
  withdrawDispute,
} from '../../engine/disputes/act.js';
import type { DisputeAnswer, DisputeDone, DisputeReach } from '../../engine/disputes/act.js';
import type { DisputeSetting } from '../../engine/disputes/setting.js';
import type { Dispute, Doer, Evidence } from '../../engine/disputes/dispute.js';
import { creditedSince, followDispute } from '../../engine/disputes/follow.js';
import { ladderOf } from '../../engine/disputes/ladder.js';
import { Database, sqlState, type Actor } from '../../platform/database/database.js';
import { TELLING } from '../../platform/database/telling.js';
import type { ChangeTransaction } from '../../platform/database/transaction.js';
import type { Viewer } from '../../platform/identity/viewer.js';
import { Refusal } from '../../platform/refusal.js';
import { CreditRulingsService } from '../bookings/credit-rulings.service.js';
import { CreditsService } from '../calculation/api/credits/credits.service.js';
import { DealsService } from '../deals/deals.service.js';
import { RulesService } from '../rules/rules.service.js';
import { actingFor, doerOf, readDisputeSetting } from './acting/dispute-setting.js';
import { creditedNow } from './acting/credited-now.js';
import { auditedDispute, eventsOf, unknownDispute } from './acting/outcome.js';
import { notYours, refuseFormer } from './acting/manages-on.js';
import { refuseBeyond } from './acting/limits.js';
import { refuseUnused } from './acting/of-answer.js';
import { refuseOwnRuling } from './acting/own-ruling.js';
import { refusedRuling, rulingOf } from './acting/ruling-of.js';
import { sharesOf } from './acting/shares-of.js';
import { dayAbout, whatIsDisputed, type Subject } from './acting/what-is-disputed.js';
import { seesDispute } from './store/sees-dispute.js';
import {
  dueDisputes,
  insertDispute,
  isDisputeId,
  lockDispute,
  markLookedAt,
  writeDisputeEvents,
} from './store/disputes-stored.js';

/** What somebody files. */
export interface Filing extends Subject {
  /** Whose credit it is about; oneself when left out. */
  readonly beneficiary: string | null;
  /** As `readShares` reads them. */
  readonly claims: string;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly tag: string | null;
}

/** How somebody answers. */
export interface Answering extends DisputeReach {
  readonly dispute: string;
  readonly answer: DisputeAnswer['answer'];
  /** For a split. */
  readonly shares: string | null;
  readonly reason: string | null;
}

/** Who acts. */
interface By {
  readonly doer: Doer;
  readonly isCompOperations: boolean;
}

/** Time is nobody. */
const TENDED: By = { doer: { user: 'time', person: null }, isCompOperations: false };

type Command = (dispute: Dispute, setting: DisputeSetting) => DisputeDone;

const DUPLICATE = '23505';
const ACTIONS = {
  uphold: TELLING.uphold,
  split: TELLING.uphold,
  deny: 'dispute.deny',
  'send-back': 'dispute.send-back',
  'pass-up': 'dispute.pass-up',
} as const;

/** Answers that decide; others leave it to somebody else, or to the same people with more evidence. */
const DECIDES: ReadonlySet<Answering['answer']> = new Set(['uphold', 'split', 'deny']);

/** Disputes of credit: each act in one transaction that holds the dispute, under one audit entry. */
@Injectable()
export class DisputesService {
  private readonly reads: { readonly rules: RulesService; readonly deals: DealsService };

  constructor(
    readonly database: Database,
    rules: RulesService,
    deals: DealsService,
    private readonly rulings: CreditRulingsService,
    private readonly credits: CreditsService,
  ) {
    this.reads = { rules, deals };
  }

  /** Files a dispute for oneself, or for who reports to one. */
  async file(viewer: Viewer, filing: Filing): Promise<string> {
    refuseBeyond(filing);
    const beneficiary = beneficiaryOf(viewer, filing.beneficiary);
    const actor = actingFor(viewer);
    const found = await this.database.reading(actor, (tx) => whatIsDisputed(tx, this.rulings, filing));
    const change = { action: 'dispute.file', subject: 'dispute', reason: filing.reason };
    try {
      const { result } = await this.database.change(actor, change, async (tx) => {
        const claims = await sharesOf(tx, filing.claims, 'claims');
        const current = await creditedNow(this.credits, tx, found.thing.scope);
        const by = { doer: doerOf(viewer), isCompOperations: false, of: { beneficiary, current } };
        const { rulebook, setting } = await readDisputeSetting(tx, this.reads, by);
        const [filed, about] = [
          setting.clock.dayOf(setting.at),
          dayAbout(found, (at) => setting.clock.dayOf(at)),
        ];
        await refuseFormer(tx, viewer, { beneficiary, day: filed });
        const ladder = ladderOf(rulebook, { about, filed });
        if ('none' in ladder) throw new Refusal(`DISPUTE_${ladder.none}`, ladder.because, HINTS[ladder.none]);
        const { evidence, reason, tag } = filing;
        const claim = { thing: found.thing, beneficiary, claims, current, evidence, reason, tag };
        const [event] = eventsOf(fileDispute({ ...claim, ladder: ladder.levels }, setting));
        if (!event) throw unknownDispute();
        const dispute = await insertDispute(tx, randomUUID(), event);
        return { result: dispute.id, subject: `dispute ${dispute.id}`, after: auditedDispute(dispute) };
      });
      return result;
    } catch (error) {
      if (sqlState(error) !== DUPLICATE) throw error;
      throw new Refusal(
        'DISPUTE_TWICE',
        `${beneficiary} has an open dispute of it already.`,
        'Add evidence to that one, or take it back first.',
      );
    }
  }

  /** Answers a dispute. One upheld or split makes a ruling, which decides from the next calculation on. */
  async answer(viewer: Viewer, asked: Answering): Promise<void> {
    const { dispute, answer, reason, reach, until } = asked;
    refuseBeyond({ claims: asked.shares, reason });
    refuseUnused(asked);
    const acting = { dispute, action: ACTIONS[answer], reason };
    await this.act(viewer, acting, async (tx, before, by) => {
      const { held, setting } = await this.follow(tx, before, by);
      const to = answer === 'split' ? await sharesOf(tx, asked.shares ?? '', 'shares') : held.claims;
      const ruling = `D-${held.id}`;
      const own = answer === 'uphold' || answer === 'split' ? { answer, to, ruling } : { answer };
      const done = answerDispute(held, { ...own, reach, until, reason }, setting);
      if (DECIDES.has(answer)) await this.refuseOwn(tx, viewer, { held, done });
      const now = await this.carryOut(tx, held, done);
      const told = rulingOf(now, viewer.name);
      const fault = told && (await this.rulings.tell(tx, told));
      if (fault) throw refusedRuling(fault);
      return now;
    });
  }

  /** Adds evidence; what was sent back is asked again. */
  async bring(viewer: Viewer, dispute: string, evidence: readonly Evidence[]): Promise<void> {
    refuseBeyond({ evidence });
    await this.command(viewer, { dispute, action: 'dispute.bring' }, (held, setting) =>
      bringEvidence(held, evidence, setting),
    );
  }

  /** Takes a dispute back. */
  async withdraw(viewer: Viewer, dispute: string, reason: string | null): Promise<void> {
    refuseBeyond({ reason });
    await this.command(viewer, { dispute, action: 'dispute.withdraw', reason }, (held, setting) =>
      withdrawDispute(held, reason, setting),
    );
  }

  /** Disputes that time has something to do with. */
  due(actor: Actor, which: { readonly but: readonly string[]; readonly most: number }): Promise<string[]> {
    return this.database.reading(actor, (tx) => dueDisputes(tx, which));
  }

  /** What time and the company bring about for one: others are asked, it may go up, and is never decided. */
  async tend(actor: Actor, id: string): Promise<void> {
    await this.database.inTransaction(actor, (tx) => markLookedAt(tx, id));
    await this.database.change(actor, { action: 'dispute.tend', subject: `dispute ${id}` }, async (tx) => {
      const before = await lockDispute(tx, id);
      if (!before) throw unknownDispute();
      const { held, setting } = await this.follow(tx, before, TENDED);
      const events = tendDispute(held, setting);
      if (events.length === 0 && held === before) return { unchanged: held };
      const now = events.length === 0 ? held : await writeDisputeEvents(tx, { id, before: held, events });
      return { result: now, before: auditedDispute(before), after: auditedDispute(now) };
    });
  }

  private async command(
    viewer: Viewer,
    acting: { readonly dispute: string; readonly action: string; readonly reason?: string | null },
    command: Command,
  ): Promise<void> {
    await this.act(viewer, acting, async (tx, held, by) =>
      this.carryOut(tx, held, command(held, await this.settingOf(tx, held, by))),
    );
  }

  /** Holds a dispute that the viewer sees while something is done to it. */
  private async act(
    viewer: Viewer,
    acting: { readonly dispute: string; readonly action: string; readonly reason?: string | null },
    work: (tx: ChangeTransaction, held: Dispute, by: By) => Promise<Dispute>,
  ): Promise<void> {
    const { dispute: id, action, reason } = acting;
    if (!isDisputeId(id)) throw unknownDispute();
    const change = { action, subject: `dispute ${id}`, ...(reason ? { reason } : {}) };
    await this.database.change(actingFor(viewer), change, async (tx) => {
      const held = (await seesDispute(tx, viewer, id)) ? await lockDispute(tx, id) : undefined;
      if (!held) throw unknownDispute();
      const isCompOperations = viewer.roles.includes('comp_admin');
      const now = await work(tx, held, { doer: doerOf(viewer), isCompOperations });
      return { result: now, before: auditedDispute(held), after: auditedDispute(now) };
    });
  }

  /** Brings a dispute to what the company is now, in the change that goes on with it. */
  private async follow(
    tx: ChangeTransaction,
    before: Dispute,
    by: By,
  ): Promise<{ readonly held: Dispute; readonly setting: DisputeSetting }> {
    const { id, thing, beneficiary } = before;
    const credited = await creditedNow(this.credits, tx, thing.scope);
    const setting = await this.settingOf(tx, { beneficiary, current: creditedSince(before, credited) }, by);
    const events = followDispute(before, credited, setting);
    const held = events.length === 0 ? before : await writeDisputeEvents(tx, { id, before, events });
    return { held, setting };
  }

  /** What could not be done in any case is refused as that. */
  private async refuseOwn(
    tx: ChangeTransaction,
    viewer: Viewer,
    { held, done }: { readonly held: Dispute; readonly done: DisputeDone },
  ): Promise<void> {
    for (const { actingFor = null } of eventsOf(done))
      await refuseOwnRuling(tx, this.rulings, { doer: doerOf(viewer), actingFor, dispute: held });
  }

  private async carryOut(tx: ChangeTransaction, held: Dispute, done: DisputeDone): Promise<Dispute> {
    return await writeDisputeEvents(tx, { id: held.id, before: held, events: eventsOf(done) });
  }

  private async settingOf(
    tx: ChangeTransaction,
    { beneficiary, current }: Pick<Dispute, 'beneficiary' | 'current'>,
    by: By,
  ): Promise<DisputeSetting> {
    return (await readDisputeSetting(tx, this.reads, { ...by, of: { beneficiary, current } })).setting;
  }
}

const HINTS: Readonly<Record<'NO_POLICY' | 'TOO_LATE' | 'UNDECIDED', string>> = {
  NO_POLICY: 'Publish one that decides disputes; library/rules-of-engagement-disputes is one.',
  TOO_LATE: 'Ask comp operations: they may rule on credit all the same.',
  UNDECIDED: 'Ask comp operations to look at the policy.',
};

function beneficiaryOf(viewer: Viewer, asked: string | null): string {
  const { participant, sight } = viewer;
  const beneficiary = asked ?? participant;
  const pay = sight?.pay ?? new Map<string, string>();
  const isOwn = beneficiary !== null && beneficiary === participant;
  if (beneficiary !== null && (isOwn || (pay !== 'all' && pay.has(beneficiary)))) return beneficiary;
  throw notYours();
}
