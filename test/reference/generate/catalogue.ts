import type { FactField, Plan, Rulebook } from '../../../src/engine/rulebook/rulebook.js';
import { ABSENCES } from './words/absences.js';
import { rulebookOf, type Situation } from '../../support/situation.js';

const field = (name: string, is: FactField['is'], values?: readonly string[]): FactField => ({
  name,
  is,
  means: name,
  ...(values ? { values } : {}),
});

const ATTRIBUTES = [
  field('attribute.quota', 'money'),
  field('attribute.target', 'money'),
  field('attribute.rate', 'percent'),
  field('attribute.goal', 'percent'),
];
const FIELDS = [
  field('line.net', 'money'),
  field('line.margin', 'money'),
  field('line.product', 'one-of', ['basic', 'plus']),
  field('booking.type', 'one-of', ['new', 'renewal']),
  field('booking.date', 'date'),
  field('booking.start', 'date'),
  field('booking.territory-kind', 'one-of', ['own', 'open']),
  field('participant.team', 'text'),
  field('assignment.start', 'date'),
];

/** The rulebook of a situation, with the catalogue of everything that generated plans read. */
export function rulesOf(situation: Situation): Rulebook {
  const rules = rulebookOf(situation);
  const relations = [
    { name: 'booking.salesperson', gives: 'person' as const, means: 'The seller' },
    { name: 'booking.second', gives: 'person' as const, means: 'Who sold it too' },
    { name: 'booking.engineer', gives: 'person' as const, means: 'Who helped to sell it' },
    { name: 'participant.manager', gives: 'person' as const, means: 'Who manages somebody' },
    { name: 'territory.holders', gives: 'people' as const, means: 'Who holds the territory' },
  ];
  const facts = { ...rules.facts, attributes: ATTRIBUTES, fields: FIELDS, relations, absences: ABSENCES };
  return { ...rules, facts, plans: rules.plans.map(sourced), spiffs: (rules.spiffs ?? []).map(sourced) };
}

function sourced<T extends Plan>(plan: T): T {
  return { ...plan, incentives: plan.incentives.map((each) => ({ ...each, source: '§1' })) };
}
