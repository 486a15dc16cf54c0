import type { Credit } from '../../model/result.js';
import type { FactCatalogue, Plan } from '../../rulebook/rulebook.js';
import { inCurrency } from '../../values/in-currency.js';
import type { NamesRead } from '../../values/names/names-read.js';

/** A line read in the currency of the plan, as it was when it was credited; as it is where nothing was converted. */
export function readInPlanCurrency(
  names: NamesRead,
  booked: Credit['booked'],
  { facts: { fields }, plan }: { facts: Pick<FactCatalogue, 'fields'>; plan: Pick<Plan, 'fx'> },
): NamesRead {
  if (!booked) return names;
  const { rate } = booked.rate;
  const round = plan.fx?.credit?.round ?? null;
  const money = new Set(fields.filter(({ is }) => is === 'money').map(({ name }) => name));
  const isMoney = (name: string): boolean =>
    name === 'line.net' || name === 'original.net' || (/^(?:line|booking)\./.test(name) && money.has(name));
  const converted = (of: NamesRead): NamesRead => ({
    day: of.day,
    leaf: (name) => {
      const value = of.leaf(name);
      return typeof value === 'object' && isMoney(name) ? inCurrency(value, { rate, round }) : value;
    },
    get lines() {
      return (of.lines ?? []).map(converted);
    },
  });
  return converted(names);
}
