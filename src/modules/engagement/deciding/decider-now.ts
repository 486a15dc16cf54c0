import type { Transaction } from '../../../platform/database/transaction.js';
import { TELLING } from '../../../platform/database/telling.js';
import type { ToldLate } from '../../../engine/model/derived/late-holders.js';
import { readCreditRulings, readHoldingsTold } from '../../participants/participants.service.js';
import type { RulesService } from '../../rules/rules.service.js';
import { SubjectDecider } from './subject-decider.js';

/** A decider by the rules, credit rulings and holdings that are known at a position. */
export interface DeciderAt {
  readonly position: bigint;
  readonly decider: SubjectDecider;
  readonly zone: string;
  readonly toldLate: ToldLate;
}

const TOLD_SINCE = `select last_position() as now,
  exists (select from audit_entry where action = any($2::text[]) and position > $1 and position <= last_position()) as told`;

/**
 * The decider that is right now. What it decides by is read anew only where something was told since it last was, so that a pass over many questions, each batch in a
 * transaction of its own, reads that once.
 */
export class DeciderNow {
  private last: DeciderAt | undefined;

  constructor(private readonly rules: RulesService) {}

  /** By what the transaction knows now. */
  async at(tx: Transaction): Promise<DeciderAt> {
    if (this.last) {
      const values = [this.last.position, Object.values(TELLING)];
      const [row] = await tx.query<{ now: string; told: boolean }>(TOLD_SINCE, values);
      if (row && !row.told) return (this.last = { ...this.last, position: BigInt(row.now) });
    }
    const { rulebook, position } = await this.rules.rulebookNow(tx);
    const zone = rulebook.facts.timeZone;
    const toldLate = await readHoldingsTold(tx, { position, catalogue: rulebook.facts });
    const decider = new SubjectDecider(rulebook, await readCreditRulings(tx, position), toldLate);
    return (this.last = { position, decider, zone, toldLate });
  }
}
