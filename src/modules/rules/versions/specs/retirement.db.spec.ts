import { describe, expect, it } from '@jest/globals';
import {
  APPROVER,
  ask,
  AUTHOR,
  byFile,
  listed,
  onCompany,
  planText,
  SOMEBODY,
} from '../../../../../test/support/rules/versions.js';
import { RulesService } from '../../rules.service.js';

describe('a retirement', () => {
  it('ends a plan from a day on, with the reason, and tells it as facts are told', async () => {
    await onCompany(async (versions, database) => {
      const { service } = versions;
      const version = await byFile(versions, 'plan', 'director');
      const half = { version: version.id, from: '2026-07-01', reason: 'no directors any more' };
      const { version: retired, position } = await service.retire(APPROVER, half);
      expect(retired).toMatchObject({
        state: 'retired',
        retiredFrom: '2026-07-01',
        days: [{ from: '2026-01-01', until: '2026-07-01' }],
      });
      const [entry] = await ask(
        database,
        'select action, subject, reason from audit_entry where position = $1',
        [position],
      );
      expect(entry).toEqual({
        action: 'version.retire',
        subject: 'plan director',
        reason: 'no directors any more',
      });
      await expect(service.retire(APPROVER, { ...half, from: '2026-08-01' })).rejects.toMatchObject({
        code: 'NOTHING_TO_RETIRE',
      });
      await service.retire(APPROVER, { ...half, from: '2026-04-01' });
      const { version: gone } = await service.retire(APPROVER, { ...half, from: '2025-01-01' });
      expect(gone).toMatchObject({ state: 'retired', days: [], retiredFrom: '2025-01-01' });
      const published = await new RulesService(database).published(AUTHOR);
      expect(published.map(({ name }) => name)).not.toContain('director');
    });
  });

  it('leaves the calculation of before what it was, and makes room for another version', async () => {
    await onCompany(async (versions, database) => {
      const { service } = versions;
      const rules = new RulesService(database);
      const at = (position: bigint): Promise<string> =>
        database.inTransaction(AUTHOR, async (tx) => (await rules.rulebookAt(tx, position)).fingerprint);
      const position = await database.inTransaction(
        AUTHOR,
        async (tx) => (await rules.rulebookNow(tx)).position,
      );
      const before = await at(position);
      const { id } = await byFile(versions, 'plan', 'seller');
      await service.retire(APPROVER, { version: id, from: '2026-07-01', reason: 'to be rewritten' });
      expect(await at(position)).toBe(before);
      const text = planText('seller', { 'from: 2026-01-01': 'from: 2026-10-01' });
      const next = await versions.approve(await versions.draft('seller', text));
      const { findings, position: published } = await service.publish(AUTHOR, { version: next.id });
      expect(published).not.toBeNull();
      expect(findings).toEqual([]);
    });
  });

  it('of the fact catalogue is stopped: every rule reads it', async () => {
    await onCompany(async (versions) => {
      const { service } = versions;
      const { id } = await byFile(versions, 'facts', 'bench');
      const retirement = { version: id, from: '2026-07-01', reason: 'unused', gapAccepted: true };
      const { findings, position, version } = await service.retire(APPROVER, retirement);
      expect(position).toBeNull();
      expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['error NO_CATALOGUE']);
      expect(version.state).toBe('published');
    });
  });

  it('of an engagement policy leaves nobody credited: somebody must accept the gap', async () => {
    await onCompany(async (versions) => {
      const { service } = versions;
      const { id: version } = await byFile(versions, 'engagement', 'field');
      const retirement = { version, from: '2026-07-01', reason: 'ended' };
      const stopped = await service.retire(APPROVER, retirement);
      expect(stopped.position).toBeNull();
      expect(stopped.findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
        'warning VERSIONS_GAP',
      ]);
      const done = await service.retire(APPROVER, { ...retirement, gapAccepted: true });
      expect(done.version).toMatchObject({
        state: 'retired',
        days: [{ from: '2026-01-01', until: '2026-07-01' }],
      });
    });
  });

  it('of a table that a plan reads is stopped by an error from its first day on, by a gap from a later one', async () => {
    await onCompany(async (versions, database) => {
      const { service } = versions;
      const table = `kicker: 1
table: rates
title: Rates
from: 2026-01-01
inputs: [booking.type]
outputs: [{ id: rate, is: percent }]
hit: first
rows:
  - [new, 6%]
  - ["-", 5%]
no-match: refuse
`;
      const text = planText('flat');
      const plan = `${text.slice(0, text.indexOf('    tiers:'))}    flat: { base: measure.sales, grain: line, pays: table.rates.rate }\n`;
      const files = [
        { path: 'rates.yaml', text: table },
        { path: 'flat.yaml', text: plan },
      ];
      const told = await new RulesService(database).publish(SOMEBODY, files);
      expect(told.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      const [{ id: version } = { id: '' }] = await listed(database, {
        kind: 'table',
        name: 'rates',
      });
      const stops = async (from: string, gapAccepted = false): Promise<unknown> => {
        const done = await service.retire(APPROVER, { version, from, reason: 'flat rates now', gapAccepted });
        return [done.position === null, ...done.findings.map(({ code }) => code)];
      };
      expect(await stops('2026-01-01', true)).toEqual([true, 'UNKNOWN_NAME']);
      expect(await stops('2026-07-01')).toEqual([true, 'VERSIONS_GAP']);
      expect(await stops('2027-01-01')).toEqual([false]);
    });
  });

  it.each([
    ['without a reason', { from: '2026-07-01', reason: ' ' }, 'REASON_MISSING'],
    ['from no day', { from: '2026-02-30', reason: 'ended' }, 'DAY_UNREADABLE'],
  ])('%s is refused', async (_, told, code) => {
    await onCompany(async (versions) => {
      const { id: version } = await byFile(versions, 'plan', 'seller');
      await expect(versions.service.retire(APPROVER, { version, ...told })).rejects.toMatchObject({ code });
    });
  });
});
