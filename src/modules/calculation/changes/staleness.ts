import type { PeriodTotals } from '../calculation.js';
import type { ChangedBookings, ChangedFact } from './changed-facts.js';
import { isNobodys } from './corrected-rates.js';

/** What became stale since the latest calculation; empty lists when it still holds. */
export interface Staleness {
  /** Null before the first calculation. */
  readonly calculation: bigint | null;
  /** Whether anything changed by which pay may change. */
  readonly stale: boolean;
  /** How many of what changed: `{ 'booking line': 3, quota: 1 }`. */
  readonly changed: Readonly<Record<string, number>>;
  readonly periods: readonly string[];
  /** Whose pay may change; null when it may be anybody's. */
  readonly participants: readonly string[] | null;
  /** The same in sentences. */
  readonly words: readonly string[];
}

interface Changes {
  readonly bookings: readonly ChangedBookings[];
  readonly facts: readonly ChangedFact[];
  /** On which days they counted, and count now; null where they are too many to say. */
  readonly days: readonly string[] | null;
  /** Credited before for a booking that changed. */
  readonly credited: readonly string[];
  /** Whether it falls in a SPIFF that people share, so that it may be anybody's. */
  readonly shared: boolean;
}

const SHOWN = 8;
const RATES_STAND =
  'A corrected rate is for bookings told after it: what was converted keeps the rate it had, as no plan restates. Undo the import of one that was a typing error, or withdraw it and tell it again.';

/** Says what changed, which of the calculation's periods it falls in, and whom it touches. */
export function stalenessOf(
  calculation: bigint,
  periods: readonly PeriodTotals[],
  { bookings, days, facts, credited, shared }: Changes,
): Staleness {
  const changed: Record<string, number> = {};
  const lines = bookings.reduce((sum, day) => sum + day.lines, 0);
  if (lines > 0) changed['booking line'] = lines;
  for (const { kind } of facts) changed[kind] = (changed[kind] ?? 0) + 1;
  const touched = periods.filter(
    (period) =>
      days === null ||
      days.some((day) => period.from <= day && day < period.until) ||
      facts.some((fact) => !isNobodys(fact) && overlaps(fact, period)),
  );
  const beyond = (days ?? []).some(
    (day) => !periods.some((period) => period.from <= day && day < period.until),
  );
  const names = [...touched.map(({ name }) => name), ...(beyond ? ['days outside these periods'] : [])];
  const isAnybodys = shared || facts.some(({ participants }) => participants === null);
  const people = isAnybodys
    ? null
    : [
        ...new Set([
          ...bookings.flatMap((day) => day.people),
          ...facts.flatMap(({ participants }) => participants ?? []),
          ...credited,
        ]),
      ].sort();
  const stale = lines > 0 || facts.some((fact) => !isNobodys(fact));
  return {
    calculation,
    stale,
    changed,
    periods: names,
    participants: stale ? people : [],
    words: inWords({ calculation, changed, names, people, facts }),
  };
}

function overlaps(fact: ChangedFact, period: PeriodTotals): boolean {
  return (
    (fact.from === null || fact.from < period.until) && (fact.until === null || fact.until > period.from)
  );
}

function inWords(of: {
  calculation: bigint;
  changed: Record<string, number>;
  names: readonly string[];
  people: readonly string[] | null;
  facts: readonly ChangedFact[];
}): string[] {
  const kinds = Object.entries(of.changed).map(
    ([kind, count]) => `${count.toLocaleString('en-US')} ${plural(kind, count)}`,
  );
  if (kinds.length === 0) return [`Nothing changed since calculation ${of.calculation}.`];
  const isNothingElse = of.facts.every(isNobodys) && of.changed['booking line'] === undefined;
  const nobody = isNothingElse ? 'nobody' : 'nobody known yet';
  const whom = of.people === null ? 'anybody' : of.people.length === 0 ? nobody : shown(of.people);
  return [
    `Changed since calculation ${of.calculation}: ${kinds.join(', ')}.`,
    of.names.length === 0 ? 'No period of that calculation is touched.' : `Touched: ${shown(of.names)}.`,
    ...(of.names.length === 0 ? [] : ['Later pay periods of the same windows may change as well.']),
    `Whose pay may change: ${whom}.`,
    ...(of.facts.some(isNobodys) ? [RATES_STAND] : []),
    ...(isNothingElse ? [] : ['Pay is as it was until you calculate again.']),
  ];
}

function shown(names: readonly string[]): string {
  const rest = names.length - SHOWN;
  return rest > 0
    ? `${names.slice(0, SHOWN).join(', ')} and ${rest.toLocaleString('en-US')} more`
    : names.join(', ');
}

/** Kinds of documents that are called otherwise in words, one and several. */
const CALLED: Readonly<Record<string, readonly [one: string, several: string]>> = {
  facts: ['fact catalogue', 'fact catalogues'],
  approvals: ['approval matrix', 'approval matrices'],
};

function plural(kind: string, count: number): string {
  const [one, several] = CALLED[kind] ?? [kind, kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`];
  return count === 1 ? one : several;
}
