import type { ConditionScope } from '../../../conditions/type-check.js';
import { isSameUnit, type NameType } from '../../../conditions/types/name-types.js';
import { sayRate } from '../../../explain/say-numbers.js';
import { add, compare, ONE, ZERO } from '../../../kernel/ratio.js';
import { errorAt, warningAt, type Fault, type Finding } from '../../finding.js';
import { suggest } from '../../nearest.js';
import { isNamed, isShare } from '../../reads/credit-reads.js';
import type { CreditPart, CreditParts, FactCatalogue } from '../../rulebook.js';
import { checkShares } from '../money/shares.js';
import { unknownFact } from '../unknown-fact.js';
import { checkUnique } from '../unique-ids.js';

/** What the parts of a credit may name. */
export interface InPolicy {
  readonly facts: FactCatalogue;
  readonly scope: ConditionScope;
}

/** Judges who a rule credits: people that a booking has, parts of one kind that make a whole, and something for somebody. */
export function checkCredit(credit: readonly CreditPart[], path: string, by: InPolicy): Finding[] {
  const found = credit.flatMap((part, index): Finding[] => [
    ...checkRelation(part.to, `${path}.${index}.to`, by.facts),
    ...checkParts(part.parts, `${path}.${index}.parts`, by),
    ...(part.quotaParts === undefined ? [] : checkParts(part.quotaParts, `${path}.${index}.quota-parts`, by)),
    ...(part.parts === 'none' && (part.quotaParts ?? 'none') === 'none'
      ? [errorAt(`${path}.${index}.parts`, NOTHING)]
      : []),
  ]);
  const equal = credit.filter(({ parts }) => parts === 'equal').length;
  const odd =
    equal > 0 && (equal < credit.length || credit.some(({ quotaParts }) => quotaParts !== undefined));
  if (odd) found.push(errorAt(path, MIXED));
  if (credit.length === 0) found.push(errorAt(path, NOBODY));
  const names = credit.map(({ to }) => to);
  return [
    ...found,
    ...(found.length > 0 ? [] : checkWhole(credit, path, by)),
    ...checkShares(credit, path),
    ...checkUnique(names, (index) => `${path}.${index}.to`),
  ];
}

/** Whoever is credited is a relation that a booking has. */
export function checkRelation(to: string, path: string, facts: FactCatalogue): Finding[] {
  const relations = facts.relations.filter(({ name }) => !name.startsWith('participant.'));
  if (relations.some(({ name }) => name === to)) return [];
  const remedy = suggest(
    to,
    relations.map(({ name }) => name),
  );
  const message = `${to} is not a relation to people that a booking has.`;
  return [errorAt(path, { code: 'UNKNOWN_RELATION', message, remedy })];
}

/** What gives parts is a number of the booking: so many of something, or a share. */
function checkParts(parts: CreditParts, path: string, { scope }: InPolicy): Finding[] {
  if (!isNamed(parts)) return [];
  const { name } = parts;
  const type = scope.names.get(name);
  if (type) return isNumber(type) ? [] : [errorAt(path, noParts(name, type), name)];
  const why = scope.elsewhere?.get(name);
  const numbers = [...scope.names].flatMap(([each, of]) => (isNumber(of) ? [each] : []));
  if (why === undefined) return [errorAt(path, unknownFact(name, numbers), name)];
  const message = `${name} is not known here: ${why}`;
  return [errorAt(path, { code: 'WRONG_SCOPE', message, remedy: suggest(name, numbers) }, name)];
}

function isNumber({ is }: NameType): boolean {
  return is === 'count' || is === 'percent' || is === 'days';
}

/** All parts of one kind: shares that make 100%, or so many of one thing. */
function checkWhole(credit: readonly CreditPart[], path: string, { scope }: InPolicy): Finding[] {
  const all = credit.flatMap(({ parts, quotaParts }) =>
    quotaParts === undefined ? [parts] : [parts, quotaParts],
  );
  const named = all.flatMap((each) => (isNamed(each) ? (scope.names.get(each.name) ?? []) : []));
  const shares = [...all.filter(isShare), ...named.filter(({ is }) => is === 'percent')].length;
  const numbers = all.filter((each) => each !== 'none').length;
  if (shares > 0 && shares < numbers) return [errorAt(path, KINDS)];
  const [first] = named;
  if (first && named.some((each) => each.is !== first.is || !isSameUnit(each.unit ?? '', first.unit ?? '')))
    return [errorAt(path, KINDS)];
  const missing = sharesMissing(credit, path);
  return missing.length > 0 ? missing : quotaAbove(credit, path);
}

function sharesMissing(credit: readonly CreditPart[], path: string): Finding[] {
  const stated = credit.map(({ parts }) => parts);
  if (!stated.some(isShare) || stated.some(isNamed)) return [];
  const whole = stated.reduce((sum, each) => (isShare(each) ? add(sum, each.share) : sum), ZERO);
  if (compare(whole, ONE) === 0) return [];
  const message = `The shares make ${sayRate(whole)}, and a line has 100%.`;
  const remedy = 'Write shares that make 100%, or whole numbers if it is their proportion that counts.';
  return [errorAt(path, { code: 'CREDIT_PARTS', message, remedy })];
}

/** Quotas that are retired together by more than the line: a company may mean that. */
function quotaAbove(credit: readonly CreditPart[], path: string): Finding[] {
  if (!credit.some(({ quotaParts }) => quotaParts !== undefined)) return [];
  const number = (parts: CreditParts | undefined): number | undefined => {
    if (parts === 'none' || parts === undefined) return 0;
    if (typeof parts === 'number') return parts;
    return isShare(parts) ? Number((parts.share.n * 1_000_000n) / parts.share.d) : undefined;
  };
  const paid = credit.map(({ parts }) => number(parts));
  const retired = credit.map(({ parts, quotaParts }) => number(quotaParts ?? parts));
  if ([...paid, ...retired].some((each) => each === undefined)) return [];
  const sum = (all: readonly (number | undefined)[]): number => all.reduce<number>((a, b) => a + (b ?? 0), 0);
  const [whole, quota] = [sum(paid), sum(retired)];
  if (whole === 0 || quota <= whole) return [];
  const message = `${quota} parts retire quota, of a whole of ${whole}: together they retire more than the booking.`;
  return [warningAt(path, { code: 'CREDIT_PARTS', message, remedy: 'Keep it if that is meant.' })];
}

function noParts(name: string, { is }: NameType): Fault {
  return {
    code: 'UNIT_MISMATCH',
    message: `${name} is ${is}, and parts are a number of things, days or a percent.`,
    remedy: 'Name a count, such as the stages worked, or a share.',
  };
}

const NOTHING: Fault = {
  code: 'CREDIT_PARTS',
  message: 'Nothing is paid on, and no quota is retired.',
  remedy: 'Write parts, or leave the line out.',
};
const KINDS: Fault = {
  code: 'CREDIT_PARTS',
  message: 'Parts of different kinds stand beside each other: what is the whole then?',
  remedy: 'Write percents for all, or numbers of one thing for all.',
};
const MIXED: Fault = {
  code: 'CREDIT_PARTS',
  message: 'Some parts are numbers and some are `equal`: what is the whole then?',
  remedy: 'Write numbers for all, or `equal` for all.',
};
const NOBODY: Fault = {
  code: 'CREDIT_PARTS',
  message: 'The rule credits nobody.',
  remedy: 'Write who, or take the rule away.',
};
