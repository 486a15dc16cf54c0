import { LAST_DAY, FIRST_DAY, type Day } from '../kernel/day.js';
import type { PersonNumber, Roster } from './roster.js';

/** A person's managers from the nearest up, and the days on which that chain stands. */
interface Chain {
  readonly from: Day;
  readonly until: Day;
  readonly managers: readonly PersonNumber[];
}

/** Who manages whom on a day, up to the top. A circle of managers ends where it would come back to somebody already in it. */
export class Hierarchy {
  private readonly chains: (Chain | undefined)[] = [];
  /** People who are their own manager's manager, and a day on which that was found. */
  readonly circles = new Map<PersonNumber, Day>();
  /** Managers between two assignments: nobody says who is above them that day, though at other times somebody is. The day each gap began. */
  readonly vacancies: { readonly person: PersonNumber; readonly from: Day }[] = [];

  constructor(private readonly roster: Roster) {}

  /** The managers of a person on a day, nearest first, by the assignments in force. */
  managersOn(person: PersonNumber, date: Day): readonly PersonNumber[] {
    const known = this.chains[person];
    if (known && known.from <= date && date < known.until) return known.managers;
    const chain = this.climb(person, date);
    this.chains[person] = chain;
    return chain.managers;
  }

  private climb(person: PersonNumber, date: Day): Chain {
    const managers: PersonNumber[] = [];
    let [from, until, at]: [Day, Day, PersonNumber | undefined] = [FIRST_DAY, LAST_DAY, person];
    while (at !== undefined) {
      for (const day of this.roster.changeDays(at, ['participant.manager'])) {
        if (day <= date) from = Math.max(from, day);
        else until = Math.min(until, day);
      }
      const manager: PersonNumber | undefined = this.managerOf(at, date);
      if (manager !== undefined && (manager === person || managers.includes(manager))) {
        this.circles.set(manager, date);
        break;
      }
      if (manager !== undefined) managers.push(manager);
      else if (at !== person) this.noteVacancy(at, date);
      at = manager;
    }
    return { from, until, managers };
  }

  private noteVacancy(person: PersonNumber, date: Day): void {
    const rows = this.roster.seatsOf(person).rows.map(({ assignment }) => assignment);
    if (this.roster.seatOn(person, date) !== undefined || rows.every(({ manager }) => manager === null))
      return;
    const from = Math.max(
      FIRST_DAY,
      ...rows.map(({ until }) => until ?? FIRST_DAY).filter((day) => day <= date),
    );
    const isKnown = this.vacancies.some((each) => each.person === person && each.from === from);
    if (!isKnown) this.vacancies.push({ person, from });
  }

  private managerOf(person: PersonNumber, date: Day): PersonNumber | undefined {
    const seat = this.roster.seatOn(person, date);
    const manager = typeof seat === 'object' ? seat.assignment.manager : null;
    return manager === null ? undefined : this.roster.numberOf(manager);
  }
}
