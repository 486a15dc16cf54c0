import { Injectable } from '@nestjs/common';
import { whyNothing } from '../../../engine/explain/why-nothing.js';
import { Roster } from '../../../engine/model/roster.js';
import { Database, type Actor } from '../../../platform/database/database.js';
import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { ParticipantsService } from '../../participants/participants.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { readEarningsOf } from '../api/read-earning-page.js';
import { latestCalculation, type LatestCalculation } from '../reading/latest-calculation.js';
import type { StoredEarning } from '../reading/read-earnings.js';
import { readSummary } from '../reading/read-summary.js';
import { uncountedCredits, type UncountedCredit } from './uncounted-credits.js';

export type { UncountedCredit } from './uncounted-credits.js';

/** Why an incentive earned nothing, or credits count for none. */
export interface Nothing {
  /** Null where it is about credits that no incentive counts, or about no credit at all. */
  readonly incentive: string | null;
  readonly says: string;
  readonly credits: readonly UncountedCredit[];
}

type ByParticipant = ReadonlyMap<string, readonly Nothing[]>;

/** Says why somebody earned nothing in a period, or why a credit does not count, from the latest calculation. */
@Injectable()
export class WhyNothingService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
    private readonly participants: ParticipantsService,
  ) {}

  /** The reasons for several participants; empty for who earned something with every incentive and every credit. */
  async reasons(actor: Actor, participants: readonly string[], period: string): Promise<ByParticipant> {
    return await this.database.reading(actor, async (tx) => {
      const latest = await latestCalculation(tx);
      if (!latest) return new Map(participants.map((id) => [id, [nothing('Nothing was calculated yet.')]]));
      const { calculation } = latest;
      const earnings = await readEarningsOf(tx, { calculation, participants, period });
      const reasons = await this.ofEarnings(tx, latest, [...earnings.values()].flat());
      const absent = participants.filter((id) => !earnings.has(id));
      return new Map([...reasons, ...(await withoutCredit(tx, latest, { absent, period }))]);
    });
  }

  private async ofEarnings(
    tx: Transaction,
    { position }: LatestCalculation,
    earnings: readonly StoredEarning[],
  ): Promise<Map<string, Nothing[]>> {
    const uncounted = earnings.filter(({ earning }) => earning.incentive === '');
    const credits =
      uncounted.length === 0
        ? new Map<string, readonly UncountedCredit[]>()
        : await uncountedCredits(tx, await this.judgingAt(tx, position), uncounted);
    const reasons = new Map<string, Nothing[]>();
    for (const { id, earning } of earnings) {
      const says = whyNothing(earning);
      if (says === null) continue;
      const incentive = earning.incentive === '' ? null : earning.incentive;
      const all = reasons.get(earning.participant) ?? [];
      reasons.set(earning.participant, [...all, { incentive, says, credits: credits.get(id) ?? [] }]);
    }
    return reasons;
  }

  private async judgingAt(
    tx: Transaction,
    position: bigint,
  ): Promise<Parameters<typeof uncountedCredits>[1]> {
    const { rulebook } = await this.rules.rulebookAt(tx, position);
    const catalogue = rulebook.facts;
    const roster = new Roster(await this.participants.companyAt(tx, position, catalogue));
    return { position, catalogue, roster, rulebook };
  }
}

/** Of those to whom nothing was credited: whether they were on a plan at all. Of people out of the actor's sight nothing is said. */
async function withoutCredit(
  tx: Transaction,
  { calculation, position }: LatestCalculation,
  { absent, period }: { absent: readonly string[]; period: string },
): Promise<[string, Nothing[]][]> {
  if (absent.length === 0) return [];
  const named = (await readSummary(tx, calculation))?.totals.periods.find(({ name }) => name === period);
  const people = await tx.query<{ id: string; on_plan: boolean }>(
    `select person.external_id as id, exists (
       select from (${latestKnown('assignment', 'participant, effective_from, effective_until')}) seat
       where seat.participant = person.external_id
         and daterange(seat.effective_from, seat.effective_until) && daterange($3::date, $4::date)) as on_plan
     from (${latestKnown('participant', 'external_id')}) person where person.external_id = any($2::text[])`,
    [position, absent, named?.from ?? null, named?.until ?? null],
  );
  const unknown = `Calculation ${calculation} has nothing in a period ${period}.`;
  return people.map(({ id, on_plan }) => [
    id,
    [nothing(!named ? unknown : on_plan ? uncredited(period) : offPlan(period))],
  ]);
}

function nothing(says: string): Nothing {
  return { incentive: null, says, credits: [] };
}

function uncredited(period: string): string {
  return `Nothing was credited in ${period}: no rule of engagement gave them a booking; what nobody got stands in the exception queue.`;
}

function offPlan(period: string): string {
  return `They are on no plan in ${period}.`;
}
