import { FIRST_DAY, writeDay } from '../kernel/day.js';
import type { Hierarchy } from '../model/hierarchy.js';
import type { Company } from '../model/facts.js';
import type { Trouble } from '../model/result.js';
import type { PersonNumber, Roster } from '../model/roster.js';

/** What a person must look at before the pay can be believed; the same trouble of a period is said once. */
export class Troubles {
  private readonly found = new Map<string, Trouble>();

  constructor(known: readonly Trouble[] = []) {
    known.forEach((trouble) => this.add(trouble));
  }

  add(trouble: Trouble): void {
    const key = [trouble.participant, trouble.period, trouble.code, trouble.message].join('\u001f');
    if (!this.found.has(key)) this.found.set(key, trouble);
  }

  all(): readonly Trouble[] {
    return [...this.found.values()];
  }
}

/** What is wrong with assignments themselves: days taken twice, managers who are nobody. */
export function companyTroubles(
  company: Company,
  roster: Roster,
  mine: (participant: string) => boolean,
): readonly Trouble[] {
  const troubles: Trouble[] = [];
  roster.people.forEach(({ id }, person) => {
    if (!mine(id)) return;
    for (const { from } of roster.seatsOf(person).double) {
      const message = `${id} has two assignments at once from ${writeDay(from)}; credits of those days wait until one of them ends.`;
      troubles.push({ participant: id, period: writeDay(from), code: 'TWO_ASSIGNMENTS', message });
    }
  });
  for (const { participant, manager, from } of company.assignments) {
    if (manager === null || !mine(participant) || roster.numberOf(manager) !== undefined) continue;
    const message = `The manager of ${participant}, ${manager}, is no participant, so nothing rolls up from there.`;
    troubles.push({ participant, period: writeDay(from), code: 'UNKNOWN_MANAGER', message });
  }
  return troubles;
}

/** Managers who manage themselves by a circle, and managers on no plan under others: rollups end there. */
export function hierarchyTroubles(
  { circles, vacancies }: Hierarchy,
  roster: Roster,
  mine: (person: PersonNumber) => boolean,
): readonly Trouble[] {
  const round = [...circles].filter(([person]) => mine(person));
  const vacant = vacancies.filter(({ person }) => mine(person));
  return [
    ...round.map(([person, date]): Trouble => {
      const participant = roster.idOf(person);
      const message = `${participant} is, over others, their own manager on ${writeDay(date)}; rollups end there.`;
      return { participant, period: writeDay(date), code: 'MANAGER_CIRCLE', message };
    }),
    ...vacant.map(({ person, from }): Trouble => {
      const participant = roster.idOf(person);
      const since = from === FIRST_DAY ? 'before their first assignment' : `from ${writeDay(from)}`;
      const message = `${participant} has people to manage and no assignment ${since}, so nobody says who is above; rollups end there.`;
      return { participant, period: writeDay(from), code: 'VACANT_MANAGER', message };
    }),
  ];
}
