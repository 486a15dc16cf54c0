import { Refusal } from '../../refusal.js';
import { Refusals } from '../mutation/mutate.js';

interface Told {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** More faults than these in one message tell nobody anything. */
const MOST_TOLD = 20;

/** What a query is refused with, in its own words; several things wrong at once are one error with the code and the hint of the first. */
export function refusedWith(cause: unknown): Told | undefined {
  if (cause instanceof Refusal) return cause;
  if (!(cause instanceof Refusals)) return undefined;
  const { errors } = cause;
  const [first] = errors;
  if (!first) return undefined;
  const messages = errors.slice(0, MOST_TOLD).map(({ message }) => message);
  if (errors.length > MOST_TOLD) messages.push(`And ${errors.length - MOST_TOLD} more.`);
  return { code: first.code, message: messages.join(' '), hint: first.hint };
}
