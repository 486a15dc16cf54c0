import type { FactCatalogue, FactField } from '../../src/engine/rulebook/rulebook.js';

const TEXTS = [
  'opportunity.seller',
  'opportunity.kind',
  'opportunity.stage',
  'opportunity.stage-at-transfer',
  'request.reason',
];
const DATES = [
  'opportunity.in-stage-since',
  'transfer.date',
  'opportunity.last-engagement',
  'account.last-activity',
];

const fields = (names: readonly string[], is: 'text' | 'date'): FactField[] =>
  names.map((name) => ({ name, is, means: name }));

/** A catalogue of what is read of the opportunities that bookings came of. */
export function readCatalogue(): FactCatalogue {
  const all = [...fields(TEXTS, 'text'), ...fields(DATES, 'date')];
  return {
    id: 'bench',
    timeZone: 'UTC',
    units: [],
    fields: all,
    attributes: [],
    relations: [],
    events: [],
    calendars: [],
    values: [],
    absences: [],
    fingerprint: 'bench',
  };
}
