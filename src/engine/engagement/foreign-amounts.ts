import { namesIn } from '../conditions/fact-places.js';
import type { NameTypes } from '../conditions/types/name-types.js';
import type { EngagementPolicy } from '../rulebook/rulebook.js';
import type { NamedValues } from '../values/named-values.js';

/** The currencies of all amounts that stand in a part of a policy. */
export function currenciesTested(part: unknown): readonly string[] {
  const found = new Set<string>();
  collect(part, found);
  return [...found].sort();
}

function collect(part: unknown, found: Set<string>): void {
  if (typeof part !== 'object' || part === null) return;
  const { kind, currency } = part as { readonly kind?: unknown; readonly currency?: unknown };
  if (kind === 'money' && typeof currency === 'string') found.add(currency);
  for (const inner of Object.values(part)) collect(inner, found);
}

/** Why amounts that are in these currencies can be tested by nobody who tests amounts in those; undefined where they can. */
export function sayForeign(used: Iterable<string>, tested: readonly string[]): string | undefined {
  const all = [...new Set(used)].sort();
  const [own] = all;
  if (own === undefined) return undefined;
  if (all.length > 1) return `It has amounts in ${all.join(' and ')}.`;
  if (tested.length === 0 || tested.includes(own)) return undefined;
  return `Its amounts are in ${own}, and the policy tests amounts in ${tested.join(' and ')}.`;
}

/** What the conditions of a policy that credits read of amounts, and the currencies in which they test them. */
export interface AmountsTested {
  readonly names: readonly string[];
  readonly tested: readonly string[];
}

/** The phases that are asked until one answers; all of them where none does. What later ones test is no matter. */
export function phasesAsked(
  { phases }: Pick<EngagementPolicy, 'phases'>,
  answering: string | null | undefined,
): Pick<EngagementPolicy, 'phases'> {
  const at = phases.findIndex(({ id }) => id === answering);
  return { phases: at < 0 ? phases : phases.slice(0, at + 1) };
}

/** The amounts that come with a line and that a policy reads to say who is credited for it. */
export function amountsTested(
  { phases }: Pick<EngagementPolicy, 'phases'>,
  types: NameTypes,
  values: NamedValues,
): AmountsTested {
  const asked = phases.flatMap(({ rules }) => rules.flatMap(({ when }) => namesIn(when)));
  const isAmount = (name: string): boolean => name === 'line.net' || types.get(name)?.is === 'money';
  return {
    names: [...new Set(values.leaves([...new Set(asked)]))].filter(isAmount),
    tested: currenciesTested(phases.flatMap(({ rules }) => rules.map(({ when }) => when))),
  };
}
