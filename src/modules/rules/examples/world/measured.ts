import { writeDay, type Day, type NamedPeriod, LAST_DAY } from '../../../../engine/kernel/day.js';
import type { Measure, Plan, Rulebook } from '../../../../engine/rulebook/rulebook.js';
import type { TestFact, TestMeasured } from '../../documents/test-document.js';
import type { Problem } from '../example-report.js';
import type { Given } from '../gather.js';
import type { ReportedResult } from '../../../../engine/model/facts.js';
import { periodContaining } from '../../../../engine/kernel/calendar-period.js';
import { ZERO } from '../../../../engine/kernel/ratio.js';
import type { NameTypes } from '../../../../engine/conditions/types/name-types.js';
import { GIVEN, givenCredit, STATED_NUMBER } from './given-rulebook.js';
import { typedFact } from './typed-fact.js';
import { namedPeriod } from '../../documents/named-period.js';
import type { Seating } from './seating.js';
import type { Telling } from './telling.js';

/** Where a measure is stated: its plan version and the day its one line gets. */
interface Place {
  readonly measure: Measure;
  readonly date: Day;
  readonly window: NamedPeriod | null;
}

/** Where stated measures go. */
export interface Stating {
  readonly rulebook: Rulebook;
  readonly seating: Seating;
  readonly telling: Telling;
  readonly problems: Problem[];
  /** Results that are handed in, where a measure is one. */
  readonly results: ReportedResult[];
  readonly types: NameTypes;
}

/** States the measures of a window: each is one line of exactly that amount, credited as the measure counts. */
export function stateMeasures({ item, path, isOwn }: Given<TestMeasured>, by: Stating): void {
  const { person, facts } = item;
  by.telling.people.add(person);
  const others = facts.filter(({ name }) => !/^(measure|quota|attainment)\./.test(name));
  for (const { name, value } of facts.filter((fact) => !others.includes(fact))) {
    const at = `${path}.${name}`;
    const place = name.startsWith('measure.')
      ? placeOf(name.slice('measure.'.length), item, by)
      : whyNotStated(name);
    if (typeof place === 'string') by.problems.push({ path: at, message: place });
    else {
      const { measure, date } = place;
      if (measure.derived?.kind === 'reported') {
        by.results.push(resultOf(measure, { name, value }, { place, person, by }));
        continue;
      }
      const number = measure.sum.startsWith('line.') ? measure.sum : STATED_NUMBER;
      const given: TestFact[] = [...others, { name: number, value }];
      const stated = [GIVEN.measure, measure.id] as const;
      const credit = givenCredit(measure.credits, person);
      by.telling.tell({
        source: 'measured',
        id: `${measure.id} of ${person} in ${item.period ?? writeDay(date)}`,
        date,
        recorded: null,
        isOwn,
        path: at,
        lines: [{ given, path: at, ...credit, facts: new Map([stated, ...(credit.facts ?? [])]) }],
      });
    }
  }
}

/** A result of the person, of their team or of the company, dated the day on which it is stated. */
function resultOf(
  measure: Measure,
  fact: TestFact,
  { place: { date, window }, person, by }: { place: Place; person: string; by: Stating },
): ReportedResult {
  const of = measure.derived?.kind === 'reported' ? measure.derived.by : 'participant';
  const { value } = typedFact(fact, by.types);
  const [seat] = by.seating.of(person, '');
  const team = seat?.attributes.get('participant.team');
  const subject = { participant: person, company: '', team: typeof team === 'string' ? team : '' }[of];
  return {
    measure: measure.id,
    of,
    subject,
    date,
    from: window?.from ?? date,
    until: window?.until ?? date + 1,
    value: typeof value === 'object' ? value : ZERO,
  };
}

/** The window of a measure that a day lies in. */
function windowAround(
  plan: Plan,
  measure: Measure,
  { by, date }: { by: Stating; date: Day },
): NamedPeriod | null {
  const { from, until } = plan.effective;
  if (measure.window === 'plan-to-date') return { name: measure.window, from, until: until ?? LAST_DAY };
  const calendar = by.rulebook.facts.calendars.find(({ id }) => id === plan.calendar);
  return (calendar && periodContaining(calendar, measure.window, date)) ?? null;
}

function whyNotStated(name: string): string {
  const [kind = '', id = ''] = name.split('.');
  return kind === 'quota'
    ? `The quota comes from the person's attribute, not from \`measured\`: write it under \`people\`.`
    : `An attainment cannot be given yet: write measure.${id}, and the quota under \`people\`.`;
}

/** The last day of the window on which the person is on the plan: by then the whole window has been sold. */
function placeOf(id: string, { person, period, date }: TestMeasured, by: Stating): Place | string {
  const versions = by.seating.versionsOf(person);
  const found = versions.flatMap((plan): Place[] => {
    const measure = plan.measures.find((each) => each.id === id);
    if (!measure) return [];
    if (date !== null) return [{ measure, date, window: windowAround(plan, measure, { by, date }) }];
    const window = period === null ? undefined : windowOf(plan, measure, { by, period });
    const last = window && lastDay(window, plan, by.seating.of(person, ''));
    return last === undefined ? [] : [{ measure, date: last, window: window ?? null }];
  });
  const last = found.sort((a, b) => a.date - b.date).at(-1);
  if (last) return last;
  return versions.some((plan) => plan.measures.some((each) => each.id === id))
    ? `${person} has no day of ${period ?? ''} on the plan, or its calendar no such window.`
    : `The plan of ${person} has no measure ${id}.`;
}

function windowOf(
  plan: Plan,
  measure: Measure,
  { by, period }: { by: Stating; period: string },
): NamedPeriod | undefined {
  const { from, until } = plan.effective;
  if (measure.window === 'plan-to-date')
    return period === measure.window ? { name: period, from, until: until ?? LAST_DAY } : undefined;
  const calendar = by.rulebook.facts.calendars.find(({ id }) => id === plan.calendar);
  return calendar && namedPeriod(calendar, measure.window, period);
}

function lastDay(
  window: NamedPeriod,
  plan: Plan,
  stays: readonly { from: Day; until: Day | null }[],
): Day | undefined {
  const days = stays.flatMap((stay) => {
    const from = Math.max(window.from, plan.effective.from, stay.from);
    const until = Math.min(window.until, plan.effective.until ?? LAST_DAY, stay.until ?? LAST_DAY);
    return from < until ? [until - 1] : [];
  });
  return days.length === 0 ? undefined : Math.max(...days);
}
