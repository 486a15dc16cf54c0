import type { Quantity, Unit } from '../../kernel/quantity.js';
import type { Fault } from '../../rulebook/finding.js';
import { suggest } from '../../rulebook/nearest.js';
import type { FactType, Operand } from '../../rulebook/rulebook.js';
import { insteadOfIsoDuration } from './iso-duration.js';
import { isSameUnit, type NameType, type NameTypes } from './name-types.js';
import { unitSlip } from './unit-slip.js';
import { sayOperand } from '../verdict/say-test.js';

/** The place that a constant or name must fit: a fact or an output, and its type. */
export interface Fitting {
  readonly name: string;
  readonly type: NameType;
}

const EXAMPLES: Readonly<Record<FactType, string>> = {
  money: '5,000 USD',
  percent: '8%',
  count: '40 units',
  days: '90 days',
  date: '2026-03-31',
  text: 'a text',
  'one-of': 'one of its words',
  person: 'the id of a person',
  people: 'known or unknown',
};

const WORDS: ReadonlySet<FactType> = new Set<FactType>(['text', 'one-of']);

const UNIT_OF: Partial<Record<FactType, Unit['kind']>> = {
  money: 'money',
  percent: 'percent',
  count: 'count',
  days: 'duration',
};

/** What a constant is, as people say it. */
const SAYS: Readonly<Record<Unit['kind'], string>> = {
  money: 'an amount of money',
  percent: 'a percentage',
  times: 'a factor',
  count: 'a count',
  duration: 'a length of time',
  'money-per': 'an amount for each of something',
  plain: 'a number',
};

/** What keeps an operand from being compared with, or standing for, a value of the type; nothing where it fits. */
export function fitOf(operand: Operand, at: Fitting, names: NameTypes): Fault | undefined {
  if ('name' in operand) return fitName(operand.name, at, names.get(operand.name));
  if ('quantity' in operand) return fitQuantity(operand.quantity, at);
  if ('day' in operand)
    return at.type.is === 'date' ? undefined : mismatch(sayOperand(operand), 'a date', at);
  return fitWord(operand.word, at);
}

function fitWord(word: string, at: Fitting): Fault | undefined {
  const { is, values } = at.type;
  if (is === 'text' || is === 'person') return undefined;
  if (is !== 'one-of') {
    const duration = insteadOfIsoDuration(word, at.type);
    return duration
      ? { ...mismatch(word, 'a duration as ISO 8601 writes it', at), ...duration }
      : mismatch(word, 'a word', at);
  }
  if (!values || values.includes(word)) return undefined;
  return {
    code: 'UNKNOWN_WORD',
    message: `${word} is not a value of ${at.name}.`,
    remedy: suggest(word, values),
  };
}

function fitQuantity(quantity: Quantity, at: Fitting): Fault | undefined {
  const { is } = at.type;
  const said = sayOperand({ quantity });
  if (is === 'text' || is === 'one-of' || is === 'person') {
    return {
      code: 'UNIT_MISMATCH',
      message: `${said} is a number, and ${at.name} is ${is}.`,
      remedy: `Put it in double quotes: '"${said}"'.`,
    };
  }
  if (quantity.unit.kind === 'plain')
    return {
      code: 'BARE_NUMBER',
      message: `${said} has no unit.`,
      remedy: `${at.name} is ${is}; write it like ${example(at.type)}.`,
    };
  if (isMonths(quantity.unit, at.type)) return undefined;
  if (UNIT_OF[is] !== quantity.unit.kind)
    return unitSlip(quantity, at) ?? mismatch(said, SAYS[quantity.unit.kind], at);
  return fitUnit(quantity.unit, said, at);
}

/** Months between dates are counted, and written as a length of time: `3 months`. */
function isMonths(unit: Unit, { is, unit: of }: NameType): boolean {
  return unit.kind === 'duration' && unit.of === 'months' && is === 'count' && of === 'month';
}

function fitUnit(unit: Unit, said: string, at: Fitting): Fault | undefined {
  const { type } = at;
  if (unit.kind === 'money' && type.currency !== undefined && unit.currency !== type.currency) {
    return {
      code: 'UNIT_MISMATCH',
      message: `${said} is in ${unit.currency}, and ${at.name} is in ${type.currency}.`,
      remedy: `Write the amount in ${type.currency}.`,
    };
  }
  if (unit.kind === 'count' && type.unit !== undefined && !isSameUnit(unit.of, type.unit)) {
    return {
      code: 'UNIT_MISMATCH',
      message: `${said} counts ${unit.of}, and ${at.name} counts ${type.unit}.`,
      remedy: `Write it like ${example(type)}.`,
    };
  }
  if (unit.kind === 'duration' && unit.of !== 'days') {
    return {
      code: 'UNIT_MISMATCH',
      message: `${said} is in ${unit.of.replace('-', ' ')}, and ${at.name} is in days.`,
      remedy:
        unit.of === 'months'
          ? 'A month has 28 to 31 days, so the two cannot be compared. Write it like 90 days.'
          : 'Write it like 90 days.',
    };
  }
  return undefined;
}

function fitName(name: string, at: Fitting, other: NameType | undefined): Fault | undefined {
  if (!other) return undefined;
  if (!isAlike(other.is, at.type.is) || other.is === 'people') return mismatch(name, other.is, at);
  const [there, here] = [measureOf(other), measureOf(at.type)];
  if (there === undefined || here === undefined || isSameUnit(there, here)) return undefined;
  const message = `${name} is in ${there}, and ${at.name} is in ${here}.`;
  return { code: 'UNIT_MISMATCH', message, remedy: 'Compare two names that have the same unit.' };
}

function isAlike(a: FactType, b: FactType): boolean {
  return a === b || (WORDS.has(a) && WORDS.has(b));
}

/** The currency or unit that values of a type are in, if it is one for all. */
function measureOf(type: NameType): string | undefined {
  return type.currency ?? type.unit;
}

function mismatch(said: string, what: string, at: Fitting): Fault {
  return {
    code: 'UNIT_MISMATCH',
    message: `${said} is ${what}, and ${at.name} is ${at.type.is}.`,
    remedy: `Write it like ${example(at.type)}.`,
  };
}

function example(type: NameType): string {
  if (type.is === 'money' && type.currency !== undefined) return `5,000 ${type.currency}`;
  if (type.is === 'count' && type.unit !== undefined) return `40 ${type.unit}s`;
  return type.is === 'one-of' && type.values ? type.values.join(' or ') : EXAMPLES[type.is];
}
