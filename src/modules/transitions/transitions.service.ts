import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../platform/database/database.js';
import { TELLING } from '../../platform/database/telling.js';
import type { ChangeTransaction, Transaction } from '../../platform/database/transaction.js';
import { Refusals } from '../../platform/graphql/mutation/mutate.js';
import { Refusal } from '../../platform/refusal.js';
import { AccountOwnersService } from '../bookings/account-owners.service.js';
import { ImportService } from '../bookings/import.service.js';
import { hasRoles, mayDecide, type Decider } from './acting/may-decide.js';
import type { AskedMove } from './asked/asked-move.js';
import { TransitionPreviewsService, type RuledMoves } from './transition-previews.service.js';
import { notEmployed } from './preview/not-employed.js';
import { approvalOf } from './preview/preview-moves.js';
import { isTakenBack, readMoves, readTransition } from './store/read-transitions.js';
import type { Standing, StoredMove, Transition } from './store/transition.js';
import { writeTransition } from './store/write-transition.js';

export type { Decider } from './acting/may-decide.js';
export type { Transition } from './store/transition.js';

/** Moves of accounts, from proposal to what they tell: each act in one transaction under one audit entry. */
@Injectable()
export class TransitionsService {
  constructor(
    private readonly database: Database,
    private readonly previews: TransitionPreviewsService,
    private readonly owners: AccountOwnersService,
    private readonly imports: ImportService,
  ) {}

  /** Proposes moves; where the policy asks nobody they are approved by that. The same moves again, while they are open, are the same transition. */
  async propose(actor: Actor, asked: readonly AskedMove[]): Promise<Transition> {
    return await this.proposing(actor, null, (tx) => this.previews.ruled(tx, asked));
  }

  /** Proposes to give back every account of a transition that was applied, from the same days on. */
  async undo(actor: Actor, id: string): Promise<Transition> {
    return await this.proposing(actor, id, async (tx) => {
      const undone = await held(tx, id, ['applied']);
      if (await isTakenBack(tx, id)) throw takenBack();
      const moves = await readMoves(tx, undone.id);
      const back = moves.map(({ from, to, ...move }) => ({ ...move, from: to, to: from }));
      return await this.previews.ruledAgain(tx, 'proposing', back);
    });
  }

  /** Approves or refuses a transition that somebody else proposed; a refusal needs a reason. */
  async decide(
    decider: Decider,
    id: string,
    { approve, reason }: { readonly approve: boolean; readonly reason: string | null },
  ): Promise<Transition> {
    if (!approve && (reason ?? '').trim() === '') throw needsReason();
    const action = approve ? 'transition.approve' : 'transition.refuse';
    return await this.acting(decider, { action, id, ...(reason ? { reason } : {}) }, async (tx) => {
      const transition = await held(tx, id, ['proposed']);
      mayDecide(decider, transition);
      await hasRoles(tx, decider, { ...transition, timeZone: await this.previews.timeZone(tx) });
      return [
        `standing = $2, decider = $3, decided_at = clock_timestamp(), decided_because = $4`,
        [approve ? 'approved' : 'refused', decider.id, reason],
      ];
    });
  }

  /** Takes back a transition that is not applied. */
  async withdraw(actor: Actor, id: string): Promise<Transition> {
    return await this.acting(actor, { action: 'transition.withdraw', id }, async (tx) => {
      await held(tx, id, ['proposed', 'approved']);
      return [`standing = 'withdrawn'`, []];
    });
  }

  /**
   * Tells the owners, all or none; refused where one of them is not who was previewed or nobody knows who would be, or where the policy by now refuses a move or asks somebody who did not approve
   * it. A transition that is applied stays applied. What follows what is told follows it at once.
   */
  async apply(actor: Actor, id: string): Promise<Transition> {
    const applied = await this.acting(actor, { action: TELLING.transition, id }, async (tx) => {
      const transition = await held(tx, id, ['approved', 'applied']);
      if (transition.standing === 'applied') return null;
      const moves = await readMoves(tx, id);
      await this.owners.move(tx, moves);
      // What is given back goes to whom it was with, also where they left since.
      if (transition.undoes === null) await refuseGone(tx, moves);
      // Nobody else moves accounts until this ends: what others applied before is counted, and cannot become more.
      const ruled = await this.previews.ruledAgain(tx, 'applying', moves);
      refuseRefused(ruled);
      refuseUnasked(transition, ruled);
      return [
        `standing = 'applied', applier = $2, applied_at = clock_timestamp(), applied_entry = $3`,
        [actor.id, tx.entry.toString()],
      ];
    });
    await this.imports.factsTold();
    return applied;
  }

  private async proposing(
    actor: Actor,
    undoes: string | null,
    plan: (tx: Transaction) => Promise<RuledMoves>,
  ): Promise<Transition> {
    const change = { action: 'transition.propose', subject: 'transition' };
    const { result } = await this.database.change<Transition>(actor, change, async (tx) => {
      const { moves, rulings } = await plan(tx);
      refuseRefused({ moves, rulings });
      const proposed = { moves, undoes, ...approvalOf(rulings), proposer: actor.id };
      const { transition, isNew } = await writeTransition(tx, proposed);
      if (!isNew) return { unchanged: transition };
      return { result: transition, subject: `transition ${transition.id}`, before: null, after: transition };
    });
    return result;
  }

  /** Changes a transition that is held; `null` changes nothing. */
  private async acting(
    actor: Actor,
    { action, id, reason }: { readonly action: string; readonly id: string; readonly reason?: string },
    work: (tx: ChangeTransaction) => Promise<readonly [set: string, values: readonly unknown[]] | null>,
  ): Promise<Transition> {
    const change = { action, subject: `transition ${id}`, ...(reason === undefined ? {} : { reason }) };
    const { result } = await this.database.change<Transition>(actor, change, async (tx) => {
      const before = await readTransition(tx, id, true);
      const done = await work(tx);
      if (!done || !before) return { unchanged: before ?? (await held(tx, id, [])) };
      const [set, values] = done;
      await tx.query(`update account_transition set ${set} where id = $1`, [id, ...values]);
      const after = await held(tx, id, STANDINGS);
      return { result: after, before, after };
    });
    return result;
  }
}

const STANDINGS: readonly Standing[] = ['proposed', 'approved', 'refused', 'applied', 'withdrawn'];

/** A transition that nobody changes meanwhile; refused where there is none, or it stands elsewhere. */
async function held(tx: Transaction, id: string, at: readonly Standing[]): Promise<Transition> {
  const transition = await readTransition(tx, id, true);
  if (!transition)
    throw new Refusal(
      'NOT_FOUND',
      'There is no such transition, or you do not see it.',
      'accountTransitions lists them.',
      'transition',
    );
  if (at.includes(transition.standing)) return transition;
  throw new Refusal(
    'TRANSITION_STANDING',
    `The transition is ${transition.standing}.`,
    `It must be ${at.join(' or ')} for this.`,
    'transition',
  );
}

function needsReason(): Refusal {
  return new Refusal(
    'BAD_INPUT',
    'A refusal needs a reason.',
    'Say why; whoever proposed it reads it.',
    'reason',
  );
}

function takenBack(): Refusal {
  return new Refusal(
    'TRANSITION_STANDING',
    'The transition was taken back already.',
    'Propose moves of their own.',
    'transition',
  );
}

/** Refuses who was told to have left, or to come later, since the moves were planned. */
async function refuseGone(tx: Transaction, moves: readonly StoredMove[]): Promise<void> {
  const gone = [...new Set((await notEmployed(tx, moves)).values())];
  if (gone.length === 0) return;
  throw new Refusal(
    'TRANSITION_CHANGED',
    `${gone.join(', ')} by now. Nothing was moved.`,
    'Withdraw the transition, and move the accounts to somebody else.',
    'transition',
  );
}

/** Refuses what the policy by now asks somebody for, where nobody of that role approved it. */
function refuseUnasked({ needsApproval, approverRoles }: Transition, { rulings }: RuledMoves): void {
  const now = approvalOf(rulings);
  const missing = now.approverRoles.filter((role) => !approverRoles.includes(role));
  if (!now.needsApproval || (needsApproval && missing.length === 0)) return;
  const whom = missing.length === 0 ? 'somebody' : missing.join(' and ');
  throw new Refusal(
    'TRANSITION_CHANGED',
    `By what moved meanwhile the policy asks ${whom} to approve these moves, and nobody did. Nothing was moved.`,
    'Withdraw the transition, propose the moves again and have them approved.',
    'transition',
  );
}

/** Tells each account that the policy does not let move, with the reason of its rule. */
function refuseRefused({ moves, rulings }: RuledMoves): void {
  const refused = moves.flatMap(({ account }, index) => {
    const ruling = rulings[index];
    return ruling?.answer === 'refused' ? [{ account, ruling }] : [];
  });
  if (refused.length === 0) return;
  throw new Refusals(
    refused.map(({ account, ruling }) => ({
      code: 'TRANSITION_REFUSED',
      path: [],
      message: `${account} may not be moved: ${ruling.because}${ruling.rule === null ? '' : ` (${ruling.rule})`}.`,
      hint: 'Leave the account out, or ask whoever writes the policy.',
    })),
  );
}
