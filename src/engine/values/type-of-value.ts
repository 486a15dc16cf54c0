import type { Unit } from '../kernel/quantity.js';
import { constantValue, orderOf } from '../conditions/compare-values.js';
import { isSameUnit, type NameType } from '../conditions/types/name-types.js';
import { sayOperand } from '../conditions/verdict/say-test.js';
import { errorAt, pathTo, type Fault, type Finding } from '../rulebook/finding.js';
import type { Operand } from '../rulebook/parts/condition.js';
import type { ValueTree, ValueType } from '../rulebook/parts/value.js';

/** What a value, or a part of one, comes to. `times` is a factor, such as 1.5x or 12; the latter is `bare`. */
export interface ValueKind {
  readonly is: ValueType | 'times';
  readonly bare?: boolean;
  readonly currency?: string | undefined;
  readonly unit?: string | undefined;
}

/** What is needed to find out kinds: the types of names, and where what is wrong is told. */
export interface Typing {
  readonly typeOf: (name: string, path: string) => ValueKind | undefined;
  readonly path: string;
  readonly findings: Finding[];
}

/** The kind of a tree; `undefined` where it has none, with what is wrong among the findings. */
export function kindOfTree(tree: ValueTree, by: Typing): ValueKind | undefined {
  if ('operand' in tree) return kindOfOperand(tree.operand, by);
  const here = under(by, tree.operator);
  if (tree.operator === 'clamp') {
    const parts = [tree.of, tree.least, tree.most];
    const keys = ['of', 'least', 'most'];
    const kinds = parts.flatMap((part, at) => (part ? [kindOfTree(part, under(here, keys[at] ?? ''))] : []));
    const kind = alike(kinds, here, tree.operator);
    if (kind && isUpsideDown(tree.least, tree.most)) wrong(under(here, 'least'), LEAST_ABOVE_MOST);
    return kind;
  }
  if ('number' in tree) {
    if (tree.operator === 'count-of') return { is: 'count', unit: 'line' };
    return tree.number ? kindOfTree(tree.number, under(here, 'number')) : undefined;
  }
  const kinds = tree.of.map((part, at) => kindOfTree(part, under(here, at)));
  if (kinds.includes(undefined)) return undefined;
  const known = kinds as ValueKind[];
  if (!('ifZero' in tree)) return kindOfMany(tree.operator, known, here);
  const kind = kindOfPair(tree.operator, known, here);
  if (!tree.ifZero || !kind) return kind;
  const instead = kindOfTree(tree.ifZero, under(by, 'if-zero'));
  return instead && alike([kind, instead], under(by, 'if-zero'), 'if-zero');
}

function kindOfMany(operator: string, kinds: readonly ValueKind[], by: Typing): ValueKind | undefined {
  if (operator === 'multiply')
    return kinds.reduce<ValueKind | undefined>(product(by), { is: 'times', bare: true });
  if (operator === 'earlier' || operator === 'later')
    return dates(kinds, by, operator) ? { is: 'date' } : undefined;
  if (operator !== 'add') return alike(kinds, by, operator);
  const [date] = kinds.filter(({ is }) => is === 'date');
  const others = kinds.filter(({ is }) => is !== 'date');
  if (!date) return alike(kinds, by, operator);
  return others.length === kinds.length - 1 && others.every(({ is }) => is === 'days')
    ? date
    : wrong(by, differ(operator, kinds));
}

function kindOfPair(operator: string, kinds: readonly ValueKind[], by: Typing): ValueKind | undefined {
  const [a, b] = kinds;
  if (!a || !b) return undefined;
  if (operator === 'divide') return quotient(a, b, by);
  if (operator !== 'subtract') {
    if (!dates(kinds, by, operator)) return undefined;
    return operator === 'days-between' ? { is: 'days' } : { is: 'count', unit: 'month' };
  }
  if (a.is !== 'date') return alike(kinds, by, operator);
  return b.is === 'days' ? a : wrong(by, differ(operator, kinds));
}

function product(by: Typing): (a: ValueKind | undefined, b: ValueKind) => ValueKind | undefined {
  return (a, b) => {
    if (!a) return undefined;
    if (a.is === 'date' || b.is === 'date') return wrong(by, differ('multiply', [a, b]));
    if (isFactor(a)) return factored(a, b);
    if (isFactor(b)) return a;
    const [rate, count] = a.is === 'money-per' ? [a, b] : [b, a];
    if (rate.is === 'money-per' && count.is === 'count' && isSameUnit(rate.unit ?? '', count.unit ?? ''))
      return { is: 'money', currency: rate.currency };
    return wrong(by, differ('multiply', [a, b]));
  };
}

/** What a factor makes of another kind; it is bare only where all is. */
function factored(a: ValueKind, b: ValueKind): ValueKind {
  if (b.is !== 'times') return b;
  return a.is === 'percent' || !a.bare ? a : b;
}

function quotient(a: ValueKind, b: ValueKind, by: Typing): ValueKind | undefined {
  if (a.is !== 'date' && isFactor(b)) return a.is === 'times' ? { is: 'percent' } : a;
  if (a.is === b.is && a.is !== 'date') return alike([a, b], by, 'divide') && { is: 'percent' };
  if (a.is === 'money' && b.is === 'count') return { is: 'money-per', currency: a.currency, unit: b.unit };
  if (a.is === 'money' && b.is === 'money-per') return { is: 'count', unit: b.unit };
  return wrong(by, differ('divide', [a, b]));
}

/** A percent or a factor changes the size of a thing, never its kind. */
function isFactor({ is }: ValueKind): boolean {
  return is === 'percent' || is === 'times';
}

function dates(kinds: readonly ValueKind[], by: Typing, operator: string): boolean {
  if (kinds.every(({ is }) => is === 'date')) return true;
  wrong(by, differ(operator, kinds));
  return false;
}

/** The one kind of several; a factor such as 0.5x beside percents is a percent, and a bare number is asked back. */
function alike(
  kinds: readonly (ValueKind | undefined)[],
  by: Typing,
  operator: string,
): ValueKind | undefined {
  let [found] = kinds;
  const bare = kinds.findIndex((kind) => kind?.bare);
  if (bare >= 0 && kinds.some((kind) => kind?.is === 'percent' || (kind?.is === 'times' && !kind.bare)))
    return wrong(by, BARE);
  for (const kind of kinds.slice(1)) {
    if (!found || !kind) return undefined;
    const joined: ValueKind | undefined = isAlike(found, kind) ? joinedOf(found, kind) : undefined;
    if (!joined) return wrong(by, differ(operator, [found, kind]));
    found = joined;
  }
  return found;
}

function joinedOf(a: ValueKind, b: ValueKind): ValueKind {
  if (a.is === 'times') return b;
  return { is: a.is, currency: a.currency ?? b.currency, unit: a.unit ?? b.unit };
}

/** Whether two kinds can stand for each other: the same, in the same currency and unit where both say one. */
export function isAlike(a: ValueKind, b: ValueKind): boolean {
  if (isFactor(a) && isFactor(b)) return true;
  if (a.is !== b.is) return false;
  if (a.currency !== undefined && b.currency !== undefined && a.currency !== b.currency) return false;
  return a.unit === undefined || b.unit === undefined || isSameUnit(a.unit, b.unit);
}

function kindOfOperand(operand: Operand, by: Typing): ValueKind | undefined {
  if ('name' in operand) return by.typeOf(operand.name, by.path);
  if ('day' in operand) return { is: 'date' };
  if ('word' in operand) return undefined;
  return kindOfUnit(operand.quantity.unit) ?? wrong(by, noUnit(sayOperand(operand)));
}

function kindOfUnit(unit: Unit): ValueKind | undefined {
  if (unit.kind === 'money') return { is: 'money', currency: unit.currency };
  if (unit.kind === 'money-per') return { is: 'money-per', currency: unit.currency, unit: unit.per };
  if (unit.kind === 'count') return { is: 'count', unit: unit.of };
  if (unit.kind === 'percent') return { is: 'percent' };
  if (unit.kind === 'times') return { is: 'times' };
  if (unit.kind === 'plain') return { is: 'times', bare: true };
  if (unit.of === 'months') return { is: 'count', unit: 'month' };
  return unit.of === 'days' ? { is: 'days' } : undefined;
}

/** The kind of a name, from its type; `undefined` for texts and people, which nothing can be computed of. */
export function kindOfType({ is, currency, unit }: NameType): ValueKind | undefined {
  if (is === 'text' || is === 'one-of' || is === 'person' || is === 'people') return undefined;
  return { is, currency, unit };
}

/** A kind in words. */
export function sayKind({ is, currency, unit }: ValueKind): string {
  if (is === 'times') return 'a factor';
  if (is === 'money-per') return `an amount for each ${unit ?? 'thing'}`;
  if (is === 'money') return currency === undefined ? 'money' : `money in ${currency}`;
  if (is === 'count') return unit === undefined ? 'a count' : `a count of ${unit}`;
  return is === 'percent' ? 'a percent' : is === 'days' ? 'a number of days' : 'a date';
}

function differ(operator: string, kinds: readonly ValueKind[]): Fault {
  const said = kinds.map(sayKind);
  const message = `${operator} cannot take ${[...new Set(said)].join(' and ')}${new Set(said).size === 1 ? ' here' : ''}.`;
  const remedy =
    'Add, compare and choose among things of one unit; multiply money by percents, or an amount for each by its count; divide money by money, or by a count.';
  return { code: 'UNIT_MISMATCH', message, remedy };
}

/** Whether both limits are constants and the lower lies above the upper. */
function isUpsideDown(least: ValueTree | null, most: ValueTree | null): boolean {
  if (!least || !most || !('operand' in least) || !('operand' in most)) return false;
  const order = orderOf(constantValue(least.operand), constantValue(most.operand));
  return order !== undefined && order > 0;
}

const LEAST_ABOVE_MOST: Fault = {
  code: 'LIMIT_ORDER',
  message: '`least` lies above `most`, so that always the same comes out.',
  remedy: 'Exchange the two, or correct one.',
};

/** A bare number where a percent is meant: 8 would be 800%. */
export const BARE: Fault = {
  code: 'BARE_NUMBER',
  message: 'A number without a unit stands where a percent or a factor must.',
  remedy: 'Write it like 8%, or like 0.5x; a bare number only multiplies or divides.',
};

function noUnit(said: string): Fault {
  return {
    code: 'UNIT_MISMATCH',
    message: `Nothing can be computed with ${said}.`,
    remedy: 'Write days or months.',
  };
}

function wrong(by: Typing, fault: Fault): undefined {
  by.findings.push(errorAt(by.path, fault));
  return undefined;
}

function under(by: Typing, step: string | number): Typing {
  return { ...by, path: pathTo(by.path, step) };
}
