import { errorAt, pathTo, type Fault, type Finding } from '../../../../engine/rulebook/finding.js';
import type { Derived, Measure, WindowName } from '../../../../engine/rulebook/rulebook.js';
import { sayNegative } from '../plan-kinds/declared-decisions.js';
import type { MeasureInput } from '../plan-kinds/measure.input.js';
import { kebab } from '../shape/key.js';
import { conditionOf, daysOf, operandOf } from '../read/operand.js';
import { readModifier } from './read-measure-modifier.js';

/** Reads a measure: the key of what it adds up, counts or is made of says which kind it is. */
export function readMeasure(input: MeasureInput, path: string, findings: Finding[]): Measure {
  findings.push(...undeclared(input, path), ...notNeeded(input, path));
  if (input.teamQuota && input.quota !== undefined) findings.push(errorAt(pathTo(path, 'quota'), TWO_QUOTAS));
  const derived = derivedOf(input, path, findings);
  return {
    id: input.id,
    sum: input.sum ?? (isCount(input) ? `count.${input.id}` : ''),
    when: conditionOf(input.when),
    credits: (input.credits ?? 'own') as Measure['credits'],
    ...windowOf(input),
    ...quotaOf(input),
    quotaChange: (input.quotaChange ?? 'by-day') as Measure['quotaChange'],
    negative: (input.negative ?? 'pay-back') as Measure['negative'],
    ...typeOf(input),
    ...(input.date === undefined ? {} : { date: input.date }),
    ...(derived ? { derived } : {}),
    ...(input.seasonal ? { seasonal: input.seasonal.map(operandOf) } : {}),
    ...(input.modify
      ? { modify: input.modify.map((each, index) => readModifier(each, `${path}.modify.${index}`, findings)) }
      : {}),
  };
}

/** Over a window of the calendar, or over the last days. */
function windowOf({ window, rolling }: MeasureInput): Pick<Measure, 'window' | 'rolling'> {
  return rolling === undefined
    ? { window: window as WindowName }
    : { window: 'plan-to-date', rolling: daysOf(rolling) };
}

/** The person's own quota, or what those of the team make. */
function quotaOf({ quota, teamQuota }: MeasureInput): Pick<Measure, 'quota' | 'teamQuota'> {
  if (!teamQuota) return { quota: quota ?? null };
  const { sum, since, months = [] } = teamQuota;
  return { quota: sum, teamQuota: { since: since ?? null, months: months.map(operandOf) } };
}

function isCount({ count, distinct }: MeasureInput): boolean {
  return count !== undefined || distinct !== undefined;
}

/** What its number is, and how things are counted. */
function typeOf(input: MeasureInput): Pick<Measure, 'is' | 'unit' | 'counted'> {
  const counts = isCount(input);
  const is = input.is ?? (counts ? 'count' : undefined);
  const unit = input.unit ?? (counts ? (input.count ?? 'value') : undefined);
  return {
    ...(is === undefined ? {} : { is: is as NonNullable<Measure['is']> }),
    ...(unit === undefined ? {} : { unit }),
    ...(counts ? { counted: countedOf(input) } : {}),
  };
}

function countedOf({ count, distinct, splitCounts }: MeasureInput): NonNullable<Measure['counted']> {
  return {
    what: (count ?? 'distinct') as 'booking' | 'line' | 'distinct',
    fact: distinct ?? null,
    split: (splitCounts ?? 'whole') as 'whole' | 'by-share',
  };
}

function derivedOf(input: MeasureInput, path: string, findings: Finding[]): Derived | undefined {
  const { ratio, difference, weighted, reported } = input;
  if (reported !== undefined) return { kind: 'reported', by: reported as 'participant' | 'team' | 'company' };
  if (weighted) {
    const parts = weighted.map(({ of, weight }) => ({ of, weight: operandOf(weight) }));
    return { kind: 'weighted', parts, noQuota: orRefuse(input.noQuota) };
  }
  const pair = ratio ?? difference;
  if (!pair) return undefined;
  const [a, b] = pair;
  if (a === undefined || b === undefined || pair.length !== 2) {
    findings.push(errorAt(pathTo(path, ratio ? 'ratio' : 'difference'), TWO));
    return undefined;
  }
  return ratio
    ? { kind: 'ratio', of: [a, b], ifZero: orRefuse(input.ifZero) }
    : { kind: 'difference', of: [a, b] };
}

function orRefuse(text: string | undefined): ReturnType<typeof operandOf> | 'refuse' {
  return text === undefined || text === 'refuse' ? 'refuse' : operandOf(text);
}

/** Decisions about money that have no default. */
function undeclared(input: MeasureInput, path: string): Finding[] {
  const found: Finding[] = [];
  const say = (message: string, remedy: string): void => {
    found.push(errorAt(path, { code: 'UNDECLARED', message, remedy }));
  };
  const derived = input.ratio ?? input.difference ?? input.weighted ?? input.reported;
  if (derived === undefined && input.negative === undefined)
    say(sayNegative(), 'Write `negative:`, such as `negative: carry-measure`.');
  if ((input.count ?? input.distinct) !== undefined && input.splitCounts === undefined)
    say(SPLIT, 'Write `split-counts: whole` or `split-counts: by-share`.');
  if (input.ratio && input.ifZero === undefined)
    say(ZERO, 'Write `if-zero: 0%`, another number, or `if-zero: refuse`.');
  if (input.weighted?.some(({ of }) => of.startsWith('attainment.')) && input.noQuota === undefined)
    say(NO_QUOTA, 'Write `no-quota: refuse`, or what it counts as, such as `no-quota: 0%`.');
  return found;
}

/** Keys that belong to another kind of measure. */
function notNeeded(input: MeasureInput, path: string): Finding[] {
  const counts = input.count !== undefined || input.distinct !== undefined;
  const addsUp = counts || input.sum !== undefined;
  const odd: (keyof MeasureInput)[] = [];
  if (!counts && input.splitCounts !== undefined) odd.push('splitCounts');
  if (!counts && input.is !== 'count' && input.unit !== undefined) odd.push('unit');
  if (input.reported === undefined && input.is !== undefined) odd.push('is');
  if (!input.ratio && input.ifZero !== undefined) odd.push('ifZero');
  if (!input.weighted && input.noQuota !== undefined) odd.push('noQuota');
  if (!addsUp)
    odd.push(...(['when', 'credits', 'negative', 'date'] as const).filter((key) => input[key] !== undefined));
  return odd.map((key) => {
    const name = kebab(key);
    const message = `\`${name}\` says nothing about a measure of this kind.`;
    return errorAt(pathTo(path, name), { code: 'NOT_NEEDED', message, remedy: 'Take it away.' });
  });
}

const TWO_QUOTAS: Fault = {
  code: 'NOT_NEEDED',
  message: 'The quota is that of the team, or the one that `quota` names.',
  remedy: 'Take one of them away.',
};
const TWO: Fault = {
  code: 'WRONG_SHAPE',
  message: 'A ratio or difference is of two measures.',
  remedy: 'Write it like [measure.margin, measure.revenue].',
};
const SPLIT =
  '`split-counts` is missing: a booking split 60/40 counts 1 for each of the two, or 0.6 and 0.4. Say which.';
const ZERO = '`if-zero` is missing: what is the ratio where the second measure is zero? Say which.';
const NO_QUOTA =
  '`no-quota` is missing: what does the attainment of somebody without a quota count as? Say which.';
