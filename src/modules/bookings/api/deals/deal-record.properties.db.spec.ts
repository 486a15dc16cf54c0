import { beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALL_SEEING } from '../../../../../test/support/api/viewers.js';
import { testDatabase } from '../../../../../test/support/database.js';
import { runs } from '../../../../../test/support/properties/property-runs.js';
import { publishRules } from '../../../../../test/support/small-company.js';
import { seeingAll } from '../../../../../test/support/actors/actor.js';
import { DealsService, type DealKnown } from '../../../deals/deals.service.js';
import { RulesService } from '../../../rules/rules.service.js';
import { ImportService } from '../../import.service.js';
import { DealRecordService, type DealFields } from './deal-record.service.js';

const database = testDatabase();
const rules = new RulesService(database);
const service = new DealRecordService(database, rules, new ImportService(database));
const deals = new DealsService(rules);
beforeAll(() => publishRules(database));

/** A deal as somebody tells it; lines that are left out stay as they are. */
interface Telling {
  readonly standing: 'open' | 'won' | 'lost';
  readonly withdrawn: boolean;
  readonly lines: readonly (readonly [number, number])[] | null;
}

const telling: fc.Arbitrary<Telling> = fc.record({
  standing: fc.constantFrom('open', 'won', 'lost'),
  withdrawn: fc.constantFrom(false, false, false, true),
  lines: fc.option(
    fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: -1, max: 1 })), {
      selector: ([line]) => line,
      maxLength: 3,
    }),
  ),
});

const known = async (deal: string): Promise<DealKnown | undefined> =>
  await database.inTransaction(seeingAll('tester'), async (tx) => {
    const [row] = await tx.query<{ at: string }>('select last_position() as at');
    return await deals.readDeal(tx, { position: BigInt(row?.at ?? 0) }, deal);
  });

function shownOf(deal: DealKnown | undefined): unknown {
  if (!deal) return null;
  const { standing, revision, lines } = deal;
  return { standing, revision, nets: lines.map((facts) => facts.get('line.net')) };
}

/** What a telling leaves of the lines that were known. */
function linesAfter(before: ReadonlyMap<number, number>, { withdrawn, lines }: Telling): Map<number, number> {
  if (withdrawn) return new Map();
  return new Map(lines ? [...lines].sort(([a], [b]) => a - b) : before);
}

it('a deal is known as it was last told, and is written only where that differs', async () => {
  let nth = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(telling, { minLength: 1, maxLength: 6 }), async (tellings) => {
      const deal = `P-${(nth += 1)}`;
      let [lines, head, revision] = [new Map<number, number>(), '', 0];
      for (const { standing, withdrawn, lines: given } of tellings) {
        const told = given && given.map(([line, net]) => ({ line, net: `${net}` }));
        const input = { deal, standing, withdrawn, currency: 'USD', offered: '2026-01-01', lines: told };
        const fields = { source: 'crm', idempotencyKey: 'k', ...input } as unknown as DealFields;
        const { entry } = await service.record(ALL_SEEING, fields);
        const after = linesAfter(lines, { standing, withdrawn, lines: given });
        const [isHead, isLines] = [
          head !== `${standing} ${withdrawn}`,
          JSON.stringify([...after]) !== JSON.stringify([...lines]),
        ];
        expect(entry !== null).toBe(isHead || isLines);
        [lines, head, revision] = [after, `${standing} ${withdrawn}`, revision + (isHead ? 1 : 0)];
        const nets = [...after.values()].map((net) => ({ n: BigInt(net), d: 1n }));
        expect(shownOf(await known(deal))).toEqual(withdrawn ? null : { standing, revision, nets });
      }
    }),
    runs(40, 20_261_129),
  );
}, 120_000);
