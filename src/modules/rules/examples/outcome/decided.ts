import { Deciding } from '../../../../engine/engagement/decide.js';
import type { Ruling, SubjectFacts } from '../../../../engine/engagement/ruling.js';
import { catalogueTypes, type NameTypes } from '../../../../engine/conditions/types/name-types.js';
import type { Rulebook } from '../../../../engine/rulebook/rulebook.js';
import { rulingOf } from '../../../../engine/ruling-of.js';
import type { TestGiven } from '../../documents/test-document.js';
import type { Problem } from '../example-report.js';
import type { Given } from '../gather.js';
import { typedFact } from '../world/typed-fact.js';

/** What is given, as the engine is asked about it; amounts in two currencies are a problem. */
export function subjectOf(
  { item, path }: Given<TestGiven>,
  types: NameTypes,
  problems: Problem[],
): SubjectFacts {
  const typed = item.facts.map((fact) => typedFact(fact, types));
  const currencies = [...new Set(typed.flatMap(({ currency }) => currency ?? []))];
  if (currencies.length > 1)
    problems.push({ path, message: `${item.id} has amounts in ${currencies.join(' and ')}.` });
  const facts = new Map(typed.map(({ name, value }) => [name, value]));
  return { id: item.id, date: item.date, currency: currencies[0] ?? null, facts };
}

/** Asks the policy that is tested, or every policy where the test is of something else. */
export function deciderOf(
  document: string,
  rulebook: Rulebook,
): (decision: string, subject: SubjectFacts) => Ruling {
  const tested = rulebook.policies.filter(({ id }) => id === document);
  const rules = { ...rulebook, policies: tested.length > 0 ? tested : rulebook.policies };
  const deciding = new Deciding(rules);
  return (decision, subject) =>
    decision === 'credit' ? rulingOf(subject, rules) : deciding.decide(decision, subject);
}

/** The types by which the facts of what is given are read. */
export function typesOf({ facts }: Rulebook): NameTypes {
  return catalogueTypes(facts);
}
