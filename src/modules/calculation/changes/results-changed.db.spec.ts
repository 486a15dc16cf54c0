import { describe, expect, it } from '@jest/globals';
import { calculationOn } from '../../../../test/support/calculation.js';
import {
  ACTOR,
  bookings,
  onFreshDatabase,
  people,
  publishRules,
  result,
  tell,
} from '../../../../test/support/small-company.js';

const Q1 = { from: '2026-01-01', until: '2026-04-01' };
const TEAM = { name: 'seller-5', attributes: '{"participant.team": "north"}' };

describe('a result', () => {
  it('makes a calculation stale for whom it is, and names another calculation', async () => {
    await onFreshDatabase(async (database) => {
      await publishRules(database);
      await tell(database, [
        ...people(),
        ...bookings(20),
        { table: 'participant', id: 'seller-5', revision: 2, columns: TEAM },
      ]);
      const { service } = calculationOn(database);
      const changes = calculationOn(database).changes;
      const first = await service.calculate(ACTOR);

      await tell(database, [result({ participant: 'seller-3', ...Q1, value: '30' })]);
      expect(await changes.staleness(ACTOR)).toMatchObject({
        stale: true,
        changed: { result: 1 },
        periods: ['2026-Q1', '2026-Q2'],
        participants: ['seller-3'],
      });
      const second = await service.calculate(ACTOR);
      expect(second.sameAs).toBeNull();
      expect(second.summary.fingerprint).not.toBe(first.summary.fingerprint);
      expect(await changes.staleness(ACTOR)).toMatchObject({ stale: false, participants: [] });

      await tell(database, [
        result({ participant: 'seller-3', ...Q1, value: '31', revision: 2 }),
        result({ team: 'north', ...Q1, value: '20' }),
      ]);
      expect(await changes.staleness(ACTOR)).toMatchObject({
        changed: { result: 2 },
        participants: ['seller-3', 'seller-5'],
      });
      const third = await service.calculate(ACTOR);
      expect(third.summary.fingerprint).not.toBe(second.summary.fingerprint);

      await tell(database, [result({ ...Q1, value: '10' })]);
      expect(await changes.staleness(ACTOR)).toMatchObject({ changed: { result: 1 }, participants: null });
    });
  });
});
