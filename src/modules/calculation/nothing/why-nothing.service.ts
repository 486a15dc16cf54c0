import { Injectable } from '@nestjs/common';
import { whyNothing } from '../../../engine/explain/why-nothing.js';
import { Roster } from '../../../engine/model/roster.js';
import { Database, type Actor } from '../../../platform/database/database.js';
import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { ParticipantsService } from '../../participants/participants.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { readEarningsOf } from '../api/read-earning-page.js';
import { holdersOf } from '../reading/holders.js';
import { latestCalculation, type LatestCalculation } from '../reading/latest-calculation.js';
import { outOfSight } from '../reading/out-of-sight.js';
import { isCredited, readLinesOf, type StoredEarning } from '../reading/read-earnings.js';
import { readSummary } from '../reading/read-summary.js';
import { JUDGING } from '../rulings/judging-actor.js';
import { seenLines } from '../rulings/other-bookings.js';
import { readTurnedAway, sayTurnedAway, type TurnedAway } from './turned-away.js';
import { uncountedCredits, type Uncounted, type UncountedCredit } from './uncounted-credits.js';

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

  /**
   * The reasons for several participants; empty for who earned something with every incentive and every credit. Of a period of theirs that the
   * actor does not wholly see nothing is said.
   */
  async reasons(actor: Actor, participants: readonly string[], period: string): Promise<ByParticipant> {
    const found = await this.database.reading(actor, (tx) => this.found(tx, actor, { participants, period }));
    if (!found) return new Map(participants.map((id) => [id, [nothing('Nothing was calculated yet.')]]));
    const { latest, earnings, uncounted, absent } = found;
    const credits =
      uncounted.earnings.length === 0
        ? new Map<string, readonly UncountedCredit[]>()
        : await this.database.reading(JUDGING, async (tx) =>
            uncountedCredits(tx, await this.judgingAt(tx, latest.position), uncounted),
          );
    const turned = await this.turnedAway(actor, latest, absent);
    const without = absent.map(({ id, says }): [string, Nothing[]] => [
      id,
      [nothing(turned.get(id) ?? says)],
    ]);
    return new Map([...reasonsOf(earnings, credits), ...without]);
  }

  /** What is said to those whose plan turned away what the rules of engagement gave them. */
  private async turnedAway(
    actor: Actor,
    latest: LatestCalculation,
    absent: readonly Absent[],
  ): Promise<ReadonlyMap<string, string>> {
    const people = absent.flatMap(({ id, within }) => (within ? [id] : []));
    const within = absent.find((each) => each.within)?.within;
    if (!within) return new Map();
    const all = await this.database.reading(JUDGING, (tx) =>
      readTurnedAway(tx, latest, { people, from: within.from, until: within.until }),
    );
    const names = [all.map(({ source }) => source), all.map(({ external_id }) => external_id)] as const;
    const seen = await this.database.reading(actor, (tx) => seenLines(tx, actor, names));
    const byPerson = new Map<string, TurnedAway[]>();
    for (const each of all) byPerson.set(each.participant, [...(byPerson.get(each.participant) ?? []), each]);
    return new Map([...byPerson].map(([id, away]) => [id, sayTurnedAway(within.name, away, seen)]));
  }

  /** What the actor sees. */
  private async found(
    tx: Transaction,
    actor: Actor,
    { participants, period }: { participants: readonly string[]; period: string },
  ): Promise<Found | undefined> {
    const latest = await latestCalculation(tx);
    if (!latest) return undefined;
    const { calculation } = latest;
    const hidden = await outOfSight(tx, actor, { calculation, participants, period });
    const asked = participants.filter((id) => !hidden.has(id));
    const byParticipant = await readEarningsOf(tx, { calculation, participants: asked, period });
    const earnings = [...byParticipant.values()].flat();
    const uncounted = await readUncounted(
      tx,
      { actor, calculation },
      earnings.filter(({ earning }) => earning.incentive === ''),
    );
    const absent = asked.filter((id) => !byParticipant.has(id));
    return { latest, earnings, uncounted, absent: await withoutCredit(tx, latest, { absent, period }) };
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

interface Found {
  readonly latest: LatestCalculation;
  readonly earnings: readonly StoredEarning[];
  readonly uncounted: Uncounted;
  readonly absent: readonly Absent[];
}

/** Who has no earning in the period, what is said of that, and the period in which a booking that was turned away may be why. */
interface Absent {
  readonly id: string;
  readonly says: string;
  readonly within: { readonly name: string; readonly from: string; readonly until: string } | undefined;
}

async function readUncounted(
  tx: Transaction,
  { actor, calculation }: { actor: Actor; calculation: bigint },
  earnings: readonly StoredEarning[],
): Promise<Uncounted> {
  if (earnings.length === 0)
    return { earnings, lines: new Map(), known: new Set(), seen: { all: true, lines: new Set() } };
  const people = earnings.map(({ earning }) => earning.participant);
  const rows = await tx.query<{ external_id: string }>(
    'select distinct external_id from participant where external_id = any($1::text[])',
    [people],
  );
  const known = new Set(rows.map(({ external_id }) => external_id));
  const all = await readLinesOf(tx, calculation, earnings);
  const lines = new Map([...all].map(([id, each]) => [id, each.filter(isCredited)]));
  const bookings = [...lines.values()].flat().map(({ booking }) => booking);
  const seen = await seenLines(tx, actor, [
    bookings.map(({ source }) => source),
    bookings.map(({ booking }) => booking),
  ]);
  return { earnings, known, lines, seen };
}

function reasonsOf(
  earnings: readonly StoredEarning[],
  credits: ReadonlyMap<string, readonly UncountedCredit[]>,
): Map<string, Nothing[]> {
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

/** Of those who have nothing in the period: whether they were on a plan at all, and whether they are paid by other periods. Of people out of the actor's sight nothing is said. */
async function withoutCredit(
  tx: Transaction,
  { calculation, position }: LatestCalculation,
  { absent, period }: { absent: readonly string[]; period: string },
): Promise<readonly Absent[]> {
  if (absent.length === 0) return [];
  const named = (await readSummary(tx, calculation))?.totals.periods.find(({ name }) => name === period);
  const [only] = absent.length === 1 ? absent : [];
  // What an earlier calculation found and this one took over is of this one too.
  const held = await holdersOf(tx, [calculation], only ?? null);
  const people = await tx.query<{ id: string; on_plan: boolean; others: string[] }>(
    `select person.participant as id, exists (
       select from (${latestKnown('assignment', 'participant, effective_from, effective_until')}) seat
       where seat.participant = person.participant
         and daterange(seat.effective_from, seat.effective_until) && daterange($3::date, $4::date)) as on_plan,
       array(select m.period from manifest m join earning e on e.calculation = m.held_in and e.earning_id = m.earning_id
         where m.calculation = $5 and m.participant = person.participant and e.calculation = any($6::bigint[])
           and daterange(e.period_from, e.period_until) && daterange($3::date, $4::date)
         group by m.period order by min(m.period_from), m.period) as others
     from people_named() person where person.participant = any($2::text[])
       and (sees_all_pay() or not isempty(days_seen(team_seen(), person.participant)))`,
    [position, absent, named?.from ?? null, named?.until ?? null, calculation, held],
  );
  const unknown = `Calculation ${calculation} has nothing in a period ${period}.`;
  return people.map(({ id, on_plan, others }): Absent => {
    if (!named) return { id, says: unknown, within: undefined };
    if (on_plan && others.length > 0) return { id, says: paidBy(others), within: undefined };
    return { id, says: on_plan ? uncredited(period) : offPlan(period), within: named };
  });
}

function nothing(says: string): Nothing {
  return { incentive: null, says, credits: [] };
}

function uncredited(period: string): string {
  return `Nothing was credited in ${period}: no rule of engagement gave them a booking; what nobody got stands in the exception queue.`;
}

/** Somebody paid by the quarter has no pay of a month. */
function paidBy(periods: readonly string[]): string {
  const last = periods.slice(-1).join('');
  const all = periods.length === 1 ? last : `${periods.slice(0, -1).join(', ')} and ${last}`;
  return `Their pay of those days is that of ${all}: ask for ${periods.length === 1 ? 'that period' : 'those periods'}.`;
}

function offPlan(period: string): string {
  return `They are on no plan in ${period}.`;
}
