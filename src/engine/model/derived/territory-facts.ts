import type { Day } from '../../kernel/day.js';
import type { FactValue } from '../facts.js';
import type { Roster } from '../roster.js';

/** What a line's territory says on its date: who holds it, in the order of their ids, and who heads its group. Unknown where nobody does. */
export const TERRITORY_FACTS: Readonly<
  Record<string, (territory: string, date: Day, roster: Roster) => FactValue>
> = {
  'territory.holders': (territory, date, roster) => roster.holdersOn(territory, date).join(', ') || undefined,
  'territory.group-manager': (territory, date, roster) => roster.headOn(territory, date),
};
