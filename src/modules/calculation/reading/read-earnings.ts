import { readDay, type Day } from '../../../engine/kernel/day.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import { readDecimal, roundToUnits, type Ratio } from '../../../engine/kernel/ratio.js';
import { WINDOW_LINE } from '../../../engine/model/ledger.js';
import type { Credit, CreditKind, CreditLine, Earning, EarningLine } from '../../../engine/model/result.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { withAsides, type StoredAsides } from '../blocks/asides-json.js';
import { convertedLine } from '../blocks/conversions-json.js';
import { readWorking, type OfLines } from '../blocks/working-json.js';
import { holdersOf } from './holders.js';

/** An earning as a calculation holds it. */
export interface StoredEarning {
  readonly id: string;
  readonly calculation: bigint;
  readonly lines: number;
  readonly digest: string;
  readonly earning: Earning;
  /** What is stored of its lines together. */
  readonly ofLines: OfLines;
}

/** A line of an earning with the booking line it was credited for, as that is known to the calculation. */
export interface StoredLine {
  /** As the engine gave it; the ordinal of its credit is the line's place in its earning. */
  readonly line: EarningLine;
  /** Null, as the credit is, for what the window pays that is no booking's. */
  readonly booking: BookedLine | null;
}

/** A line that is a credit's. */
export interface CreditedLine extends StoredLine {
  readonly line: CreditLine;
  readonly booking: BookedLine;
}

export function isCredited(line: StoredLine): line is CreditedLine {
  return line.booking !== null;
}

export interface BookedLine {
  readonly source: string;
  readonly booking: string;
  readonly line: number;
  readonly date: Day;
  readonly currency: string;
  readonly net: Ratio;
  readonly account: string | null;
}

/** A row of the table of earnings, with the participant of the manifest. */
export interface EarningRow {
  readonly earning_id: string;
  readonly participant: string;
  readonly incentive: string;
  readonly plan: string;
  readonly version: string;
  readonly period: string;
  readonly period_from: string;
  readonly period_until: string;
  readonly window_from: string;
  readonly window_until: string;
  readonly currency: string;
  readonly measure: string;
  readonly quota: string | null;
  readonly attainment: string | null;
  readonly amount: string;
  readonly lines: number;
  readonly working: unknown;
  readonly reason: string | null;
  readonly digest: string;
}

/** Which earnings: of one participant, one period by name, or the one with this id. */
export interface EarningsWanted {
  readonly calculation: bigint;
  readonly participant?: string;
  readonly period?: string;
  readonly id?: string;
}

/** Earnings of a calculation by period, participant and incentive. */
export async function readEarnings(tx: Transaction, wanted: EarningsWanted): Promise<StoredEarning[]> {
  const { calculation, participant = null, period = null, id = null } = wanted;
  const holders = await holdersOf(tx, [calculation], participant);
  const rows = await tx.query<EarningRow>(
    `select e.*, m.participant from manifest m join earning e on e.calculation = m.held_in and e.earning_id = m.earning_id
     where m.calculation = $1 and ($2::text is null or m.participant = $2) and ($3::text is null or m.period = $3)
       and ($4::uuid is null or m.earning_id = $4) and e.calculation = any($5::bigint[])
     order by m.period_from, m.participant collate "C", m.incentive collate "C", e.digest`,
    [calculation, participant, period, id, holders],
  );
  return rows.map((row) => storedOf(row, calculation));
}

/** A row as the calculation that shows it holds it. */
export function storedOf(row: EarningRow, calculation: bigint): StoredEarning {
  const { earning_id: id, lines, digest } = row;
  const { window, working, ofLines } = readWorking(row.working);
  return { id, calculation, lines, digest, earning: earningOf(row, window, working), ofLines };
}

function earningOf(row: EarningRow, window: string, working: Earning['working']): Earning {
  const { participant, incentive, plan, version, currency, reason } = row;
  return {
    participant,
    incentive,
    plan,
    version,
    period: { name: row.period, from: day(row.period_from), until: day(row.period_until) },
    window: { name: window, from: day(row.window_from), until: day(row.window_until) },
    currency,
    measure: number(row.measure),
    quota: numberOrNull(row.quota),
    attainment: numberOrNull(row.attainment),
    amount: cents(row.amount),
    working,
    reason,
  };
}

interface LineRow {
  readonly earning_id: string;
  readonly participant: string;
  readonly seq: number;
  readonly booking_line: string;
  readonly credit_kind: CreditKind | 'window';
  readonly rule: string;
  readonly parts: number;
  readonly of_parts: number;
  readonly credit: string;
  readonly measure_before: string;
  readonly tier: string;
  readonly rate: string | null;
  readonly exact_amount: string;
  readonly amount: string;
  readonly source: string;
  readonly external_id: string | null;
  readonly line_no: number;
  readonly booked_on: string;
  readonly currency: string;
  readonly net: string;
  readonly account: string | null;
}

/** The lines of an earning in their order. The booking is the revision that the calculation knew. */
export async function readLines(
  tx: Transaction,
  calculation: bigint,
  earning: StoredEarning,
): Promise<StoredLine[]> {
  return (await readLinesOf(tx, calculation, [earning])).get(earning.id) ?? [];
}

/** The lines of several earnings of a calculation, by the earning's id. */
export async function readLinesOf(
  tx: Transaction,
  calculation: bigint,
  earnings: readonly StoredEarning[],
): Promise<Map<string, StoredLine[]>> {
  const participants = [...new Set(earnings.map(({ earning }) => earning.participant))];
  const [only] = participants.length === 1 ? participants : [];
  const holders = await holdersOf(tx, [calculation], only ?? null);
  const rows = await tx.query<LineRow>(
    `with held as (
       select l.*, m.participant from manifest m join earning_line l on l.calculation = m.held_in and l.earning_id = m.earning_id
       where m.calculation = $1 and m.earning_id = any($2::uuid[]) and m.participant = any($3) and l.calculation = any($4::bigint[])
     ), known as materialized (select entry from known_entries((select position from calculation where calculation = $1)))
     select held.*, b.source, b.external_id, b.line_no, b.booked_on, b.currency, b.net, b.account
     from held left join lateral (
       select r.* from booking_line r where r.id = held.booking_line and r.entry in (select entry from known)
       order by r.revision desc, r.nth desc limit 1) b on true
     where b.external_id is not null or held.booking_line = '${WINDOW_LINE}'
     order by held.earning_id, held.seq`,
    [calculation, earnings.map(({ id }) => id), participants, holders],
  );
  const stored = new Map(earnings.map(({ id, ofLines }) => [id, ofLines]));
  const lines = new Map<string, StoredLine[]>();
  for (const row of rows) {
    const list = lines.get(row.earning_id) ?? [];
    const booking = bookedOf(row);
    const at = { seq: row.seq, net: booking?.net ?? null };
    const { conversions, ...asides } = stored.get(row.earning_id) ?? {};
    const line = lineOf(row, asides);
    list.push({ line: convertedLine(line, at, conversions), booking });
    lines.set(row.earning_id, list);
  }
  return lines;
}

function lineOf(row: LineRow, asides: StoredAsides): EarningLine {
  return {
    credit: withAsides(creditOf(row), row.seq, asides),
    credited: number(row.credit),
    measureBefore: number(row.measure_before),
    tier: row.tier,
    rate: numberOrNull(row.rate),
    exact: number(row.exact_amount),
    amount: cents(row.amount),
  };
}

function creditOf({ participant, seq: line, credit_kind: kind, ...row }: LineRow): Credit | null {
  if (kind === 'window') return null;
  return { participant, line, kind, rule: row.rule, parts: row.parts, of: row.of_parts };
}

function bookedOf(row: LineRow): BookedLine | null {
  const { source, external_id: booking, line_no: line, currency, account } = row;
  if (booking === null) return null;
  return { source, booking, line, date: day(row.booked_on), currency, net: number(row.net), account };
}

function day(text: string): Day {
  const value = readDay(text);
  invariant(value !== undefined, `a stored date ${text} that is no day`);
  return value;
}

function number(text: string): Ratio {
  const value = readDecimal(text);
  invariant(value !== undefined, `a stored number ${text} that is none`);
  return value;
}

function numberOrNull(text: string | null): Ratio | null {
  return text === null ? null : number(text);
}

function cents(text: string): bigint {
  return roundToUnits(number(text), 2);
}
