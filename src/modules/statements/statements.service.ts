import { Injectable } from '@nestjs/common';
import { invariant } from '../../engine/kernel/invariant.js';
import { readDay, writeDay, type Day, type NamedPeriod } from '../../engine/kernel/day.js';
import { sayPaid } from '../../engine/explain/fx/say-conversion.js';
import { readDecimal, roundToUnits } from '../../engine/kernel/ratio.js';
import type { Balance, Statement, StatementEntry, StatementLine } from '../../engine/model/statement.js';
import { composeStatement } from '../../engine/steps/state.js';
import { Database, type Actor } from '../../platform/database/database.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { Refusal } from '../../platform/refusal.js';
import {
  holdersOf,
  readPay,
  readRate,
  type StoredPay,
  type StoredRate,
} from '../calculation/earnings.service.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { partialOf, refuseHidden } from './refuse-hidden.js';
import { BALANCES, CALCULATIONS, ENTRIES, LINES, NOTES, SETTLED_LAST } from './statement.sql.js';

export { statementJson } from './statement-json.js';
export { statementText } from './statement-text.js';

/** Whose statement, and for which period: of the company's only calendar unless one is named. */
export interface StatementRequest {
  readonly participant: string;
  readonly period: string;
  readonly calendar?: string;
}

interface EntryRow {
  readonly entry: string;
  readonly number: number;
  readonly kind: StatementEntry['kind'];
  readonly incentive: string;
  readonly currency: string;
  readonly state: StatementEntry['state'];
  readonly origin: string;
  readonly origin_from: string;
  readonly origin_until: string;
  readonly posted: string;
  readonly posted_from: string;
  readonly posted_until: string;
  readonly reason: string;
  readonly amount: string;
  readonly plan: string | null;
  readonly measure: string | null;
  readonly quota: string | null;
  readonly attainment: string | null;
  readonly unit: string | null;
  readonly measured: string | null;
  /** What the window earns, and what it was converted from. */
  readonly earned: string | null;
  readonly pay: StoredPay | null;
}

interface LineRow {
  readonly entry: string;
  readonly number: number;
  readonly for: StatementLine['for'];
  readonly tier: string;
  readonly rate: string | null;
  readonly change: string;
  readonly before: string;
  readonly cause: string[];
  readonly source: string | null;
  readonly external_id: string | null;
  readonly line_no: number | null;
  readonly booked_on: string | null;
  readonly credit: string | null;
  readonly counted: string | null;
  readonly credit_rate: StoredRate | null;
  readonly measure_before: string | null;
}

/** What participants are told, composed from the ledger. */
@Injectable()
export class StatementsService {
  constructor(
    private readonly database: Database,
    private readonly ledger: LedgerService,
  ) {}

  /** A participant's statement for a period; it foots, or none is given. Refused for an unknown participant or period, and for one not wholly seen. */
  async statement(actor: Actor, request: StatementRequest): Promise<Statement> {
    return await this.database.reading(actor, async (tx) => {
      const name = await nameOf(tx, request.participant);
      const { isClosed, ...period } = await this.ledger.period(tx, request);
      const { participant } = request;
      const [from, until] = [writeDay(period.from), writeDay(period.until)];
      await refuseHidden(tx, { participant, name: period.name }, [from, until]);
      const partial = await partialOf(tx, participant, until);
      const balances = (day: string): Promise<readonly Balance[]> =>
        partial === null ? readBalances(tx, [participant, day]) : Promise.resolve([]);
      return composeStatement({
        participant,
        name,
        period,
        isClosed,
        entries: await readEntries(tx, [participant, from, until]),
        opening: await balances(from),
        closing: await balances(until),
        partial,
        notes: await readNotes(tx, [participant, from, until]),
      });
    });
  }
}

/** What a participant whose pay is seen on some day is called; the id where nothing is known of them any more but what was posted. */
async function nameOf(tx: Transaction, participant: string): Promise<string> {
  const [row] = await tx.query<{ name: string }>(
    `select name from people_named() where participant = $1
       and (sees_all_pay() or not isempty(days_seen(team_seen(), participant)))`,
    [participant],
  );
  if (row) return row.name;
  const [told] = await tx.query('select from ledger_entry where participant = $1 limit 1', [participant]);
  if (told) return participant;
  const hint = 'Check the id, or import the participant first.';
  throw new Refusal('PARTICIPANT_UNKNOWN', `There is no participant ${participant}.`, hint, 'participant');
}

async function readEntries(tx: Transaction, of: readonly string[]): Promise<readonly StatementEntry[]> {
  const values = await withBlocks(tx, of, await tx.query<Named>(CALCULATIONS, of));
  const lines = new Map<string, StatementLine[]>();
  for (const row of await tx.query<LineRow>(LINES, values)) {
    const key = `${row.entry}-${row.number}`;
    const list = lines.get(key) ?? [];
    list.push(statementLine(row));
    lines.set(key, list);
  }
  const entries = await tx.query<EntryRow>(ENTRIES, values);
  return entries.map((row) => statementEntry(row, lines.get(`${row.entry}-${row.number}`) ?? []));
}

function statementEntry(row: EntryRow, lines: readonly StatementLine[]): StatementEntry {
  const { kind, incentive, currency, state, reason, plan, measure, quota, attainment } = row;
  const { unit, measured } = row;
  return {
    kind,
    incentive,
    currency,
    state,
    origin: period(row.origin, row.origin_from, row.origin_until),
    posted: period(row.posted, row.posted_from, row.posted_until),
    cents: cents(row.amount),
    reason,
    performance:
      plan === null || measure === null
        ? null
        : { plan, measure, unit, measured, quota, attainment, ...convertedBy(row) },
    lines,
  };
}

function convertedBy({ pay, earned, currency }: EntryRow): {
  readonly converted: string | null;
  readonly planCurrency: string | null;
} {
  const from = pay ? readPay(pay) : null;
  const said = from ? sayPaid({ amount: cents(earned ?? '0'), currency }, from) : '';
  return { converted: said === '' ? null : said, planCurrency: from?.currency ?? null };
}

function statementLine(row: LineRow): StatementLine {
  const { source, external_id, line_no, booked_on, credit, measure_before, tier, rate, cause } = row;
  const { counted, credit_rate: creditRate } = row;
  const told = source !== null && external_id !== null && line_no !== null && booked_on !== null;
  return {
    for: row.for,
    booking: told ? { source, booking: external_id, line: line_no, date: day(booked_on) } : null,
    counted: told && counted !== null ? day(counted) : null,
    creditRate: told && creditRate !== null ? readRate(creditRate) : null,
    credit,
    measureBefore: measure_before,
    tier,
    rate,
    cents: cents(row.change),
    before: cents(row.before),
    cause,
  };
}

async function readBalances(tx: Transaction, values: readonly string[]): Promise<readonly Balance[]> {
  const rows = await tx.query<{ currency: string; payable: string; held: string }>(BALANCES, values);
  return rows.map(({ currency, payable, held }) => ({
    currency,
    payable: cents(payable),
    held: cents(held),
  }));
}

async function readNotes(tx: Transaction, of: readonly string[]): Promise<readonly string[]> {
  const values = await withBlocks(tx, of, await tx.query<Named>(SETTLED_LAST));
  const rows = await tx.query<{ period: string; reason: string }>(NOTES, values);
  return rows.map((row) => `${row.period}: ${row.reason}`);
}

interface Named {
  readonly calculation: string;
}

/** The values with the calculations to look into, and those that hold the participant's blocks of them. */
async function withBlocks(
  tx: Transaction,
  values: readonly string[],
  named: readonly Named[],
): Promise<unknown[]> {
  const calculations = named.map(({ calculation }) => BigInt(calculation));
  return [...values, calculations, await holdersOf(tx, calculations, values[0])];
}

function period(name: string, from: string, until: string): NamedPeriod {
  return { name, from: day(from), until: day(until) };
}

function day(text: string): Day {
  const read = readDay(text);
  invariant(read !== undefined, `${text} is no day`);
  return read;
}

function cents(text: string): bigint {
  const amount = readDecimal(text);
  invariant(amount !== undefined, `${text} is no amount`);
  return roundToUnits(amount, 2);
}
