import { Injectable } from '@nestjs/common';
import { invariant } from '../../engine/kernel/invariant.js';
import { mustSeeAll } from '../../platform/database/actor.js';
import { Database, type Actor, type Outcome } from '../../platform/database/database.js';
import { withoutRequest } from '../../platform/database/request/asked-request.js';
import type { ChangeTransaction, Transaction } from '../../platform/database/transaction.js';
import { Refusal } from '../../platform/refusal.js';
import { RulesService } from '../rules/rules.service.js';
import { isSameAnswer, type Answer } from './deciding/answer.js';
import { readToldOn, withToldOn } from './reading/told-on.js';
import { DeciderNow } from './deciding/decider-now.js';
import { decidedElsewhere, ofItsOwnDay } from './deciding/other-day.js';
import { SubjectDecider } from './deciding/subject-decider.js';
import { readSubjects } from './reading/read-subjects.js';
import type { SubjectKind } from './reading/subject.js';
import { bookedDays } from './store/booked-days.js';
import { allSubjects } from './store/all-subjects.js';
import { askedOf, questionKey, rulingId, type Question, type StoredRuling } from './store/question.js';
import { holdQuestions, holdTouched, markChecked } from './store/questions.js';
import { readAnswers, readStanding } from './store/read-rulings.js';
import { touchQuestions } from './store/touching/touch-questions.js';
import { writeRulings, type NewRuling } from './store/write-rulings.js';

export {
  bookedFact,
  bookedJoins,
  LAST_ACTIVITY_OF_ACCOUNT,
  type BookedPart,
} from './booked/of-bookings.sql.js';
export { readSubjects } from './reading/read-subjects.js';
export { lineKey, relatedOfLines } from './reading/related/related-of-lines.js';
export type { Question, StoredRuling } from './store/question.js';

/** What deciding again came to. */
export interface DecidedAgain {
  /** Questions that were looked at. */
  readonly checked: number;
  /** Answers that took the place of others. */
  readonly changed: number;
}

/** Questions of one transaction; what is read of them is all that is held in memory. */
const AT_ONCE = 200;

interface Judged {
  readonly position: bigint;
  /** Those whose answer is the one that stands. */
  readonly same: readonly Question[];
  readonly other: readonly NewRuling[];
  readonly standing: readonly StoredRuling[];
  /** Of bookings whose day was corrected since they were decided about: the same for their own day. */
  readonly moved: readonly Question[];
}

/** Which answer it came to, and up to where it was checked where it stood already. */
interface Decided {
  readonly id: string;
  readonly checked: string | null;
  readonly moved: readonly Question[];
}

/** Rulings on what is stored: recorded once for the same facts, and decided again when facts or policies changed. */
@Injectable()
export class RulingsService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
  ) {}

  /** Decides about something and records the answer; where the answer that stands says the same, that one stays. */
  async decide(actor: Actor, question: Question): Promise<StoredRuling> {
    mustSeeAll(actor, 'decide');
    const subject = `${question.kind} ${question.subject}`;
    const { result } = await this.database.change(actor, { action: 'ruling.decide', subject }, (tx) =>
      this.decideOne(tx, question),
    );
    if (result.moved.length > 0) await withoutRequest(() => this.decideAll(actor, result.moved));
    return await this.database.inTransaction(actor, async (tx) => {
      if (result.checked !== null) await markChecked(tx, [question], BigInt(result.checked));
      const answers = await readAnswers(tx, question, null);
      const found = answers.find(({ id }) => id === result.id);
      invariant(found !== undefined, 'a ruling that was recorded is there');
      return found;
    });
  }

  /** Decides about many things, some hundreds at once, each under the same rules as one; how many answers were recorded. */
  async decideAll(actor: Actor, questions: readonly Question[]): Promise<number> {
    mustSeeAll(actor, 'decide');
    let recorded = 0;
    const now = new DeciderNow(this.rules);
    for (let at = 0; at < questions.length; at += AT_ONCE) {
      const some = questions.slice(at, at + AT_ONCE);
      recorded += await this.record(actor, { action: 'ruling.decide', now }, some);
    }
    return recorded;
  }

  /** On which day each booking line is, by its id: those that are named, or all that are known. */
  async bookedDays(actor: Actor, subjects: readonly string[] | null): Promise<ReadonlyMap<string, string>> {
    return await this.database.reading(actor, (tx) => bookedDays(tx, subjects));
  }

  /** The ids of everything of a kind that is known. */
  async subjects(actor: Actor, kind: SubjectKind): Promise<readonly string[]> {
    return await this.database.reading(actor, (tx) => allSubjects(tx, kind));
  }

  /**
   * Decides again whatever reads something that was told since it was looked at: rules, or facts of what it hangs on. An answer that comes out otherwise takes the place of the one that stands
   * and says which facts differ; of one that comes out the same it is noted up to where it was checked. Any number may do so at once.
   */
  async decideAgain(actor: Actor): Promise<DecidedAgain> {
    mustSeeAll(actor, 'decide again');
    await this.database.inTransaction(actor, (tx) => this.touch(tx));
    let [checked, changed]: [number, number] = [0, 0];
    let after: Question | null = null;
    const now = new DeciderNow(this.rules);
    for (;;) {
      const { looked, other } = await this.look(actor, after, now);
      checked += looked.length;
      if (other.length > 0)
        changed += await this.record(actor, { action: 'ruling.decide-again', now }, other);
      if (looked.length < AT_ONCE) return { checked, changed };
      after = looked.at(-1) ?? null;
    }
  }

  /** Decides again because somebody asks, which the audit keeps with what it came to. */
  async decideAgainAsked(actor: Actor, reason: string | null): Promise<DecidedAgain> {
    const again = await withoutRequest(() => this.decideAgain(actor));
    const change = { action: 'ruling.look', subject: 'rulings', ...(reason === null ? {} : { reason }) };
    return (await this.database.change(actor, change, async () => ({ result: again, after: again }))).result;
  }

  private async touch(tx: Transaction): Promise<void> {
    const { rulebook } = await this.rules.rulebookNow(tx);
    await touchQuestions(tx, new SubjectDecider(rulebook, []).reaching);
  }

  /** Looks at some questions again, notes of those that come out the same that they were looked at, and gives the others. */
  private async look(
    actor: Actor,
    after: Question | null,
    now: DeciderNow,
  ): Promise<{ readonly looked: readonly Question[]; readonly other: readonly Question[] }> {
    return await this.database.inTransaction(actor, async (tx) => {
      const looked = await holdTouched(tx, { after, most: AT_ONCE });
      if (looked.length === 0) return { looked, other: [] };
      const { position, same, other, moved } = await judge(tx, now, looked);
      await markChecked(tx, same, position);
      return { looked, other: once([...other.map(({ question }) => question), ...moved]) };
    });
  }

  /** Records what comes out otherwise than what stands, under one entry; how many answers. */
  private async record(
    actor: Actor,
    { action, now }: { readonly action: string; readonly now: DeciderNow },
    questions: readonly Question[],
  ): Promise<number> {
    const subject = 'rulings';
    const { result } = await this.database.change(actor, { action, subject }, async (tx) => {
      await holdQuestions(tx, questions);
      const { position, other } = await judge(tx, now, questions);
      if (other.length === 0) return { unchanged: 0 };
      await writeRulings(tx, other, position);
      return { result: other.length, after: other.map(({ question, answer }) => told(question, answer)) };
    });
    return result;
  }

  private async decideOne(tx: ChangeTransaction, question: Question): Promise<Outcome<Decided>> {
    await holdQuestions(tx, [question]);
    const { position, other, standing, moved } = await judge(tx, new DeciderNow(this.rules), [question]);
    const [found] = other;
    const stands = standing[0]?.id;
    if (found) {
      await writeRulings(tx, [found], position);
      const { before, answer } = found;
      return {
        result: { id: rulingId(question, (before?.nth ?? 0) + 1), checked: null, moved },
        before: before === null ? null : told(question, before),
        after: told(question, answer),
      };
    }
    if (stands !== undefined) return { unchanged: { id: stands, checked: position.toString(), moved } };
    const what = `${question.kind} ${question.subject}`;
    const own =
      question.kind === 'booking'
        ? (await bookedDays(tx, [question.subject])).get(question.subject)
        : undefined;
    if (own !== undefined)
      throw new Refusal(
        'RULING_DAY',
        `The ${what} is of ${own}, and is credited by what holds on that day.`,
        `Decide for ${own}, or ask what it would be on ${question.day}: kicker rulings would, rulingPreview.`,
        'day',
      );
    throw new Refusal('RULING_SUBJECT_UNKNOWN', `There is no ${what}.`, 'Import it first.', 'subject');
  }
}

/** Answers questions by what is known now, beside what stands; their rows are held. Nothing known of a new one is no answer. */
async function judge(tx: Transaction, now: DeciderNow, questions: readonly Question[]): Promise<Judged> {
  const { position, decider, zone, toldLate } = await now.at(tx);
  const standing = await readStanding(tx, questions);
  const stands = new Map(standing.map((each) => [questionKey(each), each]));
  for (const question of questions)
    if (!stands.has(questionKey(question))) decider.mustDecide(question.decision, question.kind);
  const read = await readSubjects(tx, { position, ...decider.reads }, questions.map(askedOf));
  const own = questions.map((question, at) => ofItsOwnDay(question, read[at]));
  const known = read.map((found, at) => (own[at] ? undefined : found));
  const bookings = questions.flatMap(({ kind, subject }) => (kind === 'booking' ? [subject] : []));
  const late = Object.keys(toldLate).length > 0 && bookings.length > 0;
  const toldOn = late ? await readToldOn(tx, { position, zone }, bookings) : new Map<string, number>();
  const [same, other, moved]: [Question[], NewRuling[], Question[]] = [[], [], []];
  questions.forEach((question, at) => {
    const before = stands.get(questionKey(question)) ?? null;
    const ofItsDay = own[at];
    const { decision, subject } = question;
    const answer = ofItsDay
      ? decidedElsewhere(ofItsDay)
      : decider.decide(decision, askedOf(question), withToldOn(known[at], toldOn.get(subject)));
    if (before && isSameAnswer(before, answer)) same.push(question);
    else if (before || known[at]) other.push({ question, answer, before });
    if (before && ofItsDay) moved.push(ofItsDay);
  });
  return { position, same, other, standing, moved };
}

/** Each question once. */
function once(questions: readonly Question[]): Question[] {
  return [...new Map(questions.map((question) => [questionKey(question), question])).values()];
}

/** What the audit keeps of an answer. */
function told(question: Question, { exception, gives, rule, policy }: Answer): object {
  const { kind, subject, decision, day } = question;
  return { kind, subject, decision, day, policy, rule, exception, gives };
}
