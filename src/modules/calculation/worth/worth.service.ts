import { setImmediate as others } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { readDay, writeDay, type Day } from '../../../engine/kernel/day.js';
import type { Company } from '../../../engine/model/facts.js';
import { CHANGES } from '../../../engine/model/derived/related-facts.js';
import { Roster } from '../../../engine/model/roster.js';
import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import { factsOfDeals, relatedFactsOfDeals, weighing, type WhatIf } from '../../../engine/what-if.js';
import { planOn, slippedDay } from '../../../engine/worth/slip.js';
import type { Worth, WorthOfDeals } from '../../../engine/worth/worth.js';
import { sightOf } from '../../../platform/database/actor.js';
import { Database, type Actor } from '../../../platform/database/database.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import { ParticipantsService } from '../../participants/participants.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { periodNotSeen } from '../reading/out-of-sight.js';
import { JUDGING } from '../rulings/judging-actor.js';
import { refuseLarge, refuseLong, WORTH_LIMITS, type AskedDeal, type WorthAsked } from './asked.js';
import { hidden, type SeesBeside } from './hide.js';
import { reachOf } from './reach.js';
import { readAccountsOn, type FactsOfAccount } from '../../accounts/accounts.service.js';
import { readSources } from './read-booking-sources.js';
import { readDates, readDeals, type DealsKnown } from './read-deals.js';
import { lastDayKnown, readLinesWanted } from './read-lines.js';

export type { AskedDeal, AskedFact, AskedLine, WorthAsked } from './asked.js';
export { readAmount, readDealsCsv } from './deals-csv.js';

/** Says what deals that are not booked would be worth to a participant, by what is known now. Nothing is stored. */
@Injectable()
export class WorthService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
    private readonly participants: ParticipantsService,
  ) {}

  /**
   * What deals would be worth to a participant whose pay the actor sees. It is calculated with everything seen, as pay is, and tells of nobody else; refused where the
   * actor does not see the participant's pay of a period in which it would change.
   */
  async worth(actor: Actor, asked: WorthAsked): Promise<WorthOfDeals> {
    refuseLarge(asked);
    const { participant } = asked;
    const sees = await this.database.reading(actor, (tx) => seesBeside(tx, actor, participant));
    const question = await this.database.reading(JUDGING, (tx) => this.questionOf(tx, asked));
    const worth = await weighed(question);
    await this.database.reading(actor, (tx) => refuseHidden(tx, asked.participant, worth));
    return hidden(worth, sees, question.rulebook);
  }

  private async questionOf(tx: Transaction, asked: WorthAsked): Promise<WhatIf> {
    const { position, rulebook } = await this.rules.rulebookNow(tx);
    const company = await this.participants.companyAt(tx, position, rulebook.facts);
    const { participant } = asked;
    if (company.participants.every(({ id }) => id !== participant)) throw notSeen();
    const { booked, today } = await lastDayKnown(tx, position);
    const last = (booked === null ? undefined : readDay(booked)) ?? 0;
    const latest = Math.max(last, readDay(today) ?? 0) + WORTH_LIMITS.daysAhead;
    const of: Known = { tx, position, rulebook, company, roster: new Roster(company), latest };
    const deals = await dealsOf(asked, of);
    const lines = await linesOf(asked, of);
    refuseLong(asked, lines.length);
    return { company, rulebook, participant, deals, lines, slip: asked.slip, known: last };
  }
}

interface Known {
  readonly tx: Transaction;
  readonly position: bigint;
  readonly rulebook: Rulebook;
  readonly company: Company;
  readonly roster: Roster;
  readonly latest: Day;
}

async function dealsOf(asked: WorthAsked, of: Known): Promise<WhatIf['deals']> {
  const { tx, position, rulebook, company, roster, latest } = of;
  const { participant } = asked;
  const laterThan = (date: Day): Day | null => laterOf(asked, of, date);
  return readDeals(asked, {
    rulebook,
    company,
    participant,
    latest,
    currencyOn: (date) => planOn(rulebook, roster, { participant, date })?.currency,
    accountOn: await accountsOn(asked, of),
    laterThan,
    sources: await readSources(tx, position, changedBy(asked)),
  });
}

/** The day to which a deal slips, where that is asked. */
function laterOf({ participant, slip }: WorthAsked, { rulebook, roster }: Known, date: Day): Day | null {
  return slip ? slippedDay(date, planOn(rulebook, roster, { participant, date }), rulebook) : null;
}

/** The days on which a deal of a day is weighed. */
function daysOf(asked: WorthAsked, of: Known, date: Day): readonly Day[] {
  const later = laterOf(asked, of, date);
  return later === null ? [date] : [date, later];
}

/** What the accounts of the deals are on each day on which they are weighed. */
async function accountsOn(asked: WorthAsked, of: Known): Promise<DealsKnown['accountOn']> {
  const dates = readDates(asked, of.latest);
  const wanted = asked.deals.flatMap(({ account }, index) =>
    account ? daysOf(asked, of, dates[index] ?? 0).map((on) => ({ account, on })) : [],
  );
  const at = { position: of.position, catalogue: of.rulebook.facts };
  const facts = await readAccountsOn(of.tx, at, wanted);
  const found = new Map<string, FactsOfAccount | undefined>();
  wanted.forEach(({ account, on }, index) => found.set(`${on} ${account}`, facts[index]));
  return (account, on) => found.get(`${on} ${account}`);
}

async function linesOf(asked: WorthAsked, of: Known): Promise<WhatIf['lines']> {
  const { tx, position, rulebook, company, roster } = of;
  const { participant } = asked;
  const dates = readDates(asked, of.latest).flatMap((date) => daysOf(asked, of, date));
  return await readLinesWanted(tx, {
    position,
    catalogue: rulebook.facts,
    reach: reachOf({ company, rulebook, roster }, { participant, dates }),
    facts: factsOfDeals(rulebook, company),
    related: relatedFactsOfDeals(rulebook),
    accounts: accountsOf(asked),
    changed: changedBy(asked),
    most: WORTH_LIMITS.bookingLines,
  });
}

const accountsOf = ({ deals }: WorthAsked): string[] => deals.flatMap(({ account }) => account ?? []);

function changedBy({ deals }: WorthAsked): string[] {
  const facts = ({ facts: own, lines }: AskedDeal): NonNullable<AskedDeal['facts']> => [
    ...(own ?? []),
    ...(lines ?? []).flatMap((line) => line.facts ?? []),
  ];
  return deals.flatMap((deal) => facts(deal).flatMap(({ name, value }) => (name === CHANGES ? [value] : [])));
}

/** Weighs without holding up others for longer than one calculation takes. */
async function weighed(question: WhatIf): Promise<WorthOfDeals> {
  const steps = weighing(question);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await others();
  }
}

/** Refuses who sees nothing of the participant's pay; otherwise what they see beside it. */
async function seesBeside(tx: Transaction, actor: Actor, participant: string): Promise<SeesBeside> {
  const [row] = await tx.query<{ pay: boolean; person: boolean }>(
    `select sees_all_pay() or not isempty(days_seen(team_seen(), $1)) as pay,
       exists (select from participant where external_id = $1) as person`,
    [participant],
  );
  if (!row?.pay) throw notSeen();
  return { bookings: sightOf(actor).bookings === 'all', person: row.person };
}

/** Somebody whose pay one does not see looks as if they were not there. */
function notSeen(): Refusal {
  return new Refusal(
    'PARTICIPANT_UNKNOWN',
    'There is no such participant, or you do not see their pay.',
    'Ask for yourself or for somebody of your team; kicker readiness lists ids.',
    'participant',
  );
}

/** Refuses what would be told of a pay period, or of a deal's day, on which the actor does not see the participant's pay. */
async function refuseHidden(tx: Transaction, participant: string, worth: WorthOfDeals): Promise<void> {
  const all = [
    worth.together,
    worth.slipped,
    ...worth.deals.flatMap((each) => [each.alone, each.inOrder, each.slipped]),
  ];
  const told = all.filter((each): each is Worth => each !== null);
  const periods = told.flatMap(({ earnings }) => earnings.map(({ period }) => period));
  const days = told
    .flatMap(({ dates }) => dates)
    .map((from) => ({ name: writeDay(from), from, until: from + 1 }));
  const spans = new Map([...periods, ...days].map((span) => [`${span.from} ${span.until}`, span]));
  for (const { name, from, until } of spans.values()) {
    const hides = await tx.query('select from pay_hidden(array[$1::text], $2, $3)', [
      participant,
      writeDay(from),
      writeDay(until),
    ]);
    if (hides.length > 0) throw periodNotSeen(participant, name);
  }
}
