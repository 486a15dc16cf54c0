import { Injectable } from '@nestjs/common';
import { readDay } from '../../engine/kernel/day.js';
import type { Rulebook } from '../../engine/rulebook/rulebook.js';
import { Database, type Actor } from '../../platform/database/database.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { readAccountsOn } from '../accounts/accounts.service.js';
import { MovedCreditsService } from '../calculation/moved-credits.service.js';
import { WhatIfService } from '../engagement/what-if.service.js';
import { RulesService } from '../rules/rules.service.js';
import type { AskedMove } from './asked/asked-move.js';
import { ruleOnHoldovers } from './preview/holdovers.js';
import { ruleOnMoves, type MoveRuling, type RulingAt } from './preview/limits.js';
import {
  askedOf,
  holdoverOn,
  MOST_OPPORTUNITIES,
  openOpportunities,
  type OpenOpportunity,
} from './preview/open-opportunities.js';
import { planMoves } from './preview/plan-moves.js';
import type { PlannedMove } from './preview/planned-move.js';
import type { PreviewedOpportunity, TransitionPreview } from './preview/preview.js';
import { previewed } from './preview/preview-moves.js';
import type { StoredMove } from './store/transition.js';

export { previewShown } from './api/preview-shown.js';
export { readMovesCsv } from './asked/read-moves-csv.js';
export type { AskedMove } from './asked/asked-move.js';
export type { TransitionPreview } from './preview/preview.js';

/** A move as a transition has it. */
type ToldMove = Pick<StoredMove, 'account' | 'reason' | 'on' | 'from' | 'to' | 'segment'>;

/** Moves as they are planned and ruled on. */
export interface RuledMoves {
  readonly moves: readonly PlannedMove[];
  readonly rulings: readonly MoveRuling[];
}

/** What moving accounts comes to, by what is known now. Nothing is stored. */
@Injectable()
export class TransitionPreviewsService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
    private readonly credits: MovedCreditsService,
    private readonly whatIf: WhatIfService,
  ) {}

  /** Whose accounts they are and would be, whose credit would move, and whether somebody must approve it. The actor sees the pay of all. */
  async preview(actor: Actor, asked: readonly AskedMove[]): Promise<TransitionPreview> {
    const { open, rulebook, preview } = await this.database.reading(actor, async (tx) => {
      const { position, rulebook: rules } = await this.rules.rulebookNow(tx);
      const { moves, rulings } = await this.ruled(tx, asked);
      const moved = await this.credits.movedCredits(tx, position, moves);
      return {
        open: await openOpportunities(tx, position, moves),
        rulebook: rules,
        preview: await previewed(tx, moves, { rulings, holdovers: ruleOnHoldovers(rules, moves), moved }),
      };
    });
    return { ...preview, opportunities: await this.heldOver(actor, rulebook, open) };
  }

  /** What the policy would say of a holdover of each opportunity, were its account moved. */
  private async heldOver(
    actor: Actor,
    rulebook: Rulebook,
    open: readonly OpenOpportunity[],
  ): Promise<readonly PreviewedOpportunity[]> {
    const told = open.slice(0, MOST_OPPORTUNITIES);
    const decisions = told.map(({ on }) => holdoverOn(rulebook, on)?.id);
    const asked = told.flatMap((each, at) => {
      const decision = decisions[at];
      return decision === undefined ? [] : [askedOf(each, decision, rulebook.facts)];
    });
    const answers = [...(asked.length === 0 ? [] : await this.whatIf.answers(actor, asked))];
    return told.map(({ opportunity, account, seller }, at) => {
      const decision = decisions[at];
      const answer = decision === undefined ? undefined : answers.shift();
      const says = (answer?.gives ?? []).map(({ output, value }) => `${output}: ${value ?? 'nothing'}`);
      const holdover = decision === undefined || !answer ? null : { decision, says, because: answer.because };
      return { opportunity, account, seller, holdover };
    });
  }

  /** Plans what is asked and rules on it; every row that cannot be taken is refused with its line. */
  async ruled(tx: Transaction, asked: readonly AskedMove[]): Promise<RuledMoves> {
    const { position, rulebook } = await this.rules.rulebookNow(tx);
    const moves = await planMoves(tx, { position, catalogue: rulebook.facts }, asked);
    return { moves, rulings: await ruleOnMoves(tx, { position, rulebook, act: 'proposing' }, moves) };
  }

  /** In which the company's days lie. */
  async timeZone(tx: Transaction): Promise<string> {
    return (await this.rules.rulebookNow(tx)).rulebook.facts.timeZone;
  }

  /** Rules on moves that are planned already, by what is known of their accounts now. */
  async ruledAgain(tx: Transaction, act: RulingAt['act'], told: readonly ToldMove[]): Promise<RuledMoves> {
    const { position, rulebook } = await this.rules.rulebookNow(tx);
    const at = { position, catalogue: rulebook.facts };
    const dated = told.map((move) => ({ ...move, on: readDay(move.on) ?? 0 }));
    const facts = await readAccountsOn(tx, at, dated);
    const moves = dated.map((move, index): PlannedMove => {
      return { ...move, name: move.account, until: null, facts: facts[index] ?? new Map() };
    });
    return { moves, rulings: await ruleOnMoves(tx, { position, rulebook, act }, moves) };
  }
}
