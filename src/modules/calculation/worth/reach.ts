import { periodContaining } from '../../../engine/kernel/calendar-period.js';
import { FIRST_DAY, type Day } from '../../../engine/kernel/day.js';
import type { Company } from '../../../engine/model/facts.js';
import { capsDeals } from '../../../engine/rulebook/reads/caps-deals.js';
import type { Roster } from '../../../engine/model/roster.js';
import type { Plan, Rulebook } from '../../../engine/rulebook/rulebook.js';

/** Which booking lines may matter to a participant: those of these people, territories and relations, from a day on. */
export interface Reach {
  readonly since: Day;
  /** The participant, and where credit rolls up everybody who was ever under them. */
  readonly people: readonly string[];
  /** Territories that any of these people ever held, or whose group they headed. */
  readonly territories: readonly string[];
  /** Facts of a line that name who is credited, beside the salesperson and the territory. */
  readonly relations: readonly string[];
  /** Bookings and accounts that rulings by people give to any of these people, whoever else is named. */
  readonly ruled: {
    readonly sources: readonly string[];
    readonly bookings: readonly string[];
    readonly accounts: readonly string[];
  };
}

const BY_COLUMN = new Set([
  'booking.salesperson',
  'territory.holders',
  'territory.group-manager',
  'participant.manager',
]);

/** The lines that may matter to a participant for deals on some days; rather too many than one too few. */
export function reachOf(
  {
    company,
    rulebook,
    roster,
  }: { readonly company: Company; readonly rulebook: Rulebook; readonly roster: Roster },
  { participant, dates }: { readonly participant: string; readonly dates: readonly Day[] },
): Reach {
  const { policies } = rulebook;
  const rollsUp = policies.some(({ rollup }) => rollup.some(({ to }) => to === 'participant.manager'));
  const people = rollsUp ? everUnder(company, participant) : new Set([participant]);
  const headed = new Set(company.groupHeads.filter((row) => people.has(row.participant)).map(({ of }) => of));
  const held = company.territoryHolders.filter((row) => people.has(row.participant)).map(({ of }) => of);
  const grouped = company.territories
    .filter(({ group }) => group !== null && headed.has(group))
    .map(({ id }) => id);
  const rules = policies.flatMap(({ phases }) => phases.flatMap((phase) => phase.rules));
  const relations = [
    ...rules.flatMap(({ credit }) => (credit === 'house' ? [] : credit.map(({ to }) => to))),
    ...policies.flatMap(({ overlays = [] }) => overlays.map(({ to }) => to)),
  ];
  return {
    since: Math.min(...dates.map((date) => sinceOf(date, { rulebook, roster, participant }))),
    people: [...people],
    territories: [...new Set([...held, ...grouped])],
    relations: [...new Set(relations)].filter((name) => !BY_COLUMN.has(name)).sort(),
    ruled: ruledTo(people, company),
  };
}

/** What rulings by people give to any of them. */
function ruledTo(people: ReadonlySet<string>, { rulings = [] }: Company): Reach['ruled'] {
  const own = rulings.filter(({ to }) => to !== 'house' && to.some((each) => people.has(each.participant)));
  const bookings = own.flatMap(({ of, changedBy = [] }) =>
    'booking' in of
      ? [of.booking, ...changedBy.map(({ booking }) => booking)].map((booking) => ({
          source: of.source,
          booking,
        }))
      : [],
  );
  return {
    sources: bookings.map(({ source }) => source),
    bookings: bookings.map(({ booking }) => booking),
    accounts: own.flatMap(({ of }) => ('account' in of ? [of.account] : [])),
  };
}

/** Somebody and whoever had them as manager on any day, over any number of others. */
function everUnder({ assignments }: Company, participant: string): ReadonlySet<string> {
  const reports = new Map<string, string[]>();
  for (const { participant: person, manager } of assignments)
    if (manager !== null) reports.set(manager, [...(reports.get(manager) ?? []), person]);
  const found = new Set([participant]);
  for (const person of found) for (const report of reports.get(person) ?? []) found.add(report);
  return found;
}

/**
 * From which day on lines matter for a deal: from the start of its year in the plan's calendar, in which all its windows lie; from the start of the stay on the plan where a
 * window never ends, or leaves something to the next, and where deals are capped, so that it matters what was taken back of one before.
 */
function sinceOf(
  date: Day,
  { rulebook, roster, participant }: { rulebook: Rulebook; roster: Roster; participant: string },
): Day {
  const person = roster.numberOf(participant);
  const seat = person === undefined ? undefined : roster.seatOn(person, date);
  if (typeof seat !== 'object') return date;
  const { plan: id, from } = seat.segment;
  const versions = rulebook.plans.filter((plan) => plan.id === id);
  // A plan that dates credits by something else than the booking may count any earlier booking.
  if (versions.some(({ measures }) => measures.some((measure) => measure.date !== undefined)))
    return FIRST_DAY;
  if (versions.some(carries) || capsDeals(rulebook)) return from;
  const years = versions.map(({ calendar }) => {
    const days = rulebook.facts.calendars.find((each) => each.id === calendar);
    return (days && periodContaining(days, 'year', date)?.from) ?? from;
  });
  return Math.max(from, Math.min(date, ...years));
}

/** Whether what happens in one window of a plan changes another. */
function carries({ measures, incentives, modify = [] }: Plan): boolean {
  const limits = [...modify, ...incentives.flatMap((incentive) => incentive.modify)];
  return (
    measures.some(({ window, negative }) => window === 'plan-to-date' || negative.startsWith('carry-')) ||
    limits.some((limit) => 'excess' in limit && limit.excess === 'carried')
  );
}
