import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { onFreshDatabase } from '../../../test/support/small-company.js';
import { readDay } from '../../engine/kernel/day.js';
import type { Database } from '../../platform/database/database.js';
import { projectRoot } from '../../platform/project-root.js';
import { lastPosition } from './publication/read-publications.js';
import { RulesService, type PinnedRulebook } from './rules.service.js';
import { seeingAll } from '../../../test/support/actors/actor.js';

const ADMIN = seeingAll('admin');
const file = (name: string): { path: string; text: string } => ({
  path: `${name}.yaml`,
  text: readFileSync(path.join(projectRoot(), 'bench', 'rules', `${name}.yaml`), 'utf8'),
});
const ALL = ['facts', 'engagement', 'seller', 'manager', 'director'].map(file);
const SELLER = file('seller');

async function rulebook(database: Database, position?: bigint): Promise<PinnedRulebook> {
  const rules = new RulesService(database);
  return await database.inTransaction(ADMIN, async (tx) =>
    rules.rulebookAt(tx, position ?? (await lastPosition(tx))),
  );
}

const ranges = ({ rulebook: { plans } }: PinnedRulebook): unknown[] =>
  plans
    .filter(({ id }) => id === 'seller')
    .map(({ effective, fingerprint }) => ({ ...effective, fingerprint }));

describe('publish', () => {
  it('stores texts verbatim, and changes nothing when the same text comes again', async () => {
    await onFreshDatabase(async (database) => {
      const rules = new RulesService(database);
      const first = await rules.publish(ADMIN, ALL);
      expect(first.documents.map(({ name, state }) => `${name} ${state}`)).toEqual([
        'bench published',
        'field published',
        'seller published',
        'manager published',
        'director published',
      ]);
      const again = await rules.publish(ADMIN, [SELLER]);
      expect(again.documents.map(({ state }) => state)).toEqual(['unchanged']);
      expect(again.position).toBe(first.position);
      const published = await rules.published(ADMIN);
      expect(published.find(({ name }) => name === 'seller')?.text).toBe(SELLER.text);
      expect(new Set(published.map(({ catalogue }) => catalogue))).toEqual(
        new Set([(await rulebook(database)).rulebook.facts.fingerprint]),
      );
    });
  });

  it('gives the days of a newer text to it, and leaves the rest to the older; the past keeps its rules', async () => {
    await onFreshDatabase(async (database) => {
      const rules = new RulesService(database);
      const { position } = await rules.publish(ADMIN, ALL);
      const before = await rulebook(database);
      const half = {
        path: 'seller.yaml',
        text: SELLER.text
          .replace('until: 2027-01-01', 'until: 2026-10-01')
          .replace('from: 2026-01-01', 'from: 2026-04-01')
          .replace('pays: 6%', 'pays: 7%'),
      };
      const { documents } = await rules.publish(ADMIN, [half]);
      expect(documents[0]?.supersedes.map(({ from, until }) => [from, until])).toEqual([
        ['2026-01-01', '2027-01-01'],
      ]);
      const [old] = before.rulebook.plans.filter(({ id }) => id === 'seller');
      const fresh = documents[0]?.fingerprint;
      const after = await rulebook(database);
      expect(ranges(after)).toEqual([
        { from: readDay('2026-01-01'), until: readDay('2026-04-01'), fingerprint: old?.fingerprint },
        { from: readDay('2026-04-01'), until: readDay('2026-10-01'), fingerprint: fresh },
        { from: readDay('2026-10-01'), until: readDay('2027-01-01'), fingerprint: old?.fingerprint },
      ]);
      expect(after.fingerprint).not.toBe(before.fingerprint);
      expect(await rulebook(database, position ?? 0n)).toEqual(before);
      await expect(rules.publish(ADMIN, [SELLER])).rejects.toMatchObject({ code: 'REASON_MISSING' });
      await rules.publish(ADMIN, [SELLER], 'signed as before');
      expect((await rulebook(database)).fingerprint).toBe(before.fingerprint);
    });
  });

  it('refuses a version that would change a window while it runs, although each version alone is right', async () => {
    await onFreshDatabase(async (database) => {
      const rules = new RulesService(database);
      await rules.publish(ADMIN, ALL);
      const inside = SELLER.text.replace('from: 2026-01-01', 'from: 2026-02-15');
      const monthly = {
        path: 'seller.yaml',
        text: inside.replace('negative: carry-measure', 'negative: zero'),
      };
      const { findings, position } = await rules.publish(ADMIN, [monthly]);
      expect(position).toBeNull();
      expect(findings.map(({ code }) => code)).toContain('VERSION_CHANGES_WINDOW');
    });
  });

  it('publishes nothing while there is an error, and says where', async () => {
    await onFreshDatabase(async (database) => {
      const rules = new RulesService(database);
      const wrong = { path: 'seller.yaml', text: SELLER.text.replace('booking.type:', 'booking.tpye:') };
      const { findings, documents, position } = await rules.publish(ADMIN, [
        ...ALL.filter(({ path: name }) => name !== 'seller.yaml'),
        wrong,
      ]);
      expect(position).toBeNull();
      expect(documents).toEqual([]);
      expect(findings[0]).toMatchObject({ file: 'seller.yaml', severity: 'error', line: 13 });
      expect(await rules.published(ADMIN)).toEqual([]);
      await expect(rulebook(database)).rejects.toMatchObject({ code: 'NOTHING_PUBLISHED' });
    });
  });

  it('keeps one fact catalogue when two of different names are published at the same moment', async () => {
    await onFreshDatabase(async (database) => {
      const rules = new RulesService(database);
      await rules.publish(ADMIN, ALL);
      const text = file('facts').text;
      const named = (name: string) => [
        { path: 'facts.yaml', text: text.replace('facts: bench', `facts: ${name}`) },
      ];
      const names = ['one', 'two', 'three', 'four'];
      const outcomes = await Promise.allSettled(names.map((name) => rules.publish(ADMIN, named(name))));
      expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
      const published = await rules.published(ADMIN);
      expect(published.filter(({ kind }) => kind === 'facts')).toHaveLength(1);
    });
  });

  it('lets one of two people who publish at the same moment win', async () => {
    await onFreshDatabase(async (database) => {
      const rules = new RulesService(database);
      await rules.publish(ADMIN, ALL);
      const version = (rate: string): { path: string; text: string } => ({
        path: 'seller.yaml',
        text: SELLER.text.replace('pays: 6%', `pays: ${rate}%`),
      });
      const outcomes = await Promise.allSettled(
        ['5', '7'].map((rate) => rules.publish(ADMIN, [version(rate)], 'corrected')),
      );
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(refused.every(({ reason }) => reason.code === 'VERSION_CONFLICT')).toBe(true);
      const sellers = (await rules.published(ADMIN)).filter(({ name }) => name === 'seller');
      expect(sellers).toHaveLength(1);
    });
  });
});
