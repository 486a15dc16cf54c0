import { Currencies } from '../../../values/currencies.js';
import type { NamedValues } from '../../../values/named-values.js';
import { namesInValue } from '../../../values/names/names-of-value.js';
import { errorAt, type Fault, type Finding } from '../../finding.js';
import { namesReadByPlan } from '../../reads/names-read.js';
import type { Value } from '../../parts/value.js';
import type { InPlan } from '../plan/in-plan.js';

/**
 * Judges that every amount which a plan reads through values and tables is written in its currency. Tables and shared values are read by plans
 * of several currencies, so that only here it is known which is meant.
 */
export function checkCurrencies(by: InPlan): Finding[] {
  const { plan } = by;
  const isOwn = (name: string): boolean => plan.values.some(({ id }) => name === `value.${id}`);
  const currencies = new Currencies(by.values);
  const told = new Set<string>();
  const inValues = plan.values.flatMap(({ id, tree }, index) => {
    const path = `values.${index}`;
    const own = [...currencies.written(`value.${id}`)].find((each) => each !== plan.currency);
    const names = namesInValue(tree).filter((name) => !isOwn(name) && !told.has(name));
    names.forEach((name) => told.add(name));
    return [
      ...(own === undefined ? [] : [errorAt(path, otherAmount(`value.${id}`, own, by))]),
      ...foreignAmounts(names, path, { plan, currencies }),
    ];
  });
  const names = [...new Set(namesReadByPlan(plan))].filter((name) => !isOwn(name) && !told.has(name));
  return [...inValues, ...foreignAmounts(names, '', { plan, currencies })];
}

/** The names among those read at a place that come to amounts of another currency than the plan's. */
export function foreignAmounts(
  names: readonly string[],
  path: string,
  { plan, currencies }: Pick<InPlan, 'plan'> & { readonly currencies: Currencies },
): Finding[] {
  return names.flatMap((name) => {
    const foreign = [...currencies.of(name)].find(([currency]) => currency !== plan.currency);
    if (!foreign) return [];
    const [currency, where] = foreign;
    return [
      errorAt(
        path,
        where === name ? otherAmount(name, currency, { plan }) : otherThrough(name, foreign, { plan }),
        name,
      ),
    ];
  });
}

/** Judges shared values: one that brings two currencies together is of no plan's currency. */
export function checkOneCurrency(declared: readonly Value[], path: string, values: NamedValues): Finding[] {
  const currencies = new Currencies(values);
  return declared.flatMap(({ id }, index) => {
    const name = `value.${id}`;
    const all = [...currencies.of(name).keys()];
    const parts = [
      currencies.written(name).size,
      ...currencies.reads(name).map((each) => currencies.of(each).size),
    ];
    // Where a part of it has two already, it is told there.
    return all.length > 1 && parts.every((size) => size < 2)
      ? [errorAt(`${path}.${index}`, twoCurrencies(name, all))]
      : [];
  });
}

function otherAmount(name: string, currency: string, { plan }: Pick<InPlan, 'plan'>): Fault {
  return {
    code: 'UNIT_MISMATCH',
    message: `The plan is in ${plan.currency}, and amounts of ${name} are written in ${currency}: nothing converts them.`,
    remedy: remedyOf(name, plan.currency),
  };
}

function otherThrough(
  name: string,
  [currency, where]: readonly [string, string],
  { plan }: Pick<InPlan, 'plan'>,
): Fault {
  return {
    code: 'UNIT_MISMATCH',
    message: `The plan is in ${plan.currency}, and ${name} reads ${where}, whose amounts are written in ${currency}: nothing converts them.`,
    remedy: remedyOf(where, plan.currency),
  };
}

function remedyOf(name: string, currency: string): string {
  return name.startsWith('table.')
    ? `Write its amounts in ${currency}, or read a table or an output of your own for ${currency}.`
    : `Write its amounts in ${currency}, or make a value for ${currency}.`;
}

function twoCurrencies(name: string, all: readonly string[]): Fault {
  return {
    code: 'UNIT_MISMATCH',
    message: `${name} brings amounts in ${all.join(' and ')} together, and nothing converts one to the other.`,
    remedy: 'Make a value for each currency.',
  };
}
