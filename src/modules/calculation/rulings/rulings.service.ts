import { Injectable } from '@nestjs/common';
import { namesIn } from '../../../engine/conditions/fact-places.js';
import { Roster } from '../../../engine/model/roster.js';
import type { EngagementPolicy } from '../../../engine/rulebook/rulebook.js';
import { Database, type Actor } from '../../../platform/database/database.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { bookingKey, namesOf, type BookingNamed } from '../../bookings/api/booking-list.service.js';
import { ParticipantsService } from '../../participants/participants.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { latestCalculation, type LatestCalculation } from '../reading/latest-calculation.js';
import { readJudgedLines } from './judged-lines.js';
import { ruleOnLine, type LineRuling } from './rule-on-line.js';

export type { JudgedRule, LineRuling, RuleOutcome } from './rule-on-line.js';

/** Why a line was credited to nobody, or not to all whom the rules name. */
export interface LineException {
  readonly code: string;
  readonly reason: string;
}

/** What was decided for a line, with what a person must look at. */
export interface StoredRuling extends LineRuling {
  readonly exceptions: readonly LineException[];
}

/** What the engagement policy decided for bookings in the latest calculation, with the rules that lost. */
@Injectable()
export class RulingsService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
    private readonly participants: ParticipantsService,
  ) {}

  /** The rulings for the lines of bookings, by `bookingKey`; none before the first calculation. */
  async rulings(
    actor: Actor,
    wanted: readonly BookingNamed[],
  ): Promise<ReadonlyMap<string, readonly StoredRuling[]>> {
    return await this.database.reading(actor, async (tx) => {
      const latest = await latestCalculation(tx);
      const rulings = new Map<string, StoredRuling[]>();
      if (!latest) return rulings;
      for (const ruling of await this.ruledAt(tx, latest, wanted)) {
        const key = bookingKey(ruling.line);
        rulings.set(key, [...(rulings.get(key) ?? []), ruling]);
      }
      return rulings;
    });
  }

  private async ruledAt(
    tx: Transaction,
    { position, calculation }: LatestCalculation,
    wanted: readonly BookingNamed[],
  ): Promise<StoredRuling[]> {
    const { rulebook } = await this.rules.rulebookAt(tx, position);
    const { policies, facts: catalogue } = rulebook;
    const roster = new Roster(await this.participants.companyAt(tx, position, catalogue));
    const knowing = { position, catalogue, roster, names: namesInPolicies(policies) };
    const lines = await readJudgedLines(tx, knowing, namesOf(wanted));
    const exceptions = await readExceptionsOf(
      tx,
      calculation,
      lines.map(({ key }) => key),
    );
    const rulings: StoredRuling[] = [];
    for (const line of lines) {
      const ruling = await ruleOnLine(policies, line);
      rulings.push({ ...ruling, exceptions: exceptions.get(line.key) ?? [] });
    }
    return rulings;
  }
}

function namesInPolicies(policies: readonly EngagementPolicy[]): readonly string[] {
  const rules = policies.flatMap(({ phases }) => phases.flatMap((phase) => phase.rules));
  return [...new Set(rules.flatMap(({ when }) => namesIn(when)))];
}

/** Exceptions of lines in a calculation, by line; none for an actor who does not see everybody's pay. */
async function readExceptionsOf(
  tx: Transaction,
  calculation: bigint,
  lines: readonly string[],
): Promise<ReadonlyMap<string, readonly LineException[]>> {
  const rows = await tx.query<LineException & { booking_line: string }>(
    `select distinct booking_line, code, reason from credit_exception
     where calculation = $1 and booking_line = any($2::uuid[]) order by booking_line, code, reason`,
    [calculation, lines],
  );
  const found = new Map<string, LineException[]>();
  for (const { booking_line, code, reason } of rows)
    found.set(booking_line, [...(found.get(booking_line) ?? []), { code, reason }]);
  return found;
}
