import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../../test/support/api/api.js';
import { calculateAndSettle } from '../../../../test/support/api/small-company-calculated.js';
import { testDatabase } from '../../../../test/support/database.js';
import { ACTOR, booking, people, tell } from '../../../../test/support/small-company.js';
import { projectRoot } from '../../../platform/project-root.js';
import { RulesService } from '../../rules/rules.service.js';

const database = testDatabase();
const all = testApi(database);

/** The sellers are paid by the month and their managers by the quarter; a second calculation adds a sale in March and takes over the rest. */
beforeAll(async () => {
  const folder = path.join(projectRoot(), 'bench', 'rules');
  const files = readdirSync(folder).map((file) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const every = text.replace('pay-every: quarter', 'pay-every: month');
    return { path: file, text: Buffer.from(file === 'seller.yaml' ? every : text) };
  });
  expect(await new RulesService(database).publish(ACTOR, files)).toMatchObject({ findings: [] });
  const sold = (id: string, day: string): ReturnType<typeof booking> =>
    booking({ id, day, net: '1000', seller: 'seller-2' });
  await tell(database, [...people(), sold('B1', '2026-01-05'), sold('B2', '2026-02-03')]);
  await calculateAndSettle(database);
  await tell(database, [
    sold('B3', '2026-03-04'),
    booking({ id: 'B4', day: '2026-02-05', net: '50', seller: 'seller-4' }),
  ]);
  await calculateAndSettle(database);
});

async function says(id: string, period: string): Promise<string[]> {
  const text = `query ($id: ID!, $period: String!) { participant(id: $id) { whyNothing(period: $period) { says } } }`;
  const { participant } = await all.ask<{ participant: { whyNothing: { says: string }[] } }>(text, {
    id,
    period,
  });
  return participant.whyNothing.map((each) => each.says);
}

describe('a period that is not that of the pay', () => {
  it('names every period of the pay within it, what an earlier calculation found too', async () => {
    const held = await database.reading(ACTOR, (tx) =>
      tx.query<{ period: string; held_in: string }>(
        `select period, held_in from manifest where calculation = 2 and participant = 'seller-2' order by period_from`,
      ),
    );
    expect(held).toEqual([
      { period: '2026-01', held_in: '1' },
      { period: '2026-02', held_in: '1' },
      { period: '2026-03', held_in: '2' },
    ]);
    expect(await says('seller-2', '2026-Q1')).toEqual([
      'Their pay of those days is that of 2026-01, 2026-02 and 2026-03: ask for those periods.',
    ]);
    expect(await says('seller-4', '2026-Q1')).toEqual([
      'Their pay of those days is that of 2026-02: ask for that period.',
    ]);
    expect(await says('manager-0', '2026-03')).toEqual([
      'Their pay of those days is that of 2026-Q1: ask for that period.',
    ]);
  });

  it('says that nothing was credited only to who got nothing in any of them', async () => {
    expect(await says('seller-1', '2026-Q1')).toEqual([
      expect.stringContaining('Nothing was credited in 2026-Q1: no rule of engagement gave them a booking'),
    ]);
  });
});
