import { readDay, type Day, type NamedPeriod } from '../../../engine/kernel/day.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import type { PayEvery, PayState, WindowKey } from '../../../engine/model/ledger.js';
import { postingPeriod } from '../../../engine/steps/settle/posting-period.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { remembered } from '../remembered.js';
import { readCents } from '../scaled.js';
import type { StandingCalendars } from './standing-calendars.js';
import { CHANGED_KEYS, EARNINGS, ENTRIES, FORGET_CHUNK, SETTLING } from './settling.sql.js';
import { isFresh, type EarningBlock, type PostedEntry, type SettlingWindow } from './windows.js';

interface EarningRow {
  readonly participant: string;
  readonly incentive: string;
  readonly plan: string;
  readonly version: string;
  readonly currency: string;
  readonly period: string;
  readonly period_from: string;
  readonly period_until: string;
  readonly window_from: string;
  readonly earning_id: string;
  readonly held_in: string;
  readonly amount: string;
  readonly lines: number;
  readonly held_lines: number;
  readonly held_amount: string;
}

interface EntryRow {
  readonly entry: string;
  readonly number: number;
  readonly position: string;
  readonly participant: string;
  readonly incentive: string;
  readonly currency: string;
  readonly calendar: string;
  readonly every: PayEvery;
  readonly origin: string;
  readonly origin_from: string;
  readonly origin_until: string;
  readonly state: PayState;
  readonly lines: number;
}

interface Draft {
  readonly key: WindowKey;
  measuredFrom: Day;
  readonly earnings: EarningBlock[];
  readonly entries: PostedEntry[];
}

export interface Compared {
  readonly calculation: bigint;
  /** The calculation settled last; null before the first. */
  readonly before: bigint | null;
}

/** Some of the participants whose windows are settled, and the number of the first window. */
export interface Chunk {
  readonly calculation: bigint;
  readonly chunk: number;
  readonly first: number;
}

/**
 * Finds the windows whose earnings differ between two calculations, and cuts them into chunks of at least `size` windows: returns how many
 * chunks. A window that both calculations hold the same block for is not read: it was settled, and stays.
 */
export async function findWindows(
  tx: Transaction,
  { calculation, before }: Compared,
  size: number,
): Promise<number> {
  await tx.query(SETTLING);
  await tx.query(CHANGED_KEYS, [calculation, before, size]);
  await tx.query('analyze settling_key');
  const sql = 'select coalesce(max(chunk) + 1, 0)::integer as chunks from settling_key';
  const [row] = await tx.query<{ chunks: number }>(sql);
  return row?.chunks ?? 0;
}

/** The windows of one chunk in order of their keys, and in the transaction's own tables. */
export async function readWindows(
  tx: Transaction,
  { calculation, chunk, first }: Chunk,
  calendars: StandingCalendars,
): Promise<readonly SettlingWindow[]> {
  await tx.query(FORGET_CHUNK);
  const drafts = new Map<string, Draft>();
  const earnings = await tx.query<EarningRow>(EARNINGS, [calculation, chunk]);
  for (const row of earnings) takeEarning(drafts, row, calendars);
  for (const row of await tx.query<EntryRow>(ENTRIES, [chunk])) takeEntry(drafts, row);
  const windows = [...drafts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, draft], index) => ({
      ...draft,
      number: first + index,
      posted: postingPeriod(draft.key, calendars),
      isSplit: draft.key.state === 'held' || drafts.has(nameOf({ ...draft.key, state: 'held' })),
    }));
  await keepWindows(tx, windows);
  return windows;
}

function takeEarning(drafts: Map<string, Draft>, row: EarningRow, calendars: StandingCalendars): void {
  const origin = period(row.period, row.period_from, row.period_until);
  const { participant, incentive, currency } = row;
  const calendar = calendars.ofPlan(row.plan, row.version);
  const every = calendars.everyOf(calendar, origin);
  const of = { participant, incentive, currency, calendar, every, origin };
  for (const { state, ...part } of partsOf(row)) {
    const draft = draftOf(drafts, { ...of, state });
    draft.measuredFrom = Math.min(draft.measuredFrom, dayOf(row.window_from));
    draft.earnings.push({ id: row.earning_id, heldIn: BigInt(row.held_in), ...part });
  }
}

/** An earning whole, or where some of its lines are held, those and the others. */
function partsOf(
  row: EarningRow,
): readonly (Pick<EarningBlock, 'lines' | 'cents' | 'held'> & { readonly state: PayState })[] {
  const [cents, heldCents] = [readCents(row.amount), readCents(row.held_amount)];
  const { lines, held_lines: heldLines } = row;
  if (heldLines === 0) return [{ state: 'payable', lines, cents, held: null }];
  return [
    { state: 'payable', lines: lines - heldLines, cents: cents - heldCents, held: false },
    { state: 'held', lines: heldLines, cents: heldCents, held: true },
  ];
}

function takeEntry(drafts: Map<string, Draft>, row: EntryRow): void {
  const { participant, incentive, currency, calendar, every, state } = row;
  const origin = period(row.origin, row.origin_from, row.origin_until);
  const draft = draftOf(drafts, { participant, incentive, currency, calendar, every, origin, state });
  const posted = { entry: BigInt(row.entry), place: row.number, position: BigInt(row.position) };
  draft.entries.push({ ...posted, lines: row.lines });
}

function draftOf(drafts: Map<string, Draft>, key: WindowKey): Draft {
  const name = nameOf(key);
  const draft = drafts.get(name) ?? { key, measuredFrom: key.origin.from, earnings: [], entries: [] };
  drafts.set(name, draft);
  return draft;
}

/** The key as one text, by which windows are found and ordered. */
function nameOf({ participant, incentive, currency, calendar, every, origin, state }: WindowKey): string {
  return [
    participant,
    incentive,
    currency,
    calendar,
    origin.from,
    origin.until,
    origin.name,
    every,
    state,
  ].join('\u001f');
}

function period(name: string, from: string, until: string): NamedPeriod {
  return { name, from: dayOf(from), until: dayOf(until) };
}

const dayOf = remembered((text: string): Day => {
  const day = readDay(text);
  invariant(day !== undefined, `${text} is no day`);
  return day;
});

/** Puts the windows where the statements that read and post their lines find them. */
async function keepWindows(tx: Transaction, windows: readonly SettlingWindow[]): Promise<void> {
  const earnings = windows.flatMap((window) => {
    let first = 0;
    return window.earnings.map((earning) => {
      const block = [earning.heldIn, earning.id, first, earning.held];
      first += earning.lines + 1;
      return [window.number, window.key.participant, window.key.incentive, isFresh(window), ...block];
    });
  });
  const entries = windows.flatMap(({ number, key, entries: posted }) =>
    posted.map(({ entry, place, position }) => [
      number,
      key.participant,
      key.incentive,
      entry,
      place,
      position,
    ]),
  );
  await keep(tx, EARNING_LIST, earnings);
  await keep(tx, ENTRY_LIST, entries);
}

interface List {
  readonly table: string;
  readonly types: readonly string[];
}

const EARNING_LIST: List = {
  table: 'settling_earning',
  types: ['int', 'text', 'text', 'boolean', 'bigint', 'uuid', 'int', 'boolean'],
};
const ENTRY_LIST: List = {
  table: 'settling_entry',
  types: ['int', 'text', 'text', 'bigint', 'int', 'bigint'],
};

async function keep(
  tx: Transaction,
  { table, types }: List,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const columns = types.map((_, column) => rows.map((row) => row[column]));
  const lists = types.map((type, column) => `$${column + 1}::${type}[]`);
  await tx.query(`insert into ${table} select * from unnest(${lists.join(', ')})`, columns);
  await tx.query(`analyze ${table}`);
}
