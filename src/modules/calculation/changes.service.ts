import { Injectable } from '@nestjs/common';
import type { Rulebook } from '../../engine/rulebook/rulebook.js';
import { Database, type Actor } from '../../platform/database/database.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { Refusal } from '../../platform/refusal.js';
import { ParticipantsService } from '../participants/participants.service.js';
import { RulesService } from '../rules/rules.service.js';
import type { CalculationSummary } from './calculation.js';
import { changedBookings, changedFacts } from './changes/changed-facts.js';
import { comparisonOf, type Comparison } from './changes/comparison.js';
import { daysCounted } from './changes/days-counted.js';
import { creditedForChanged, differingKeys } from './changes/differing-keys.js';
import { touchesShared } from './changes/shared-pay.js';
import { isNobodys, withStandingRates } from './changes/corrected-rates.js';
import { stalenessOf, type Staleness } from './changes/staleness.js';
import { withTeamLeads } from './changes/team-quotas.js';
import { spanOf } from './changes/span.js';
import { latestCalculation, positionsOf } from './reading/latest-calculation.js';
import { readSummary } from './reading/read-summary.js';

export type { Comparison, Difference } from './changes/comparison.js';
export type { Staleness } from './changes/staleness.js';

const NEVER: Staleness = {
  calculation: null,
  stale: true,
  changed: {},
  periods: [],
  participants: null,
  words: ['Nothing was calculated yet.'],
};

/** What changed: between two calculations, and since the latest one. */
@Injectable()
export class ChangesService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
    private readonly participants: ParticipantsService,
  ) {}

  /** Who is paid differently by `after` than by `before`, by how much, and because of which facts. */
  async compare(actor: Actor, before: bigint, after: bigint): Promise<Comparison> {
    return await this.database.reading(actor, async (tx) => {
      await complete(tx, before);
      await complete(tx, after);
      const { since, until, unknownTo } = spanOf(
        { calculation: before, positions: await positionsOf(tx, before) },
        { calculation: after, positions: await positionsOf(tx, after) },
      );
      const facts = await withTeamLeads(tx, until, await changedFacts(tx, since, until));
      const keys = await differingKeys(tx, { before, after }, { since, until });
      return comparisonOf({ before, after, unknownTo }, keys, facts);
    });
  }

  /** What the latest calculation does not know yet: which facts changed, which periods and participants they touch. */
  async staleness(actor: Actor): Promise<Staleness> {
    return await this.database.reading(actor, async (tx) => {
      const latest = await latestCalculation(tx);
      if (!latest) return NEVER;
      const { totals } = await complete(tx, latest.calculation);
      const [row] = await tx.query<{ position: string }>('select last_position() as position');
      const positions = { since: latest.position, until: BigInt(row?.position ?? 0) };
      const [since, until] = [positions.since, positions.until];
      const bookings = await changedBookings(tx, since, until);
      const credited =
        bookings.length === 0 ? [] : await creditedForChanged(tx, latest.calculation, positions);
      const rulebook = await rulebookKnown(tx, this.rules, until);
      const told = await withTeamLeads(tx, until, await changedFacts(tx, since, until));
      const facts = await withStandingRates(tx, { since, until, rulebook }, told);
      const { calculation } = latest;
      const reading = { tx, rulebook, participants: this.participants };
      const days = await daysCounted(reading, { calculation, since, until, bookings });
      const moving = facts.filter((fact) => !isNobodys(fact));
      const shared = await touchesShared(tx, until, { counted: days, facts: moving });
      return stalenessOf(calculation, totals.periods, { bookings, days, facts, credited, shared });
    });
  }
}

/** The rules that were known at a position; null where none are published. */
async function rulebookKnown(
  tx: Transaction,
  rules: RulesService,
  position: bigint,
): Promise<Rulebook | null> {
  return (await rules.catalogueNow(tx)) && (await rules.rulebookAt(tx, position)).rulebook;
}

async function complete(tx: Transaction, calculation: bigint): Promise<CalculationSummary> {
  const summary = await readSummary(tx, calculation);
  if (summary) return summary;
  throw new Refusal(
    'UNKNOWN_CALCULATION',
    `There is no complete calculation ${calculation}.`,
    'Name one that is complete.',
  );
}
