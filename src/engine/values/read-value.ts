import { readCondition } from '../conditions/read-condition.js';
import { readOperand } from '../conditions/read-operand.js';
import { errorAt, pathTo, type Fault, type Finding } from '../rulebook/finding.js';
import { suggest } from '../rulebook/nearest.js';
import type { LinesOperator, ManyOperator, PairOperator, ValueTree } from '../rulebook/parts/value.js';

const MANY: readonly string[] = [
  'add',
  'multiply',
  'least',
  'greatest',
  'first-known',
  'earlier',
  'later',
] satisfies ManyOperator[];
const PAIR: readonly string[] = [
  'subtract',
  'divide',
  'days-between',
  'months-between',
] satisfies PairOperator[];
const LINES: readonly string[] = ['sum-of', 'count-of', 'largest-of'] satisfies LinesOperator[];

/** Every operator of a value, in the order in which they are told. */
export const OPERATORS: readonly string[] = [
  ...MANY.slice(0, 2),
  ...PAIR,
  ...MANY.slice(2),
  'clamp',
  ...LINES,
];

const DEEPEST = 20;

/** A tree that could be read, or everything that is wrong with it. */
export type ReadValue = { readonly tree: ValueTree } | { readonly findings: readonly Finding[] };

/**
 * Reads one operator with its operands: `divide: [attribute.oti, attribute.quota]` with `if-zero`. Operands are constants, names, and operators
 * in braces. `plain` is parsed YAML or JSON whose scalars are text. A divisor that may be zero needs `if-zero`, because no default is right.
 */
export function readValue(plain: unknown, path: string): ReadValue {
  const findings: Finding[] = [];
  const tree = readOperator(plain, { path, depth: 0, findings });
  return tree && findings.length === 0 ? { tree } : { findings };
}

interface Reading {
  readonly path: string;
  readonly depth: number;
  readonly findings: Finding[];
}

function readOperator(plain: unknown, at: Reading): ValueTree | undefined {
  if (at.depth > DEEPEST) return wrong(at, TOO_DEEP);
  if (!isMap(plain)) return wrong(at, NO_OPERATOR);
  const keys = Object.keys(plain);
  const unknown = keys.find((key) => key !== 'if-zero' && !OPERATORS.includes(key));
  if (unknown !== undefined) return wrong(at, noOperator(unknown), unknown);
  const [operator, ...others] = keys.filter((key) => key !== 'if-zero');
  if (operator === undefined) return wrong(at, NO_OPERATOR);
  if (others.length > 0) return wrong(at, severalOperators([operator, ...others]));
  if ('if-zero' in plain && operator !== 'divide') return wrong(under(at, 'if-zero'), ONLY_DIVIDE);
  const here = under(at, operator);
  if (LINES.includes(operator)) return readLines(operator as LinesOperator, plain[operator], here);
  if (operator === 'clamp') return readClamp(plain[operator], here);
  const of = readOperands(operator, plain[operator], here);
  if (!of) return undefined;
  if (MANY.includes(operator)) return { operator: operator as ManyOperator, of };
  const ifZero = operator === 'divide' ? readIfZero(plain, { of, at }) : null;
  return ifZero === undefined ? undefined : { operator: operator as PairOperator, of, ifZero };
}

function readOperands(operator: string, plain: unknown, at: Reading): readonly ValueTree[] | undefined {
  const pair = PAIR.includes(operator);
  if (!Array.isArray(plain) || plain.length < 2 || (pair && plain.length !== 2))
    return wrong(at, operandsWanted(operator, pair));
  const of = (plain as unknown[]).map((each, index) => readPart(each, under(at, index)));
  return of.every((each) => each !== undefined) ? (of as ValueTree[]) : undefined;
}

/** An operand: a text, or an operator in braces. */
function readPart(plain: unknown, at: Reading): ValueTree | undefined {
  if (isMap(plain)) return readOperator(plain, { ...at, depth: at.depth + 1 });
  if (typeof plain !== 'string') return wrong(at, NO_OPERAND);
  const operand = readOperand(plain);
  if ('fault' in operand) return wrong(at, { ...NO_OPERAND, code: 'BAD_NUMBER', message: operand.fault });
  if ('word' in operand)
    return wrong(at, { ...NO_OPERAND, message: `"${plain}" is neither a number nor a name.` });
  return { operand };
}

function readIfZero(
  plain: Readonly<Record<string, unknown>>,
  { of, at }: { of: readonly ValueTree[]; at: Reading },
): ValueTree | null | undefined {
  const divisor = of[1];
  const never = divisor && 'operand' in divisor && !('name' in divisor.operand);
  if (never && isZeroConstant(divisor)) return wrong(under(under(at, 'divide'), 1), BY_ZERO);
  const written = plain['if-zero'];
  if (written === undefined) return never ? null : wrong(under(at, 'divide'), WHAT_IF_ZERO);
  return written === 'refuse' ? null : readPart(written, under(at, 'if-zero'));
}

function isZeroConstant(tree: ValueTree): boolean {
  return 'operand' in tree && 'quantity' in tree.operand && tree.operand.quantity.value.n === 0n;
}

function readClamp(plain: unknown, at: Reading): ValueTree | undefined {
  const map = keysOf(plain, at, { needed: ['of'], also: ['least', 'most'] });
  if (!map) return undefined;
  if (map['least'] === undefined && map['most'] === undefined) return wrong(at, NO_LIMIT);
  const part = (key: string): ValueTree | null | undefined =>
    map[key] === undefined ? null : readPart(map[key], under(at, key));
  const [of, least, most] = [part('of'), part('least'), part('most')];
  return of && least !== undefined && most !== undefined ? { operator: 'clamp', of, least, most } : undefined;
}

function readLines(operator: LinesOperator, plain: unknown, at: Reading): ValueTree | undefined {
  const counts = operator === 'count-of';
  const map = keysOf(plain, at, {
    needed: counts ? ['lines'] : ['lines', 'number'],
    also: ['when'],
  });
  if (!map) return undefined;
  if (map['lines'] !== 'booking.lines') return wrong(under(at, 'lines'), ONLY_LINES);
  const number = counts ? null : readPart(map['number'], under(at, 'number'));
  const when = map['when'] === undefined ? null : readCondition(map['when'], pathTo(at.path, 'when'));
  if (when && 'findings' in when) at.findings.push(...when.findings);
  if (number === undefined || (when && 'findings' in when)) return undefined;
  return { operator, number, when: when && when.condition };
}

function keysOf(
  plain: unknown,
  at: Reading,
  { needed, also }: { needed: readonly string[]; also: readonly string[] },
): Readonly<Record<string, unknown>> | undefined {
  const keys = [...needed, ...also];
  const example = `Write { ${keys.map((key) => `${key}: …`).join(', ')} }.`;
  if (!isMap(plain))
    return wrong(at, { code: 'WRONG_SHAPE', message: 'Here must be a map.', remedy: example });
  const odd = Object.keys(plain).find((key) => !keys.includes(key));
  if (odd !== undefined) {
    const message = `There is no key \`${odd}\` here.`;
    return wrong(under(at, odd), { code: 'UNKNOWN_KEY', message, remedy: suggest(odd, keys) }, odd);
  }
  const lacking = needed.find((key) => plain[key] === undefined);
  if (lacking === undefined) return plain;
  return wrong(at, { code: 'MISSING_KEY', message: `\`${lacking}\` is missing.`, remedy: example });
}

function wrong(at: Reading, fault: Fault, text?: string): undefined {
  at.findings.push(errorAt(at.path, fault, text));
  return undefined;
}

function under(at: Reading, step: string | number): Reading {
  return { ...at, path: pathTo(at.path, step) };
}

function isMap(plain: unknown): plain is Readonly<Record<string, unknown>> {
  return typeof plain === 'object' && plain !== null && !Array.isArray(plain);
}

function noOperator(key: string): Fault {
  return {
    code: 'UNKNOWN_KEY',
    message: `I know no operator \`${key}\`.`,
    remedy: suggest(key, OPERATORS),
  };
}

function severalOperators(keys: readonly string[]): Fault {
  return {
    code: 'ONE_OF_KEYS',
    message: `${keys.join(' and ')} stand beside each other, and a value has one operator.`,
    remedy: 'Put one of them into braces as an operand of the other.',
  };
}

function operandsWanted(operator: string, pair: boolean): Fault {
  return {
    code: 'WRONG_SHAPE',
    message: `${operator} takes a list of ${pair ? 'two operands' : 'two operands or more'}.`,
    remedy: `Write it like ${operator}: [${operator.endsWith('between') || operator === 'earlier' || operator === 'later' ? 'participant.hired, booking.date' : 'line.net, line.cost'}].`,
  };
}

const NO_OPERATOR: Fault = {
  code: 'WRONG_SHAPE',
  message: 'Here must be an operator with its operands.',
  remedy: 'Write it like multiply: [attribute.oti, 60%].',
};
const NO_OPERAND: Fault = {
  code: 'WRONG_SHAPE',
  message: 'An operand is a number with its unit, a name with a dot, or an operator in braces.',
  remedy: 'Write it like 60%, attribute.oti or { multiply: [attribute.oti, 60%] }.',
};
const ONLY_DIVIDE: Fault = {
  code: 'NOT_NEEDED',
  message: 'Only a division asks what holds for zero.',
  remedy: 'Take `if-zero` away, or write `divide`.',
};
const WHAT_IF_ZERO: Fault = {
  code: 'UNDECLARED',
  message:
    'What does the division give where its divisor is zero? Nothing known (refuse), or a number such as 0%.',
  remedy: 'Write `if-zero: refuse`, or a number, beside `divide`.',
};
const BY_ZERO: Fault = {
  code: 'BAD_NUMBER',
  message: 'Nothing can be divided by zero.',
  remedy: 'Write another divisor.',
};
const NO_LIMIT: Fault = {
  code: 'MISSING_KEY',
  message: 'Neither `least` nor `most` says where to stop.',
  remedy: 'Write one of them, or both.',
};
const ONLY_LINES: Fault = {
  code: 'UNKNOWN_WORD',
  message: 'Only the lines of the booking can be gone over.',
  remedy: 'Write `lines: booking.lines`.',
};
const TOO_DEEP: Fault = {
  code: 'WRONG_SHAPE',
  message: `Operators nest deeper than ${DEEPEST} levels.`,
  remedy: 'Make a value of a part, and read it as value.<id>.',
};
