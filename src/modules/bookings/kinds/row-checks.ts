import { readShares } from '../../../engine/model/credit-ruling.js';
import type { EventEffect, FactType } from '../../../engine/rulebook/rulebook.js';

/** The cells of one row as read: by column name, nothing where the cell is empty. */
export type Cells = (column: string) => string | undefined;

/** What the checks may ask beyond the row. */
export interface RowContext {
  /** Whether a date lies in a period of some calendar; always true when no catalogue is published. */
  isInSomePeriod(date: string): boolean;
  /** What a kind of event does to pay; nothing when no catalogue is published. */
  effectOf(event: string): EventEffect | undefined;
  /** Type of a fact or attribute of the catalogue; nothing when it declares none of that name. */
  typeOf(name: string): FactType | undefined;
}

/** What is wrong between the cells of one row, and under which column to look. */
export interface RowFault {
  readonly column: string;
  readonly reason: string;
}

export type RowCheck = (cells: Cells, context: RowContext) => RowFault | undefined;

/** `until` is the first day out, so it comes after `from`. */
export const endsAfterItStarts: RowCheck = (cells) => {
  const [from, until] = [cells('from'), cells('until')];
  if (from === undefined || until === undefined || until > from) return undefined;
  return {
    column: 'until',
    reason: `it must come after the first day ${from}: until is the first day that no longer counts`,
  };
};

/** Nothing is known of a window before it begins. */
export const isDatedInItsTime: RowCheck = (cells) => {
  const [from, date] = [cells('from'), cells('date')];
  if (from === undefined || date === undefined || date >= from) return undefined;
  return { column: 'date', reason: `it is before the first day ${from} of what it is a result for` };
};

export const isOfOneSubject: RowCheck = (cells) =>
  cells('participant') !== undefined && cells('team') !== undefined
    ? {
        column: 'team',
        reason:
          'a result is of a participant or of a team, not of both: give one row for each; leave both empty for the company',
      }
    : undefined;

export const namesMeasure: RowCheck = (cells) =>
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(cells('measure') ?? '')
    ? undefined
    : {
        column: 'measure',
        reason: 'it is the id of a measure alone, as the plan has it: small letters, digits and hyphens',
      };

export const isNotOwnManager: RowCheck = (cells) =>
  cells('manager') !== undefined && cells('manager') === cells('participant')
    ? { column: 'manager', reason: 'nobody is their own manager' }
    : undefined;

export const leavesAfterHire: RowCheck = (cells) => {
  const [hired, left] = [cells('hired'), cells('left')];
  return hired !== undefined && left !== undefined && left < hired
    ? { column: 'left', reason: `it is before the first day ${hired}` }
    : undefined;
};

export const isNotNegative: RowCheck = (cells) =>
  cells('amount')?.startsWith('-')
    ? { column: 'amount', reason: 'a quota cannot be negative; zero counts as no quota' }
    : undefined;

export const isNotOwnParent: RowCheck = (cells) =>
  cells('parent') !== undefined && cells('parent') === cells('account')
    ? { column: 'parent', reason: 'an account cannot belong to itself' }
    : undefined;

export const changesAnother: RowCheck = (cells) =>
  cells('changes') !== undefined && cells('changes') === cells('booking')
    ? {
        column: 'changes',
        reason: 'a booking cannot change itself; to correct it, give it again as a revision',
      }
    : undefined;

/** No plan can count such an event yet: taken in silence it would leave pay as if nothing had happened. */
export const onlyInforms: RowCheck = (cells, context) => {
  const effect = context.effectOf(cells('kind') ?? '');
  if (effect === undefined || effect === 'informs') return undefined;
  const instead =
    effect === 'restates'
      ? 'give the booking again, as it should have been'
      : 'give a booking of its own date with a negative amount, that names its original in changes';
  return { column: 'kind', reason: `it ${effect} pay, which no plan can count yet; ${instead}` };
};

export const amountHasCurrency: RowCheck = (cells) =>
  cells('amount') !== undefined && cells('currency') === undefined
    ? { column: 'currency', reason: 'it is required where there is an amount' }
    : undefined;

export const convertsBetweenTwo: RowCheck = (cells) =>
  cells('from_currency') !== undefined && cells('from_currency') === cells('to_currency')
    ? { column: 'to_currency', reason: 'a currency has no rate to itself' }
    : undefined;

/** A quota of a money attribute is in a currency, of a percentage in %. */
export const unitFitsAttribute: RowCheck = (cells, context) => {
  const [unit, type] = [cells('unit'), context.typeOf(cells('attribute') ?? '')];
  if (unit === undefined || type === undefined) return undefined;
  const given = unit === '%' ? 'percent' : /^[A-Z]{3}$/.test(unit) ? 'money' : 'count';
  if (given === type) return undefined;
  const wanted = { money: 'a currency', percent: '%', count: 'a unit of the fact catalogue' }[type as string];
  return {
    column: 'unit',
    reason: wanted
      ? `${cells('attribute')} is measured in ${wanted}`
      : `${cells('attribute')} is not a number`,
  };
};

/** The first day of a ruling about one booking, which needs none: before any booking. */
export const BEFORE_ANY = '1900-01-01';

/** A ruling is about one booking, or about an account from a day on. */
export const rulesOneThing: RowCheck = (cells) => {
  const isBooking = cells('booking') !== undefined;
  if (isBooking === (cells('account') !== undefined))
    return {
      column: 'booking',
      reason: 'a ruling is about one booking or about one account: give one of them',
    };
  return isBooking || cells('from') !== BEFORE_ANY
    ? undefined
    : { column: 'from', reason: 'a ruling about an account needs the first day of its bookings' };
};

/** Whole parts for people, or the house. */
export const givesWholeParts: RowCheck = (cells) => {
  const read = readShares(cells('shares') ?? '');
  return typeof read === 'object' && 'fault' in read ? { column: 'shares', reason: read.fault } : undefined;
};

const LONGEST_REASON = 500;

/** A reason stands beside every line that it gives credit of. */
export const saysShortly: RowCheck = (cells) =>
  (cells('reason') ?? '').length > LONGEST_REASON
    ? { column: 'reason', reason: `it stands on statements: give at most ${LONGEST_REASON} characters` }
    : undefined;

const STANDINGS: readonly string[] = ['open', 'won', 'lost'];

export const hasStanding: RowCheck = (cells) =>
  STANDINGS.includes(cells('standing') ?? 'open')
    ? undefined
    : { column: 'standing', reason: `write one of ${STANDINGS.join(', ')}` };

export const givesToAnother: RowCheck = (cells) =>
  cells('giver') !== undefined && cells('giver') === cells('deputy')
    ? { column: 'deputy', reason: 'nobody stands in for themselves' }
    : undefined;

/** The largest deal is above zero, and in a currency. */
export const limitHasCurrency: RowCheck = (cells) => {
  const [most, currency] = [cells('most'), cells('currency')];
  if (most !== undefined && /^(-|0$)/.test(most)) return { column: 'most', reason: 'it must be above zero' };
  if ((most === undefined) === (currency === undefined)) return undefined;
  return most === undefined
    ? { column: 'most', reason: 'it is required where there is a currency' }
    : { column: 'currency', reason: 'it is required where there is a largest deal' };
};

/** A row that is about one of several things, and about no other of them. */
export function isOfOneOf(...columns: readonly string[]): RowCheck {
  return (cells) => {
    const given = columns.filter((column) => cells(column) !== undefined);
    if (given.length === 1) return undefined;
    const column = given[1] ?? columns[0] ?? '';
    const all = columns.join(', ');
    return { column, reason: `a row is about one thing: fill exactly one of ${all}` };
  };
}

/** A row that is about at least one of several things. */
export function isOfSome(...columns: readonly string[]): RowCheck {
  return (cells) =>
    columns.some((column) => cells(column) !== undefined)
      ? undefined
      : { column: columns[0] ?? '', reason: `fill at least one of ${columns.join(', ')}` };
}
