import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { calculationOn } from '../../../../test/support/calculation.js';
import { testDatabase } from '../../../../test/support/database.js';
import { ACTOR, booking, people, tell, type Told } from '../../../../test/support/small-company.js';
import { sayEarning } from '../../../engine/explain/say-earning.js';
import type { Earning } from '../../../engine/model/result.js';
import { ParticipantsService } from '../../participants/participants.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { EarningsService } from '../earnings.service.js';
import { WorthService } from './worth.service.js';

const database = testDatabase();
const rules = new RulesService(database);

const GROUPED = `    negative: pay-back
incentives:
  - id: commission
    source: §1
    tiers:
      axis: measure.sales
      mode: marginal
      grain: group
      group-by: line.product
      starts: [{ id: low, from: 0 USD, pays: 10% }, { id: high, from: "1,000 USD", pays: 20% }]
`;
const PRODUCT = '  - { name: line.product, is: text, means: What was sold }\n  - { name: line.net';

/** The plans of the benchmark, sellers by product. */
function documents(): { path: string; text: Buffer }[] {
  return readdirSync('bench/rules').map((path) => {
    const text = readFileSync(`bench/rules/${path}`, 'utf8');
    if (path === 'facts.yaml')
      return { path, text: Buffer.from(text.replace('  - { name: line.net', PRODUCT)) };
    if (path !== 'seller.yaml') return { path, text: Buffer.from(text) };
    return { path, text: Buffer.from(text.replace(/ {4}negative:[\s\S]*$/, GROUPED)) };
  });
}

interface Sold {
  readonly id: string;
  readonly day: string;
  readonly net: string;
  readonly product?: string;
  readonly revision?: number;
}

function sold({ product, ...of }: Sold): Told {
  const told = booking({ ...of, seller: 'seller-3' });
  const facts = { 'booking.type': 'new', ...(product === undefined ? {} : { 'line.product': product }) };
  return { ...told, columns: { ...told.columns, attributes: JSON.stringify(facts) } };
}

async function paid(): Promise<Earning> {
  const { summary } = await calculationOn(database).service.calculate(ACTOR);
  const of = { calculation: summary.calculation, participant: 'seller-3' };
  const [found] = await new EarningsService(database).earnings(ACTOR, of);
  if (!found) throw new Error('seller-3 earned nothing');
  return found.earning;
}

beforeAll(async () => {
  const { findings } = await rules.publish(ACTOR, documents());
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  await tell(database, [
    ...people(),
    sold({ id: 'B1', day: '2026-01-10', net: '900', product: 'laptop' }),
    sold({ id: 'B2', day: '2026-01-20', net: '700', product: 'desk' }),
    sold({ id: 'B3', day: '2026-02-10', net: '300', product: 'laptop' }),
    sold({ id: 'B4', day: '2026-02-20', net: '50' }),
  ]);
});

describe('groups of a window', () => {
  it('are stored and read back with what each is, weigh a deal by its own group, and move with a correction', async () => {
    const first = await paid();
    expect(sayEarning(first)).toBe(
      '1,950 USD credited in 2026-Q1 is 19.5% of your quota of 10,000 USD: line.product desk: 700 × 10% = 70.00; ' +
        'line.product laptop: 1,000 × 10% = 100.00 and 200 × 20% = 40.00; line.product unknown: 50 × 10% = 5.00; ' +
        'together 215.00 USD.',
    );
    expect(first.working.tiers.map(({ group }) => group)).toEqual(
      ['desk', 'laptop', 'laptop', null].map((is) => ({ by: 'line.product', is })),
    );

    const service = new WorthService(database, rules, new ParticipantsService());
    const worthOf = async (product: string): Promise<readonly bigint[]> => {
      const facts = [
        { name: 'booking.type', value: 'new' },
        { name: 'line.product', value: product },
      ];
      const deal = { id: 'X9001', date: '2026-03-01', net: '400', salesperson: 'seller-3', facts };
      const { together } = await service.worth(ACTOR, {
        participant: 'seller-3',
        deals: [deal],
        slip: false,
      });
      return together.earnings.filter(({ amount }) => amount !== 0n).map(({ amount }) => amount);
    };
    expect(await worthOf('laptop')).toEqual([8_000n]);
    expect(await worthOf('desk')).toEqual([5_000n]);
    expect(await worthOf('chair')).toEqual([4_000n]);

    await tell(database, [sold({ id: 'B4', day: '2026-02-20', net: '50', product: 'laptop', revision: 2 })]);
    expect(await calculationOn(database).changes.staleness(ACTOR)).toMatchObject({ stale: true });
    expect((await paid()).amount).toBe(22_000n);
    const { differences } = await calculationOn(database).changes.compare(ACTOR, 1n, 2n);
    expect(differences.map(({ participant }) => participant)).toEqual(['seller-3']);
  });
});
