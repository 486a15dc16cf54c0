import { isWithin, writeDay } from '../../../engine/kernel/day.js';
import type { Assignment, Company, Participant, ReportedResult } from '../../../engine/model/facts.js';
import { paidBy } from './paid-by.js';
import type { ReadinessLine, ReadinessQuestion } from './readiness-line.js';

interface Paid {
  readonly employed: readonly Participant[];
  readonly seats: ReadonlyMap<string, Assignment>;
  readonly question: ReadinessQuestion;
}

/** A result that somebody's plan reads: of whom, and how a sentence names them. */
interface Wanted {
  readonly of: 'participant' | 'team' | 'company';
  readonly subject: string;
  readonly called: string;
}

/** The results for a day that plans read and nobody handed in: of each person, and once of each team and of the company. */
export function lacksResults(
  { results }: Company,
  { employed, seats, question }: Paid,
): readonly ReadinessLine[] {
  const { on } = question;
  const known = new Set(results.filter((row) => isWithin(on, row)).map(keyOf));
  const lines = new Map<string, ReadinessLine>();
  for (const person of employed) {
    const seat = seats.get(person.id);
    if (!seat) continue;
    const read = paidBy(person, seat, question).flatMap(({ plan, called }) =>
      plan.measures.map((measure) => ({ ...measure, called })),
    );
    for (const { id: measure, derived, called } of read) {
      if (derived?.kind !== 'reported') continue;
      const wanted = wantedOf(derived.by, person, seat);
      if (wanted && known.has(keyOf({ measure, ...wanted }))) continue;
      const what = wanted
        ? `${wanted.called} has no result of ${measure} for ${writeDay(on)}`
        : `${person.name} (${person.id}) is in no team (participant.team) and so has no result of ${measure}`;
      const message = `${what}, which ${called} reads.`;
      lines.set(message, { lacks: 'RESULT', id: wanted ? wanted.subject || measure : person.id, message });
    }
  }
  return [...lines.values()];
}

function wantedOf(of: Wanted['of'], person: Participant, seat: Assignment): Wanted | undefined {
  if (of === 'company') return { of, subject: '', called: 'The company' };
  if (of === 'participant') return { of, subject: person.id, called: `${person.name} (${person.id})` };
  const team = seat.attributes.get('participant.team') ?? person.facts.get('participant.team');
  return typeof team === 'string' ? { of, subject: team, called: `Team ${team}` } : undefined;
}

function keyOf({ measure, of, subject }: Pick<ReportedResult, 'measure' | 'of' | 'subject'>): string {
  return [measure, of, subject].join('/');
}
