import { beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../../test/support/database.js';
import { CATALOGUE, importing } from '../../../../test/support/importing.js';
import { ACTOR, booking, people, tell, type Told } from '../../../../test/support/small-company.js';
import { daysFromCivil } from '../../../engine/kernel/day.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import { unknownOpportunities } from './unknown-opportunities.js';

const database = testDatabase();
const give = importing(database);
const STAGE = { name: 'opportunity.stage', is: 'text', means: 'Stage' } as const;
const facts: FactCatalogue = { ...CATALOGUE, fields: [...CATALOGUE.fields, STAGE] };

const of = (id: string, opportunity: string | null, more: Partial<Told> = {}): Told => {
  const told = booking({ id, day: '2026-03-05', net: '10', seller: 'seller-0' });
  const attributes = JSON.stringify(opportunity === null ? {} : { 'booking.opportunity': opportunity });
  return { ...told, columns: { ...told.columns, attributes }, ...more };
};

async function said(catalogue = facts, on = daysFromCivil(2026, 3, 31)): Promise<readonly string[]> {
  const lines = await database.reading(ACTOR, async (tx) => {
    const [row] = await tx.query<{ position: string }>('select last_position() as position');
    return await unknownOpportunities(tx, { position: BigInt(row?.position ?? 0), on, facts: catalogue });
  });
  return lines.map(({ lacks, id, message }) => `${lacks} ${id}: ${message}`);
}

const UNKNOWN = 'which nobody told: policies find its facts unknown.';

beforeAll(async () => {
  await tell(database, people());
  expect((await give('opportunities', 'opportunity,seller\nO-1,seller-0\n')).rejections).toEqual([]);
  await tell(database, [of('B1', 'O-1'), of('B2', 'O-9'), of('B3', 'O-9'), of('B4', 'O-8'), of('B5', null)]);
});

describe('opportunities that bookings name and nobody told', () => {
  it('are said with the first booking that names them, up to the day', async () => {
    expect(await said()).toEqual([
      `OPPORTUNITY O-8: B4 of crm names the opportunity O-8, ${UNKNOWN}`,
      `OPPORTUNITY O-9: B2 of crm and 1 other name the opportunity O-9, ${UNKNOWN}`,
    ]);
    expect(await said(facts, daysFromCivil(2026, 3, 4))).toEqual([]);
  });

  it('are no matter where no facts of opportunities are known, which a policy could ask for', async () => {
    expect(await said(CATALOGUE)).toEqual([]);
  });

  it('are told, or named no longer, and then said no longer', async () => {
    await tell(database, [of('B4', null, { revision: 2 })]);
    expect((await give('opportunities', 'opportunity,seller\nO-9,seller-0\n')).rejections).toEqual([]);
    expect(await said()).toEqual([]);
  });
});
