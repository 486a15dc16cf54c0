import type { FactValue } from '../../../../src/engine/model/facts.js';
import type { Condition, Operand, Plan, Table, UnaryTest } from '../../../../src/engine/rulebook/rulebook.js';
import { naive } from '../../../support/rules/naive-value.js';
import { order, sumOf, type Fraction } from './fraction.js';
import { holds, type World } from './world.js';
import type { Day } from '../../../../src/engine/kernel/day.js';

/** Gives what a name stands for; `undefined` is unknown. */
export type Reads = (name: string) => FactValue;

/** Reads values and tables by what they are made of; everything else as said. `day` says which version of a table holds. */
export function reading(world: World, plan: Plan, { day, leaf }: { day: Day; leaf: Reads }): Reads {
  const read: Reads = (name) => {
    const [kind, id = '', output = ''] = name.split('.');
    if (kind === 'value') {
      const value = [...plan.values, ...world.rulebook.facts.values].find((each) => each.id === id);
      const facts = { get: read } as unknown as ReadonlyMap<string, FactValue>;
      return value && naive(value, { facts, lines: [] });
    }
    if (kind === 'table') {
      const table = world.rulebook.tables.find((each) => each.id === id && holds(each.effective, day));
      return table && lookUp(table, output, read);
    }
    return leaf(name);
  };
  return read;
}

/** What an operand comes to. */
export function worth(operand: Operand, read: Reads): FactValue {
  if ('name' in operand) return read(operand.name);
  if ('quantity' in operand) return operand.quantity.value;
  return 'day' in operand ? operand.day : operand.word;
}

/** The number an operand comes to; `undefined` where it is unknown, or none. */
export function numberOf(operand: Operand, read: Reads): Fraction | undefined {
  const found = worth(operand, read);
  return typeof found === 'object' ? found : undefined;
}

/** The first row that matches, or the sum of all that do. */
function lookUp({ hit, inputs, outputs, rows, noMatch }: Table, output: string, read: Reads): FactValue {
  const at = outputs.findIndex(({ id }) => id === output);
  const matching = rows.filter(({ tests }) =>
    tests.every((test, index) => passes(test, read(inputs[index] ?? ''), read)),
  );
  const given = matching.map((row) => row.outputs[at]).filter((each) => each !== undefined);
  if (given.length === 0) {
    const otherwise = outputs[at]?.default;
    return noMatch === 'default' && otherwise ? worth(otherwise, read) : undefined;
  }
  if (hit !== 'collect-sum') return given[0] && worth(given[0], read);
  const numbers = given.map((each) => numberOf(each, read));
  return numbers.includes(undefined) ? undefined : sumOf(numbers as Fraction[]);
}

/** Whether a condition holds. */
export function meets(condition: Condition, plan: Plan | null, read: Reads): boolean {
  if ('all' in condition) return condition.all.every((each) => meets(each, plan, read));
  if ('any' in condition) return condition.any.some((each) => meets(each, plan, read));
  if ('not' in condition) return !meets(condition.not, plan, read);
  if ('fact' in condition) return passes(condition.test, read(condition.fact), read);
  const named = plan?.conditions.find(({ id }) => id === condition.named);
  return named !== undefined && meets(named.when, plan, read);
}

/** What is unknown passes only `unknown` and `anything`. */
function passes(test: UnaryTest, actual: FactValue, read: Reads): boolean {
  if (test.is === 'anything') return true;
  if (test.is === 'unknown') return actual === undefined;
  if (test.is === 'one-of') return test.tests.some((each) => passes(each, actual, read));
  if (actual === undefined) return false;
  if (test.is === 'known') return true;
  if (test.is === 'not') return !passes(test.test, actual, read);
  if (test.is === 'equal') return compared(actual, worth(test.to, read), (sign) => sign === 0);
  if (test.is === 'within')
    return (
      compared(actual, worth(test.from, read), (sign) => sign > 0 || (sign === 0 && test.includesFrom)) &&
      compared(actual, worth(test.to, read), (sign) => sign < 0 || (sign === 0 && test.includesTo))
    );
  if (!('than' in test)) return false;
  return compared(actual, worth(test.than, read), (sign) => {
    if (sign === 0) return test.is === 'less-or-equal' || test.is === 'greater-or-equal';
    return sign < 0 === test.is.startsWith('less');
  });
}

function compared(a: FactValue, b: FactValue, passesBy: (sign: number) => boolean): boolean {
  if (a === undefined || b === undefined) return false;
  if (typeof a === 'object' && typeof b === 'object') return passesBy(order(a, b));
  return typeof a === typeof b && passesBy(a < b ? -1 : a > b ? 1 : 0);
}
