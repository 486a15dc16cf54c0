import { sayNumber } from '../../conditions/verdict/say-test.js';
import type { SayHow } from '../../conditions/verdict/say-verdict.js';
import { writeDay } from '../../kernel/day.js';
import type { FactValue } from '../../model/facts.js';
import type { RoundingStep, Value, ValueTree } from '../../rulebook/parts/value.js';
import type { NamedValues } from '../named-values.js';
import type { NamesRead } from '../names/names-read.js';
import type { ValueKind } from '../type-of-value.js';
import { Said } from './said.js';
import { sayWindow } from './say-window.js';
import { whyUnknown } from './why-unknown.js';
import { kindOfPart, sayLines, unitOfKind } from './words.js';

/** How the values of a document came about for one thing: `60,000 × 60% ÷ 300,000`; where one is unknown, what made it so. */
export function howOf(values: NamedValues, of: NamesRead): SayHow {
  return (name) => {
    const value = values.get(name);
    if (!value) return sayWindow(name, values, of);
    const by = new Said(values, of);
    return by.name(name) === undefined ? whyUnknown(name, by) : sayHow(value, by);
  };
}

/** How a value came about, its names replaced by what they were; amounts without their currency, which is one for all of them. */
function sayHow({ tree, round }: Value, by: Said): string {
  const { text } = 'number' in tree ? { text: sayLines(tree) } : say(tree, by);
  return round ? `${text}, rounded to ${STEPS[round.to]}` : text;
}

const STEPS: Readonly<Record<RoundingStep, string>> = {
  whole: 'whole numbers',
  cents: 'cents',
  millionths: 'millionths',
  percent: 'whole percents',
  'tenth-percent': '0.1%',
  'hundredth-percent': '0.01%',
};

/** What is said, and how tightly it holds together: a number 3, a product 2, a sum 1, words 0. */
interface Phrase {
  readonly text: string;
  readonly tight: number;
}

const SIGNS: Readonly<Record<string, { sign: string; tight: number }>> = {
  add: { sign: '+', tight: 1 },
  subtract: { sign: '−', tight: 1 },
  multiply: { sign: '×', tight: 2 },
  divide: { sign: '÷', tight: 2 },
};

function say(tree: ValueTree, by: Said): Phrase {
  if ('operand' in tree || 'number' in tree) return { text: sayPart(tree, by), tight: 3 };
  if (tree.operator === 'clamp') return sayClamp(tree, by);
  if (tree.operator === 'first-known') {
    const found = tree.of.find((part) => by.part(part) !== undefined);
    return found ? say(found, by) : { text: 'unknown', tight: 3 };
  }
  if (tree.operator === 'divide' && isNothing(by, tree.of[1])) {
    const instead = tree.ifZero && sayPart(tree.ifZero, by);
    return { text: `${instead ?? 'unknown'}, as the divisor is 0`, tight: 0 };
  }
  const sign = SIGNS[tree.operator];
  if (!sign) return { text: sayWords(tree, by), tight: 0 };
  const parts = tree.of.map((part, at) => {
    const { text, tight } = say(part, by);
    const isLoose = tight < sign.tight || (at > 0 && tight === sign.tight && /[−÷]/.test(sign.sign));
    return isLoose ? `(${text})` : text;
  });
  return { text: parts.join(` ${sign.sign} `), tight: sign.tight };
}

function isNothing(by: Said, divisor: ValueTree | undefined): boolean {
  const value = divisor && by.part(divisor);
  return typeof value === 'object' && value.n === 0n;
}

function sayClamp(tree: Extract<ValueTree, { operator: 'clamp' }>, by: Said): Phrase {
  const limits = [
    ...(tree.least ? [`at least ${sayPart(tree.least, by)}`] : []),
    ...(tree.most ? [`at most ${sayPart(tree.most, by)}`] : []),
  ];
  const { text, tight } = say(tree.of, by);
  return { text: `${tight === 0 ? `(${text})` : text}, ${limits.join(' and ')}`, tight: 0 };
}

const WORDS: Readonly<Record<string, string>> = {
  least: 'the least of',
  greatest: 'the greatest of',
  earlier: 'the earlier of',
  later: 'the later of',
};

function sayWords(tree: Extract<ValueTree, { of: readonly ValueTree[] }>, by: Said): string {
  const parts = tree.of.map((part) => {
    const { text, tight } = say(part, by);
    return tight === 0 ? `(${text})` : text;
  });
  const words = WORDS[tree.operator];
  if (words) return `${words} ${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
  return `${tree.operator === 'days-between' ? 'days' : 'whole months'} from ${parts.join(' to ')}`;
}

/** What a part came to, in its unit. */
function sayPart(tree: ValueTree, by: Said): string {
  return sayIn(by.part(tree), kindOfPart(tree, by.values));
}

function sayIn(value: FactValue, kind: ValueKind | undefined): string {
  if (value === undefined) return 'unknown';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return writeDay(value);
  return sayNumber(value, kind && kind.is !== 'money' ? unitOfKind(kind) : undefined);
}
