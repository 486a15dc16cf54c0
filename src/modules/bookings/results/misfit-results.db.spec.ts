import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { testDatabase } from '../../../../test/support/database.js';
import { CATALOGUE, importing } from '../../../../test/support/importing.js';
import type { Measure } from '../../../engine/rulebook/parts/measure.js';
import type { Plan, Spiff } from '../../../engine/rulebook/rulebook.js';
import { ParticipantsService } from '../../participants/participants.service.js';

const database = testDatabase();
const give = importing(database);
const catalogue = CATALOGUE;

beforeAll(async () => {
  await give('participants', 'participant,name\np-1,Ana\np-2,Bo\n');
  await give('assignments', 'participant,plan,from\np-1,ae,2026-01-01\np-2,csm,2026-01-01\n');
  const rows = [
    'margin,p-1,,30%',
    'profit,p-1,,10 USD',
    'logos,p-1,,4 logos',
    'days-open,p-1,,5 days',
    'ebitda,,,7 USD',
  ];
  const file = rows.map((row) => row.replace(/,([^,]*)$/, ',2026-01-01,2026-04-01,2026-04-06,$1')).join('\n');
  const told = await give('results', `measure,participant,team,from,until,date,value\n${file}\n`, {
    catalogue,
  });
  expect(told.rejections).toEqual([]);
});

async function asked(id: string, measure: Partial<Measure>, plan: Partial<Plan> = {}): Promise<unknown> {
  const reported = { derived: { kind: 'reported', by: 'participant' }, id, ...measure };
  const plans = [{ id: 'ae', currency: 'USD', measures: [reported], ...plan } as unknown as Plan];
  return await database.inTransaction(seeingAll('tester'), async (tx) => {
    const [row] = await tx.query<{ position: string }>('select last_position() as position');
    const position = BigInt(row?.position ?? 0);
    const company = await new ParticipantsService().companyPaid(tx, position, { facts: catalogue, plans });
    return company.results.length;
  });
}

describe('a result that a plan reads', () => {
  it.each<[string, Partial<Measure>]>([
    ['margin', {}],
    ['margin', { is: 'percent' }],
    ['profit', { is: 'money' }],
    ['logos', { is: 'count', unit: 'logo' }],
    ['logos', { is: 'count' }],
    ['days-open', { is: 'days' }],
    ['ebitda', { is: 'money', derived: { kind: 'reported', by: 'company' } }],
  ])('%s fits %j', async (id, measure) => {
    expect(await asked(id, measure)).toBe(5);
  });

  it.each<[string, Partial<Measure>, Partial<Plan>, string]>([
    ['margin', { is: 'money' }, {}, 'is in %, but the plan ae reads margin in USD.'],
    ['profit', {}, {}, 'is in USD, but the plan ae reads profit in %.'],
    ['profit', { is: 'money' }, { currency: 'EUR' }, 'is in USD, but the plan ae reads profit in EUR.'],
    ['logos', { is: 'count', unit: 'deal' }, {}, 'is in logo, but the plan ae reads logos in deal.'],
    ['margin', { is: 'count' }, {}, 'is in %, but the plan ae reads margin in what it counts.'],
    ['margin', { is: 'days' }, {}, 'is in %, but the plan ae reads margin in days.'],
  ])('%s is refused by %j of %j', async (id, measure, plan, told) => {
    await expect(asked(id, measure, plan)).rejects.toMatchObject({
      code: 'RESULT_MISTYPED',
      message: `The result ${id}/p-1/2026-01-01/2026-04-06 ${told}`,
    });
  });

  it('is none of somebody on another plan, and none of another subject', async () => {
    expect(await asked('margin', { is: 'money' }, { id: 'csm' })).toBe(5);
    expect(await asked('margin', { is: 'money', derived: { kind: 'reported', by: 'team' } })).toBe(5);
  });

  it('is one of a SPIFF as well, of whoever it is', async () => {
    const measures = [{ derived: { kind: 'reported', by: 'participant' }, id: 'margin', is: 'money' }];
    const spiffs = [{ id: 'sprint', currency: 'USD', measures } as unknown as Spiff];
    await expect(
      database.inTransaction(seeingAll('tester'), async (tx) => {
        const [row] = await tx.query<{ position: string }>('select last_position() as position');
        const position = BigInt(row?.position ?? 0);
        return await new ParticipantsService().companyPaid(tx, position, {
          facts: catalogue,
          plans: [],
          spiffs,
        });
      }),
    ).rejects.toMatchObject({
      code: 'RESULT_MISTYPED',
      message:
        'The result margin/p-1/2026-01-01/2026-04-06 is in %, but the plan sprint reads margin in USD.',
    });
  });
});
