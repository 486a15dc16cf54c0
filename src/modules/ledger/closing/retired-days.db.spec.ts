import { describe, expect, it } from '@jest/globals';
import { calculationOn } from '../../../../test/support/calculation.js';
import { APPROVER, byFile, onCompany } from '../../../../test/support/rules/versions.js';
import { ACTOR, bookings, people, tell } from '../../../../test/support/small-company.js';
import { RulesService } from '../../rules/rules.service.js';
import type { VersionRetired } from '../../rules/versions.service.js';
import { LedgerService } from '../ledger.service.js';

describe('a retirement', () => {
  it('takes days of a closed period only with the word that it corrects them', async () => {
    await onCompany(async (versions, database) => {
      await tell(database, [...people(), ...bookings(20)]);
      const { summary, position } = await calculationOn(database).service.calculate(ACTOR);
      const ledger = new LedgerService(database, new RulesService(database));
      await ledger.settle(ACTOR, summary.calculation, position);
      await ledger.closePeriod(ACTOR, { period: '2026-Q1' });
      const { id: version } = await byFile(versions, 'plan', 'director');
      const told = { version, reason: 'ended', gapAccepted: true };
      const propose = (more: { from: string; corrects?: boolean }): Promise<VersionRetired> =>
        versions.service.proposeRetirement(ACTOR, { ...told, ...more });
      for (const from of ['2025-12-31', '2026-03-31'])
        await expect(propose({ from })).rejects.toMatchObject({ code: 'PERIOD_CLOSED' });
      expect((await propose({ from: '2026-04-01' })).position).not.toBeNull();
      expect((await propose({ from: '2026-03-31', corrects: true })).position).not.toBeNull();
      const confirmed = { version, gapAccepted: true };
      await expect(versions.service.retire(APPROVER, confirmed)).rejects.toMatchObject({
        code: 'PERIOD_CLOSED',
      });
      const done = await versions.service.retire(APPROVER, { ...confirmed, corrects: true });
      expect(done.version.days).toEqual([{ from: '2026-01-01', until: '2026-03-31' }]);
    });
  });
});
