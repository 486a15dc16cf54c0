import type { Rulebook } from '../rulebook.js';

/** Whether a rulebook caps what credits or deals count or earn, so that it matters which booking a line changes. */
export function capsDeals({ plans, spiffs = [] }: Pick<Rulebook, 'plans' | 'spiffs'>): boolean {
  return [...plans, ...spiffs].some(
    ({ measures, incentives }) =>
      measures.some(({ modify = [] }) => modify.some(({ kind }) => kind === 'cap')) ||
      incentives.some(({ modify }) => modify.some(({ kind }) => kind === 'deal-cap')),
  );
}
