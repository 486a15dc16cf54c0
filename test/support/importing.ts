import type { FactCatalogue, FactField } from '../../src/engine/rulebook/rulebook.js';
import { daysFromCivil } from '../../src/engine/kernel/day.js';
import type { Actor } from '../../src/platform/database/actor.js';
import type { Database } from '../../src/platform/database/database.js';
import {
  ImportService,
  type ImportReport,
  type ImportRequest,
} from '../../src/modules/bookings/import.service.js';
import { seeingAll } from './actors/actor.js';

export type Given = Partial<Omit<ImportRequest, 'kind' | 'open'>>;

/** Imports texts as a test's source `crm` would, without a catalogue unless one is given. */
export function importing(
  database: Database,
  teller: Actor = seeingAll('tester'),
): (kind: string, text: string | Buffer, given?: Given) => Promise<ImportReport> {
  const service = new ImportService(database);
  return (kind, text, given = {}) => {
    const open = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from(text);
    };
    const plain = { source: 'crm', fileName: `${kind}.csv`, catalogue: null };
    return service.importFile(teller, { ...plain, ...given, kind, open });
  };
}

const field = (name: string, is: FactField['is'], more: Partial<FactField> = {}): FactField => ({
  name,
  is,
  means: name,
  ...more,
});

/** A fact catalogue with a fact of each type, one calendar of two listed quarters of 2026. */
export const CATALOGUE: FactCatalogue = {
  id: 'company',
  timeZone: 'UTC',
  units: ['logo'],
  fields: [
    field('booking.type', 'one-of', { values: ['new', 'expansion', 'renewal'] }),
    field('booking.partner', 'person'),
    field('booking.signed', 'date'),
    field('line.discount', 'percent'),
    field('line.acv', 'money'),
    field('line.seats', 'count', { unit: 'logo' }),
    field('line.term', 'days'),
    field('line.note', 'text'),
    field('account.segment', 'one-of', { values: ['smb', 'mid-market'] }),
    field('participant.region', 'text'),
    field('participant.team', 'text'),
    field('participant.role', 'one-of', { values: ['account-executive', 'manager'] }),
  ],
  attributes: [
    field('attribute.quota', 'money'),
    field('attribute.base-rate', 'percent'),
    field('attribute.logo-goal', 'count', { unit: 'logo' }),
  ],
  relations: [],
  events: [
    { name: 'event.paid', effect: 'informs', attainment: null, means: 'Paid' },
    { name: 'event.corrected', effect: 'restates', attainment: null, means: 'Entered wrongly' },
    { name: 'event.cancelled', effect: 'charges', attainment: 'event-window', means: 'The customer left' },
  ],
  absences: ['parental-leave'],
  values: [],
  calendars: [
    {
      id: 'company',
      yearStarts: null,
      quarters: [
        { name: '2026-Q1', from: daysFromCivil(2026, 1, 1), until: daysFromCivil(2026, 4, 1) },
        { name: '2026-Q2', from: daysFromCivil(2026, 4, 1), until: daysFromCivil(2026, 7, 1) },
      ],
    },
  ],
  fingerprint: 'test',
};
