import { Injectable } from '@nestjs/common';
import { FIRST_DAY, readDay, writeDay } from '../../../engine/kernel/day.js';
import type { Earning } from '../../../engine/model/result.js';
import { factsOfLines, marginalWorth, type MarginalWorth } from '../../../engine/marginal-worth.js';
import { sharedSpiffs } from '../../../engine/rulebook/reads/shared-spiffs.js';
import { Database, type Actor } from '../../../platform/database/database.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import { ParticipantsService } from '../../participants/participants.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { EarningsService, type StoredEarning } from '../earnings.service.js';
import { periodNotSeen } from '../reading/out-of-sight.js';
import { readSummary } from '../reading/read-summary.js';
import { JUDGING } from '../rulings/judging-actor.js';
import { lastDayBooked, readCreditedLines } from './read-credited-lines.js';

/** Which booking of which earning. */
export interface MarginalAsked {
  readonly calculation: bigint;
  readonly earning: string;
  readonly source: string;
  readonly booking: string;
}

/** What a booking contributed to a window of an incentive, and what the window, and all pay, would lose without it; in cents. */
export interface BookingWorth {
  readonly earning: Earning;
  readonly booking: string;
  /** Of all its lines, in all pay periods of the window. */
  readonly contribution: bigint;
  readonly worth: bigint;
  /** In the earning's currency. */
  readonly inAll: bigint;
  readonly changes: readonly MarginalWorth[];
}

/** Says what bookings were worth at the margin, by the rules and facts of the calculation that credited them. Nothing is stored. */
@Injectable()
export class MarginalService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
    private readonly participants: ParticipantsService,
    private readonly earnings: EarningsService,
  ) {}

  /** Refused for an earning that the actor does not see, and where pay would differ in a period of which they do not see all. */
  async worth(actor: Actor, asked: MarginalAsked): Promise<BookingWorth> {
    const { calculation, booking } = asked;
    const { earning: stored } = await this.earnings.explainable(actor, calculation, asked.earning);
    const contribution = await this.contributionOf(actor, stored, asked);
    const { earning } = stored;
    const changes = await this.database.reading(JUDGING, (tx) => this.changesAt(tx, earning, asked));
    await this.database.reading(actor, (tx) => refuseHidden(tx, earning.participant, changes));
    const lost = (of: readonly MarginalWorth[]): bigint =>
      of.reduce((sum, each) => sum + each.with - each.without, 0n);
    const inCurrency = changes.filter(({ currency }) => currency === earning.currency);
    return {
      earning,
      booking,
      contribution,
      worth: lost(inCurrency.filter((each) => isOfWindow(each, earning))),
      inAll: lost(inCurrency),
      changes,
    };
  }

  private async contributionOf(
    actor: Actor,
    { earning, calculation, id }: StoredEarning,
    { source, booking }: MarginalAsked,
  ): Promise<bigint> {
    const { participant } = earning;
    const all = await this.earnings.earnings(actor, { calculation, participant });
    const window = all.filter((each) => isOfWindow(each.earning, earning));
    const lines = await this.earnings.linesOf(actor, calculation, window);
    const own = (of: string): readonly bigint[] =>
      (lines.get(of) ?? []).flatMap((line) =>
        line.booking?.source === source && line.booking.booking === booking ? [line.line.amount] : [],
      );
    if (own(id).length === 0)
      throw new Refusal(
        'NOT_FOUND',
        `The earning has no line of booking ${booking}.`,
        'Take the source and the booking from the lines of the earning.',
        'booking',
      );
    return window.flatMap((each) => own(each.id)).reduce((sum, cents) => sum + cents, 0n);
  }

  private async changesAt(
    tx: Transaction,
    { participant, plan }: Earning,
    { calculation, source, booking }: MarginalAsked,
  ): Promise<readonly MarginalWorth[]> {
    const position = (await readSummary(tx, calculation))?.position ?? 0n;
    const { rulebook } = await this.rules.rulebookAt(tx, position);
    if (sharedSpiffs(rulebook).some(({ id }) => id === plan)) throw sharedWorth(plan);
    const catalogue = rulebook.facts;
    const company = await this.participants.companyAt(tx, position, catalogue);
    const facts = factsOfLines(company, rulebook);
    const lines = await readCreditedLines(tx, { calculation, position, participant, catalogue, facts });
    const day = await lastDayBooked(tx, position);
    return marginalWorth(company, rulebook, {
      participant,
      lines,
      isLeftOut: (line) => line.source === source && line.booking === booking,
      known: (day === null ? undefined : readDay(day)) ?? FIRST_DAY,
    });
  }
}

function sharedWorth(spiff: string): Refusal {
  return new Refusal(
    'WORTH_SHARED',
    `What ${spiff} pays hangs on what others book.`,
    'Read the lines of the earning: they say what each booking contributed.',
    'earning',
  );
}

function isOfWindow(
  { incentive, window }: Pick<Earning, 'incentive' | 'window'>,
  of: Pick<Earning, 'incentive' | 'window'>,
): boolean {
  return incentive === of.incentive && window.from === of.window.from && window.until === of.window.until;
}

async function refuseHidden(
  tx: Transaction,
  participant: string,
  changes: readonly MarginalWorth[],
): Promise<void> {
  for (const { period } of changes) {
    const hides = await tx.query('select from pay_hidden(array[$1::text], $2::date, $3::date)', [
      participant,
      writeDay(period.from),
      writeDay(period.until),
    ]);
    if (hides.length > 0) throw periodNotSeen(participant, period.name);
  }
}
