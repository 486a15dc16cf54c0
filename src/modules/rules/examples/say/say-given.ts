import { writeDay, type Day } from '../../../../engine/kernel/day.js';
import type { TestFact } from '../../documents/test-document.js';
import type { Givens } from '../gather.js';

/** What fits under one failure; the document has the rest. */
const MOST_LINES = 12;

/** What a situation gives a person, a line each: attributes, credits, measures, and the bookings that a policy shares out. */
export function sayGiven({ people, credits, bookings, measured }: Givens, person: string): readonly string[] {
  const theirs = <T extends { readonly person: string }>(items: readonly { readonly item: T }[]): T[] =>
    items.flatMap(({ item }) => (item.person === person ? [item] : []));
  const lines = [
    ...theirs(people).map(({ since, until, facts }) =>
      said(person, [...dated('since', since), ...dated('until', until), ...facts.map(sayFact)]),
    ),
    ...theirs(credits).map(({ id, date, recorded, facts }) =>
      said(`${id} of ${writeDay(date)}`, [...dated('told', recorded), ...facts.map(sayFact)]),
    ),
    ...theirs(measured).map(({ period, date, facts }) =>
      said(period ?? (date === null ? '' : writeDay(date)), facts.map(sayFact)),
    ),
    ...bookings.map(({ item: { id, date, recorded, facts, lines: parts } }) =>
      said(`${id} of ${writeDay(date)}`, [
        ...dated('told', recorded),
        ...facts.map(sayFact),
        ...parts.flat().map(sayFact),
      ]),
    ),
  ];
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES), `and ${lines.length - MOST_LINES} more`];
}

function said(what: string, parts: readonly string[]): string {
  return parts.length === 0 ? what : `${what}: ${parts.join(', ')}`;
}

function sayFact({ name, value }: TestFact): string {
  return `${name} ${value}`;
}

function dated(word: string, day: Day | null): readonly string[] {
  return day === null ? [] : [`${word} ${writeDay(day)}`];
}
