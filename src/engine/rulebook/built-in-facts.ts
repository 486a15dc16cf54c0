import type { FactType } from './rulebook.js';

/** Facts that Kicker provides by itself; a catalogue that lists one must give it this type. */
export const BUILT_IN_FACTS: ReadonlyMap<string, readonly FactType[]> = new Map<string, readonly FactType[]>([
  ['line.net', ['money']],
  ['booking.date', ['date']],
  ['booking.currency', ['text', 'one-of']],
  ['booking.territory', ['text', 'one-of']],
  ['account.segment', ['text', 'one-of']],
  ['transition.accounts', ['count']],
  ['transition.accounts-this-year', ['count']],
  ['transition.share', ['percent']],
  ['transition.reason', ['text', 'one-of']],
  ['participant.role', ['text', 'one-of']],
  ['participant.hired', ['date']],
  ['participant.left', ['date']],
  ['assignment.start', ['date']],
  ['assignment.end', ['date']],
  ['attribute.pay-currency', ['text', 'one-of']],
  ['participant.pay-currency', ['text', 'one-of']],
  ['booking.changes', ['text']],
  ['booking.approval', ['text', 'one-of']],
  ['account.first-booking-date', ['date']],
  ['account.previous-booking-date', ['date']],
  ['account.earlier-bookings', ['count']],
  ['original.date', ['date']],
  ['original.net', ['money']],
  ['decision.date', ['date']],
  ['deal.net', ['money']],
  ['deal.currency', ['text', 'one-of']],
  ['deal.date', ['date']],
]);

/** Relations that Kicker provides by itself, and whether they give one person or several. */
export const BUILT_IN_RELATIONS: ReadonlyMap<string, 'person' | 'people'> = new Map([
  ['booking.salesperson', 'person'],
  ['account.owner', 'person'],
  ['territory.holders', 'people'],
  ['territory.group-manager', 'person'],
  ['participant.manager', 'person'],
  ['deal.seller', 'person'],
  ['deal.seller-manager', 'person'],
]);
