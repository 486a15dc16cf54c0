import { invariant } from '../../../engine/kernel/invariant.js';
import { RATES_KNOWN } from '../../../engine/model/rates.js';
import { RECORDED, TOLD_ON } from '../../../engine/model/recorded.js';
import type { FactCatalogue, FactType } from '../../../engine/rulebook/rulebook.js';
import {
  accountFact,
  accountJoins,
  type AccountHistory,
  type AccountPart,
} from '../../accounts/accounts.service.js';
import { isOfSubject } from '../../../engine/rulebook/parts/decision.js';
import {
  bookedFact,
  bookedJoins,
  LAST_ACTIVITY_OF_ACCOUNT,
  type BookedPart,
} from '../../engagement/rulings.service.js';
import { APPROVAL_SQL, DEAL_COLUMNS } from '../../deals/deals.service.js';

/** Where the bulk reader finds a fact that the rulebook tests on a line. */
export type LineFact =
  | { readonly name: string; readonly from: 'net' | 'date' }
  | {
      readonly name: string;
      readonly from: 'text';
      readonly sql: string;
      readonly type: FactType;
      /** What of the account must stand beside the line. */
      readonly needs?: readonly AccountPart[];
      /** What of the things that its booking came of must. */
      readonly stored?: readonly BookedPart[];
      readonly zone?: string;
    };

const COLUMNS: Readonly<Record<string, LineFact>> = {
  'line.net': { name: 'line.net', from: 'net' },
  'booking.date': { name: 'booking.date', from: 'date' },
  'decision.date': { name: 'decision.date', from: 'date' },
  'booking.currency': text('booking.currency', 'b.currency'),
  'booking.salesperson': text('booking.salesperson', 'b.salesperson'),
  'booking.territory': text('booking.territory', 'b.territory'),
  'booking.account': text('booking.account', 'b.account'),
  'booking.changes': text('booking.changes', 'b.changes'),
  [RECORDED]: {
    name: RECORDED,
    from: 'text',
    sql: `told.position || ' entries'`,
    type: 'count',
  },
  [RATES_KNOWN]: {
    name: RATES_KNOWN,
    from: 'text',
    sql: `width_bucket(told.position, rates.positions) || ' files'`,
    type: 'count',
  },
  'booking.approval': text('booking.approval', APPROVAL_SQL),
  'deal.date': { name: 'deal.date', from: 'text', sql: DEAL_COLUMNS['deal.date'], type: 'date' },
  'deal.currency': text('deal.currency', DEAL_COLUMNS['deal.currency']),
};

/** Read as text whatever the catalogue says of their type. */
const OF_ACCOUNTS: Readonly<Record<string, FactType>> = {
  'account.owner': 'text',
  'account.segment': 'text',
};

const TOLD = { name: TOLD_ON, from: 'text', sql: 'told_day.day::text', type: 'date' } as const;

function text(name: string, sql: string): LineFact {
  return { name, from: 'text', sql, type: 'text' };
}

/**
 * How each fact that the rulebook uses is read: built-in ones from their column, all others from `attributes` by their full name, typed by
 * the catalogue; who a relation names comes with the line like a fact, and what an account is on the booking date as `history` has rows of it. Only what
 * is used is projected out of the stored JSON.
 */
export function lineFacts(
  names: readonly string[],
  catalogue: FactCatalogue,
  history: ReadonlySet<AccountHistory>,
): readonly LineFact[] {
  const types = new Map([
    ...catalogue.relations.map(({ name, gives }) => [name, gives] as const),
    ...catalogue.fields.map(({ name, is }) => [name, is] as const),
  ]);
  return names.map((name) => {
    const column = COLUMNS[name];
    if (column) return column;
    if (name === TOLD_ON) return { ...TOLD, zone: catalogue.timeZone };
    const type = OF_ACCOUNTS[name] ?? types.get(name);
    invariant(type !== undefined, `the rulebook uses ${name}, which its fact catalogue does not have`);
    if (name === 'account.last-activity') return { name, from: 'text', type, ...lastActivity(name, history) };
    if (name.startsWith('account.')) return { name, from: 'text', type, ...accountFact(name, history) };
    if (isOfSubject(name)) return { name, from: 'text', type, ...bookedFact(name) };
    const row = name.startsWith('deal.') ? 'd' : 'b';
    return { name, from: 'text', sql: `${row}.attributes ->> ${literal(name)}`, type };
  });
}

/** What the accounts file says, else what follows from activities. */
function lastActivity(
  name: string,
  history: ReadonlySet<AccountHistory>,
): Pick<LineFact & { from: 'text' }, 'sql' | 'needs' | 'stored'> {
  const { sql, needs } = accountFact(name, history);
  const { sql: follows, stored } = LAST_ACTIVITY_OF_ACCOUNT;
  return { sql: `coalesce(${sql}, ${follows})`, needs, stored };
}

/** A text literal: fact names are checked by the catalogue, and are quoted here all the same. */
export function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** What must be joined to lines `b` to say what their accounts are on the booking date, and what their bookings came of, as known at $1. */
export function joinThings(facts: readonly LineFact[]): string {
  const ofAccounts = facts.flatMap((fact) => (fact.from === 'text' ? (fact.needs ?? []) : []));
  const booked = facts.flatMap((fact) => (fact.from === 'text' ? (fact.stored ?? []) : []));
  return `${accountJoins(ofAccounts, { account: 'b.account', day: 'b.booked_on' })} ${bookedJoins(booked)}`;
}

/** Whether any of these facts is read from the deal that a booking names. */
export function needsDeal(facts: readonly LineFact[]): boolean {
  return facts.some((fact) => fact.from === 'text' && /\bd\./.test(fact.sql));
}

/** Whether any of these facts is whether a booking has the approval of its deal. */
export function needsClearance(facts: readonly LineFact[]): boolean {
  return facts.some((fact) => fact.from === 'text' && fact.sql.includes('cleared.'));
}

/** Whether lines are asked for the order in which they became known, or for what was known then. */
export function needsRecorded(facts: readonly LineFact[]): boolean {
  return facts.some(({ name }) => name === RECORDED || name === RATES_KNOWN || name === TOLD_ON);
}

/** The time zone in whose days lines are asked when they became known; undefined where they are not. */
export function zoneOfTold(facts: readonly LineFact[]): string | undefined {
  return facts
    .map((fact) => (fact.from === 'text' ? fact.zone : undefined))
    .find((zone) => zone !== undefined);
}

/** Whether lines are asked for the rates that were known with them. */
export function needsRates(facts: readonly LineFact[]): boolean {
  return facts.some(({ name }) => name === RATES_KNOWN);
}
