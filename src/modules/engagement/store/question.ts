import { contentId } from '../../../platform/content-id.js';
import { storedDay, type Asked, type SubjectKind } from '../reading/subject.js';
import type { Answer, Difference } from '../deciding/answer.js';

/** What is ruled on: one subject, decision and day. */
export interface Question {
  readonly kind: SubjectKind;
  readonly subject: string;
  readonly decision: string;
  readonly day: string;
}

/** An answer that was recorded. */
export interface StoredRuling extends Question, Answer {
  readonly id: string;
  /** Which answer to its question, counted from 1. */
  readonly nth: number;
  /** Whether no later answer took its place. */
  readonly stands: boolean;
  /** What was known when it was given. */
  readonly position: bigint;
  /** Where it was recorded. */
  readonly recorded: bigint;
  /** Up to where the question was looked at again. */
  readonly checked: bigint;
  readonly entry: bigint;
  /** Who recorded it, as the audit names them. */
  readonly recordedBy: string;
  /** Why it came out otherwise than the answer before it. */
  readonly cause: readonly Difference[];
}

/** The id of an answer, which follows from what it answers. */
export function rulingId({ kind, subject, decision, day }: Question, nth: number): string {
  return contentId('engagement-ruling', kind, subject, decision, day, nth);
}

/** A question as facts are read for it. */
export function askedOf({ kind, subject, day }: Question): Asked {
  return { kind, subject, day: storedDay(day) };
}

/** Names a question. */
export function questionKey({ kind, subject, decision, day }: Question): string {
  return JSON.stringify([kind, subject, decision, day]);
}

/** Values of questions as lists, one for each column. */
export function questionLists(questions: readonly Question[]): [string[], string[], string[], string[]] {
  return [
    questions.map(({ kind }) => kind),
    questions.map(({ subject }) => subject),
    questions.map(({ decision }) => decision),
    questions.map(({ day }) => day),
  ];
}
