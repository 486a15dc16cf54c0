import { Injectable } from '@nestjs/common';
import { sightOf } from '../../../../platform/database/actor.js';
import { Database, type Actor } from '../../../../platform/database/database.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import { moneyOfDecimal } from '../../../../platform/graphql/scalars/money.js';
import { writeId } from '../../../../platform/graphql/schema/node-id.js';
import { bookingKey, namesOf, type BookingNamed } from '../../../bookings/api/booking-list.service.js';
import { holdersOf } from '../../reading/holders.js';
import { latestCalculation } from '../../reading/latest-calculation.js';
import type { CreditType } from './credit.type.js';

interface Row extends Omit<CreditType, 'amount' | 'earningId'> {
  readonly source: string;
  readonly booking: string;
  readonly earning: string;
  readonly amount: string;
  readonly currency: string;
}

/** `$5`: the earnings whose lines are looked at, so that of who sees few people few lines are asked whether they are seen; null: all. */
const CREDITS = `
  with line as materialized (
    select distinct b.id, b.source, b.external_id, b.line_no from booking_line b
    join unnest($3::text[], $4::text[]) wanted (source, id) on wanted.source = b.source and wanted.id = b.external_id)
  select line.source, line.external_id as booking, line.line_no as line, m.participant as "participantId", l.credit_kind as kind, l.rule,
    l.parts, l.of_parts as "ofParts", coalesce((e.working -> 'quotaParts' ->> l.seq::text)::integer, l.parts) as "quotaParts", trim_scale(l.credit) as credited, m.incentive, m.period, round(l.amount, 2) as amount, e.currency,
    m.earning_id as earning
  from manifest m join earning e on e.calculation = m.held_in and e.earning_id = m.earning_id
    join earning_line l on l.calculation = m.held_in and l.earning_id = m.earning_id join line on line.id = l.booking_line
  where m.calculation = $1 and e.calculation = any($2::bigint[]) and l.calculation = any($2::bigint[])
    and ($5::uuid[] is null or l.earning_id = any($5))
  order by line.line_no, m.participant collate "C", m.incentive collate "C", m.period_from, l.seq`;

/** Who was credited for bookings in the latest calculation, as far as the actor may see. */
@Injectable()
export class CreditsService {
  constructor(private readonly database: Database) {}

  /** The credits of bookings, by `bookingKey`. */
  async credits(
    actor: Actor,
    wanted: readonly BookingNamed[],
  ): Promise<ReadonlyMap<string, readonly CreditType[]>> {
    const seen = sightOf(actor).pay === 'all' ? 'all' : 'some';
    return await this.database.reading(actor, (tx) => this.creditsIn(tx, seen, wanted));
  }

  /** The same in a transaction of somebody else's, whose actor sees all pay, or some. */
  async creditsIn(
    tx: Transaction,
    seen: 'all' | 'some',
    wanted: readonly BookingNamed[],
  ): Promise<ReadonlyMap<string, readonly CreditType[]>> {
    const latest = await latestCalculation(tx);
    if (!latest) return new Map<string, CreditType[]>();
    const { calculation } = latest;
    const earnings = seen === 'all' ? null : await earningsSeen(tx, calculation);
    return await creditsOf(tx, { calculation, earnings }, wanted);
  }
}

async function earningsSeen(tx: Transaction, calculation: bigint): Promise<string[]> {
  const rows = await tx.query<{ earning_id: string }>(
    'select earning_id from manifest where calculation = $1',
    [calculation],
  );
  return rows.map((row) => row.earning_id);
}

async function creditsOf(
  tx: Transaction,
  { calculation, earnings }: { calculation: bigint; earnings: readonly string[] | null },
  wanted: readonly BookingNamed[],
): Promise<Map<string, CreditType[]>> {
  const values = [calculation, await holdersOf(tx, [calculation]), ...namesOf(wanted), earnings];
  const credits = new Map<string, CreditType[]>();
  for (const { source, booking, earning, amount, currency, ...credit } of await tx.query<Row>(
    CREDITS,
    values,
  )) {
    const key = bookingKey({ source, id: booking });
    const shown = {
      ...credit,
      amount: moneyOfDecimal(amount, currency),
      earningId: writeId('ern', calculation, earning),
    };
    credits.set(key, [...(credits.get(key) ?? []), shown]);
  }
  return credits;
}
