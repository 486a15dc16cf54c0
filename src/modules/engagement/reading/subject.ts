import { readDay, type Day } from '../../../engine/kernel/day.js';
import type { NameTypes } from '../../../engine/conditions/types/name-types.js';
import type { SubjectFacts } from '../../../engine/engagement/ruling.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import type { DecisionSubject } from '../../../engine/rulebook/parts/decision.js';

/** What something that a ruling may be about is. */
export const SUBJECT_KINDS = [
  'account',
  'opportunity',
  'registration',
  'lead',
  'request',
  'book',
  'booking',
  'dispute',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** Of which stored things each decision may be asked. */
export const ASKED_OF: Readonly<Record<DecisionSubject | 'credit', readonly SubjectKind[]>> = {
  owner: ['account', 'opportunity', 'request'],
  transfer: ['request', 'opportunity', 'account'],
  holdover: ['request', 'opportunity', 'account'],
  registration: ['registration'],
  lead: ['lead'],
  book: ['book', 'account'],
  dispute: ['dispute', 'booking', 'registration', 'opportunity', 'account'],
  credit: ['booking'],
};

/** Something stored, on the day on which it is decided about. */
export interface Asked {
  readonly kind: SubjectKind;
  /** Its own id; of a booking `source/booking/line`. */
  readonly subject: string;
  readonly day: Day;
}

/** Facts as they are stored and imported: their texts by name. */
export type Texts = ReadonlyMap<string, string>;

/** What is known of something, each fact in its type. */
export interface KnownSubject {
  readonly facts: SubjectFacts['facts'];
  /** In which currency each amount is. */
  readonly currencies: ReadonlyMap<string, string>;
  /** Facts that no longer fit their type, and why: no guess is made of them. */
  readonly misfits: ReadonlyMap<string, string>;
  /** Whose it is. */
  readonly people: readonly string[];
  /** Facts of people and of earlier bookings that were looked up, known or not. */
  readonly lookedUp?: readonly string[];
  /** Of a booking: all its lines, itself among them. */
  readonly lines?: readonly KnownSubject[];
}

/** What is known where facts are read, and by which types. */
export interface KnownAt {
  readonly position: bigint;
  /** Facts about other bookings that some policy reads. */
  readonly related: readonly string[];
  /** Facts of people that some policy reads and that can be looked up. */
  readonly persons: readonly string[];
  readonly catalogue: FactCatalogue;
  readonly types: NameTypes;
}

/** A day that a column of the type date gave. */
export function storedDay(text: string): Day {
  return readDay(text) ?? 0;
}
