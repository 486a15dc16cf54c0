import { writeDay } from '../../../engine/kernel/day.js';
import { storedDay, type KnownSubject } from '../reading/subject.js';
import type { Question } from '../store/question.js';
import { noAnswer, OTHER_DAY, type Answer } from './answer.js';

/**
 * The same question for the day on which a booking is by now: it is credited by what holds on its own day, and nothing else is an answer to who is
 * credited for it. Nothing where the question is of that day, or of something else.
 */
export function ofItsOwnDay(question: Question, known: KnownSubject | undefined): Question | undefined {
  if (question.kind !== 'booking' || question.decision !== 'credit') return undefined;
  const day = known?.facts.get('booking.date');
  if (typeof day !== 'number' || day === storedDay(question.day)) return undefined;
  return { ...question, day: writeDay(day) };
}

/** What stands of the day on which a booking was before it was told for another one. */
export function decidedElsewhere({ subject, day }: Question): Answer {
  return noAnswer(OTHER_DAY, `The booking ${subject} is of ${day} by now, and is decided for that day.`);
}
