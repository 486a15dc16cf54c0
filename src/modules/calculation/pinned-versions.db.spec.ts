import { describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../test/support/actors/actor.js';
import { calculationOn } from '../../../test/support/calculation.js';
import { bookings, people, tell } from '../../../test/support/small-company.js';
import { AUTHOR, listed, onCompany, planText } from '../../../test/support/rules/versions.js';

describe('the versions of a calculation', () => {
  it('are read for ever, whatever was published, superseded or retired since', async () => {
    await onCompany(async (versions, database) => {
      const { service } = versions;
      await tell(database, [...people(), ...bookings(20)]);
      const calculation = calculationOn(database).service;
      const { summary: first } = await calculation.calculate(seeingAll(AUTHOR.id));
      const pinned = await service.pinnedBy(AUTHOR, first.calculation);
      expect(pinned.map(({ name }) => name).sort()).toEqual([
        'bench',
        'director',
        'field',
        'manager',
        'seller',
      ]);
      const seller = pinned.find(({ name }) => name === 'seller');
      expect(seller).toMatchObject({ source: planText('seller'), state: 'published' });

      const raised = await versions.approve(
        await versions.draft('seller', planText('seller', { '6%': '7%' })),
      );
      await service.publish(AUTHOR, { version: raised.id, reason: 'raised' });
      const [director] = await listed(versions.database, { kind: 'plan', name: 'director' });
      await versions.retire(director?.id ?? '', { from: '2026-01-01' });
      const { summary: second } = await calculation.calculate(seeingAll(AUTHOR.id));
      expect(second.fingerprint).not.toBe(first.fingerprint);
      const after = await service.pinnedBy(AUTHOR, second.calculation);
      expect(after.map(({ name }) => name).sort()).toEqual(['bench', 'field', 'manager', 'seller']);
      expect(after.find(({ name }) => name === 'seller')?.source).toBe(raised.source);

      const still = await service.pinnedBy(AUTHOR, first.calculation);
      const texts = (list: typeof still): string[] => list.map(({ id, source }) => `${id} ${source}`).sort();
      expect(texts(still)).toEqual(texts(pinned));
      expect(still.find(({ name }) => name === 'seller')?.state).toBe('superseded');
      expect(still.find(({ name }) => name === 'director')?.state).toBe('retired');
    });
  });

  it('of a calculation that is not there are refused', async () => {
    await onCompany(async ({ service }) => {
      await expect(service.pinnedBy(AUTHOR, 77n)).rejects.toMatchObject({ code: 'CALCULATION_UNKNOWN' });
    });
  });
});
