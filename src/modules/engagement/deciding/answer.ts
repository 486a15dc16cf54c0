import type { RulingExceptionCode } from '../../../engine/engagement/ruling.js';
import { canonical } from '../../../engine/kernel/fingerprint.js';

/** Of a booking that is of another day by now, and is decided for that one: nothing that somebody must look at. */
export const OTHER_DAY = 'OTHER_DAY';

/** Why there is no answer: as the engine says, because nothing of that id is known, or because it is decided for another day. */
export type AnswerExceptionCode = RulingExceptionCode | 'NO_SUBJECT' | typeof OTHER_DAY;

/** What an answer says of one output; of a credit the person and their share. */
export interface GivenText {
  readonly output: string;
  /** Null where it says that there is none. */
  readonly value: string | null;
  readonly as: 'holdover' | null;
}

/** A rule that holds too, and the phase that had answered. */
export interface LostText {
  readonly rule: string;
  readonly phase: string;
  readonly because: string;
  readonly lostTo: string;
}

/** A fact, value, table or window that was read; null where it is not known. */
export interface ReadFact {
  readonly name: string;
  readonly value: string | null;
}

/** What a policy answers about something, as it is kept and shown: all values as texts. */
export interface Answer {
  readonly policy: string | null;
  readonly versionFrom: string | null;
  readonly version: string | null;
  readonly phase: string | null;
  readonly rule: string | null;
  readonly because: string;
  readonly exception: AnswerExceptionCode | null;
  readonly gives: readonly GivenText[];
  readonly lost: readonly LostText[];
  readonly read: readonly ReadFact[];
  /** Whom it is about: whose it is, and whom the answer names. */
  readonly people: readonly string[];
}

/** No answer, by no policy. */
export function noAnswer(exception: AnswerExceptionCode, because: string): Answer {
  const nobody = { policy: null, versionFrom: null, version: null, phase: null, rule: null };
  return { ...nobody, because, exception, gives: [], lost: [], read: [], people: [] };
}

/** Whether two answers say the same, whatever they read and by which version of the policy. */
export function isSameAnswer(one: Answer, other: Answer): boolean {
  const said = ({ policy, phase, rule, because, exception, gives }: Answer): string =>
    canonical([policy, phase, rule, because, exception, gives]);
  return said(one) === said(other);
}

/** What was read otherwise, by name; versions of the policy among them. */
export interface Difference {
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Why an answer came out otherwise than the one before: facts that differ, and the version of the policy. */
export function differencesOf(before: Answer, after: Answer): readonly Difference[] {
  const facts = new Map(before.read.map(({ name, value }) => [name, value]));
  const now = new Map(after.read.map(({ name, value }) => [name, value]));
  const names = [...new Set([...facts.keys(), ...now.keys()])].sort();
  const read = names.flatMap((what) => {
    const each = { what, before: facts.get(what) ?? null, after: now.get(what) ?? null };
    return each.before === each.after ? [] : [each];
  });
  const version = ({ policy, versionFrom, version: text }: Answer): string | null =>
    policy === null ? null : `${policy} from ${versionFrom ?? ''} (${(text ?? '').slice(0, 12)})`;
  const [old, fresh] = [version(before), version(after)];
  return old === fresh ? read : [{ what: 'policy', before: old, after: fresh }, ...read];
}
