import { sayTest } from '../conditions/verdict/say-test.js';
import type { Condition } from '../rulebook/rulebook.js';

/** A condition in words, without anything it was tried on: `booking.type is new, expansion and line.net >= 5,000 USD`. */
export function sayCondition(condition: Condition): string {
  if ('all' in condition) return condition.all.map(sayPart).join(' and ');
  if ('any' in condition) return condition.any.map(sayPart).join(' or ');
  if ('not' in condition) return `not (${sayCondition(condition.not)})`;
  if ('named' in condition) return condition.named;
  const { fact, test } = condition;
  const words = sayTest(test);
  return /^[<>]/.test(words) ? `${fact} ${words}` : `${fact} is ${words}`;
}

function sayPart(condition: Condition): string {
  return 'all' in condition || 'any' in condition ? `(${sayCondition(condition)})` : sayCondition(condition);
}
