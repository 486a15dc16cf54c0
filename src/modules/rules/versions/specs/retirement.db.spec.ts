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
import { seeingAll } from '../../../../../test/support/actors/actor.js';
import { people, tell } from '../../../../../test/support/small-company.js';
import type { Actor } from '../../../../platform/database/database.js';
import { RulesService } from '../../rules.service.js';
import { insertStep } from '../write-version.js';

describe('a retirement', () => {
  it('ends a plan from a day on, with the reason, and tells it as facts are told', async () => {
    await onCompany(async (versions, database) => {
      const { service } = versions;
      const version = await byFile(versions, 'plan', 'director');
      const half = { version: version.id, from: '2026-07-01', reason: 'no directors any more' };
      const { version: proposed } = await service.proposeRetirement(AUTHOR, half);
      expect(proposed).toMatchObject({
        state: 'retiring',
        retiredFrom: null,
        retirement: { from: '2026-07-01', by: AUTHOR.id, reason: 'no directors any more' },
        days: [{ from: '2026-01-01', until: '2027-01-01' }],
      });
      const confirmed = { version: version.id, reason: 'no directors any more' };
      const { version: retired, position } = await service.retire(APPROVER, confirmed);
      expect(retired).toMatchObject({
        retirement: null,
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
      await expect(service.proposeRetirement(AUTHOR, { ...half, from: '2026-08-01' })).rejects.toMatchObject({
        code: 'NOTHING_TO_RETIRE',
      });
      await versions.retire(version.id, { from: '2026-04-01' });
      const { version: gone } = await versions.retire(version.id, { from: '2025-01-01' });
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
      await versions.retire(id, { from: '2026-07-01' });
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
      const { findings, position, version } = await service.proposeRetirement(AUTHOR, retirement);
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
      const stopped = await service.proposeRetirement(AUTHOR, retirement);
      expect(stopped.position).toBeNull();
      expect(stopped.findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
        'warning VERSIONS_GAP',
      ]);
      await service.proposeRetirement(AUTHOR, { ...retirement, gapAccepted: true });
      expect((await service.retire(APPROVER, { version })).position).toBeNull();
      const done = await service.retire(APPROVER, { version, gapAccepted: true });
      expect(done.version).toMatchObject({
        retiredFrom: '2026-07-01',
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
      const [{ id: version } = { id: '' }] = await listed(database, { kind: 'table', name: 'rates' });
      const stops = async (from: string, gapAccepted = false): Promise<unknown> => {
        const done = await service.proposeRetirement(AUTHOR, {
          version,
          from,
          reason: 'flat rates now',
          gapAccepted,
        });
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
      await expect(versions.service.proposeRetirement(AUTHOR, { version, ...told })).rejects.toMatchObject({
        code,
      });
    });
  });

  it('is carried out by somebody else than who proposed it, past the service too', async () => {
    await onCompany(async (versions, database) => {
      const { service } = versions;
      const version = await versions.in('retiring');
      await expect(service.retire(AUTHOR, { version: version.id })).rejects.toMatchObject({
        code: 'RETIREMENT_SECOND_PERSON',
      });
      const hash = Buffer.from(version.hash, 'hex');
      const step = { action: 'retire', state: 'retired', revision: 1, hash, reason: 'ended' } as const;
      const past = async (as: Actor, told: { retiredFrom: string; proposer: string }): Promise<unknown> =>
        await database.change(as, { action: 'past the service', subject: '' }, async (tx) => {
          await insertStep(tx, version, { ...step, ...told });
          return { result: null };
        });
      const proposed = { retiredFrom: '2020-06-01', proposer: AUTHOR.id };
      await expect(past(AUTHOR, proposed)).rejects.toMatchObject({ constraint: 'retired_by_second_person' });
      for (const other of [
        { ...proposed, proposer: SOMEBODY.id },
        { ...proposed, retiredFrom: '2020-07-01' },
      ])
        await expect(past(APPROVER, other)).rejects.toMatchObject({ constraint: 'retires_as_proposed' });
      const { version: kept } = await service.reject(APPROVER, { version: version.id, reason: 'not yet' });
      expect(kept).toMatchObject({ state: 'published', retirement: null, retiredFrom: null });
    });
  });

  it('of a plan that people are assigned to is a gap that somebody must accept', async () => {
    await onCompany(async (versions, database) => {
      await tell(database, people());
      const { id: version } = await byFile(versions, 'plan', 'seller');
      const retirement = { version, from: '2026-07-01', reason: 'ended' };
      const admin = seeingAll(AUTHOR.id);
      const { findings, position } = await versions.service.proposeRetirement(admin, retirement);
      expect([position, findings.map(({ code }) => code)]).toEqual([null, ['VERSIONS_GAP']]);
      expect(findings[0]?.message).toBe(
        'From 2026-07-01 on nothing pays who is assigned to this plan: seller-0 and 7 more.',
      );
    });
  });

  it('on a day to come leaves the version published until then', async () => {
    await onCompany(async (versions) => {
      const name = versions.name();
      const text = planText(name, { 'until: 2027-01-01': 'until: 2190-01-01' });
      const { id } = await versions.approve(await versions.draft(name, text));
      await versions.service.publish(AUTHOR, { version: id });
      const later = await versions.retire(id, { from: '2180-01-01' });
      expect(later.version).toMatchObject({ state: 'published', retiredFrom: '2180-01-01' });
      const sooner = await versions.retire(id, { from: '2020-01-01' });
      expect(sooner.version).toMatchObject({ state: 'retired', retiredFrom: '2020-01-01' });
    });
  });
});
