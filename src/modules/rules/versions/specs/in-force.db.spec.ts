import { describe, expect, it } from '@jest/globals';
import {
  ask,
  AUTHOR,
  benchText,
  byFile,
  listed,
  onCompany,
  planTest,
  planText,
  SOMEBODY,
} from '../../../../../test/support/rules/versions.js';
import { RulesService } from '../../rules.service.js';

/** The catalogue with other kinds of bookings, and plans that count new ones only. */
function catalogueOf(words: string): { path: string; text: string }[] {
  const exchanged = (name: string, by: string): { path: string; text: string } => ({
    path: `${name}.yaml`,
    text: benchText(name).replace('[new, expansion, renewal]', by),
  });
  const plans = ['seller', 'manager', 'director'].map((name) => exchanged(name, '[new]'));
  return [exchanged('facts', words), ...plans];
}

const YEAR = { from: '2026-01-01', until: '2027-01-01' };

describe('a publication', () => {
  it('takes its days from the older version, which keeps the rest, until none is left and it is superseded', async () => {
    await onCompany(async (versions) => {
      const { service } = versions;
      const old = await byFile(versions, 'plan', 'seller');
      expect(old).toMatchObject({ state: 'published', byFile: true, approver: null, days: [YEAR] });
      const half = await versions.approve(
        await versions.draft(
          'seller',
          planText('seller', { 'from: 2026-01-01': 'from: 2026-07-01', '6%': '7%' }),
        ),
      );
      const { document, version } = await service.publish(AUTHOR, { version: half.id });
      expect(document?.supersedes.map(({ from, until }) => ({ from, until }))).toEqual([YEAR]);
      const later = { from: '2026-07-01', until: '2027-01-01' };
      expect(version).toMatchObject({
        state: 'published',
        days: [later],
        effective: later,
        approver: 'finn',
      });
      expect(await service.version(AUTHOR, old.id)).toMatchObject({
        state: 'published',
        days: [{ from: '2026-01-01', until: '2026-07-01' }],
        effective: YEAR,
      });
      const whole = await versions.approve(
        await versions.draft('seller', planText('seller', { '6%': '5%' })),
      );
      await expect(service.publish(AUTHOR, { version: whole.id })).rejects.toMatchObject({
        code: 'REASON_MISSING',
      });
      await service.publish(AUTHOR, { version: whole.id, reason: 'signed so' });
      const states = await listed(versions.database, { kind: 'plan', name: 'seller' });
      expect(states.map(({ id, state, days }) => ({ id, state, days }))).toEqual([
        { id: whole.id, state: 'published', days: [YEAR] },
        { id: half.id, state: 'superseded', days: [] },
        { id: old.id, state: 'superseded', days: [] },
      ]);
    });
  });

  it('brings back an older text as a version of its own', async () => {
    await onCompany(async (versions, database) => {
      const { service } = versions;
      const old = await byFile(versions, 'plan', 'seller');
      const rules = new RulesService(database);
      const now = async (): Promise<string> =>
        await database.inTransaction(AUTHOR, async (tx) => (await rules.rulebookNow(tx)).fingerprint);
      const before = await now();
      const other = await versions.approve(
        await versions.draft('seller', planText('seller', { '6%': '7%' })),
      );
      await service.publish(AUTHOR, { version: other.id, reason: 'raised' });
      expect(await now()).not.toBe(before);
      const { version: clone } = await service.clone(AUTHOR, { version: old.id });
      await versions.approve(clone);
      const { version } = await service.publish(AUTHOR, {
        version: clone.id,
        reason: 'not raised after all',
      });
      expect(version).toMatchObject({ state: 'published', days: [YEAR], clonedFrom: old.id });
      expect(await now()).toBe(before);
      expect((await service.version(AUTHOR, old.id)).state).toBe('superseded');
      const { version: same } = await service.clone(AUTHOR, { version: clone.id });
      await versions.approve(same);
      await expect(service.publish(AUTHOR, { version: same.id, reason: 'again' })).rejects.toMatchObject({
        code: 'VERSION_IN_FORCE',
      });
    });
  });

  it('judges once more: what was published meanwhile stops it, and it stays approved', async () => {
    await onCompany(async (versions, database) => {
      const { service } = versions;
      const text = planText('closer', { '[new, expansion, renewal]': '[new, expansion]' });
      const { version: draft } = await service.create(AUTHOR, {
        kind: 'plan',
        name: 'closer',
        text,
        test: planTest('closer'),
      });
      const approved = await versions.approve(draft);
      const rules = new RulesService(database);
      const told = await rules.publish(SOMEBODY, catalogueOf('[new, renewal]'), 'no more expansions');
      expect(told.position).not.toBeNull();
      const stopped = await service.publish(AUTHOR, { version: approved.id });
      expect(stopped).toMatchObject({ document: null, position: null });
      expect(stopped.findings).toEqual([
        expect.objectContaining({ severity: 'error', file: 'closer.yaml', line: 13 }),
      ]);
      expect(await service.version(AUTHOR, approved.id)).toEqual(approved);
      await rules.publish(SOMEBODY, catalogueOf('[new, expansion]'), 'expansions again');
      const { position, document } = await service.publish(AUTHOR, { version: approved.id });
      expect(position).not.toBeNull();
      expect(document?.state).toBe('published');
    });
  });

  it('of a text in force with an earlier end stands for it until then, and what it had after that ends', async () => {
    await onCompany(async (versions, database) => {
      const { service } = versions;
      const old = await byFile(versions, 'plan', 'seller');
      const half = planText('seller', { 'from: 2026-01-01': 'from: 2026-04-01', '2027-01-01': '2026-07-01' });
      const between = await versions.approve(await versions.draft('seller', half.replace('6%', '7%')));
      await service.publish(AUTHOR, { version: between.id });
      const text = planText('seller', { 'until: 2027-01-01': 'until: 2026-04-01' });
      const ends = await versions.approve(await versions.draft('seller', text));
      await expect(service.publish(AUTHOR, { version: ends.id })).rejects.toMatchObject({
        code: 'REASON_MISSING',
        message: expect.stringContaining('in force from 2026-07-01 until 2027-01-01, as it is now'),
      });
      const reason = 'no sellers after June';
      const { version, document, position } = await service.publish(AUTHOR, { version: ends.id, reason });
      const [first, second, third] = ['2026-01-01', '2026-04-01', '2026-07-01'];
      const days = { from: first, until: second };
      expect(document).toMatchObject({ state: 'ended', from: first, until: second });
      expect(version).toMatchObject({ state: 'published', effective: days, days: [days], approver: 'finn' });
      const states = await listed(database, { kind: 'plan', name: 'seller' });
      expect(states.map(({ id, state, days: inForce }) => ({ id, state, days: inForce }))).toEqual([
        { id: ends.id, state: 'published', days: [days] },
        { id: between.id, state: 'published', days: [{ from: second, until: third }] },
        { id: old.id, state: 'superseded', days: [] },
      ]);
      const published = await new RulesService(database).published(AUTHOR);
      expect(published.find(({ from, name }) => name === 'seller' && from === first)?.text).toBe(text);
      const sql = 'select reason, after from audit_entry where position = $1';
      const taken = [days, { from: third, until: '2027-01-01' }];
      expect(await ask(database, sql, [position])).toMatchObject([{ reason, after: { supersedes: taken } }]);
      const { version: same } = await service.clone(AUTHOR, { version: ends.id });
      await versions.approve(same);
      await expect(service.publish(AUTHOR, { version: same.id, reason })).rejects.toMatchObject({
        code: 'VERSION_IN_FORCE',
      });
    });
  });

  it('by file says so in the history of the version, with the examples that came beside it', async () => {
    await onCompany(async (versions, database) => {
      const { service } = versions;
      const text = planText('hunter');
      const test = planTest('hunter');
      const files = [
        { path: 'plan.yaml', text: new TextEncoder().encode(text) },
        { path: 'plan.test.yaml', text: test },
      ];
      const { position } = await new RulesService(database).publish(
        { id: 'command-line' },
        files,
        'new team',
      );
      const version = await byFile(versions, 'plan', 'hunter');
      expect(version).toMatchObject({
        byFile: true,
        author: 'command-line',
        approver: null,
        source: text,
        test,
      });
      expect(await service.history(AUTHOR, version.id)).toEqual([
        expect.objectContaining({
          action: 'file',
          before: 'new',
          state: 'published',
          reason: 'new team',
          position,
        }),
      ]);
    });
  });

  it('by file keeps in the audit what it superseded', async () => {
    await onCompany(async (_, database) => {
      const file = { path: 'plan.yaml', text: planText('seller', { '6%': '7%' }) };
      const { position } = await new RulesService(database).publish(AUTHOR, [file], 'raised');
      const sql = 'select before, after from audit_entry where position = $1';
      expect(await ask(database, sql, [position])).toMatchObject([
        { before: [{ name: 'seller', ...YEAR }], after: [{ name: 'seller', state: 'published' }] },
      ]);
    });
  });
});

describe('what is asked about versions', () => {
  it('is who did what when and why', async () => {
    await onCompany(async (versions) => {
      const { service } = versions;
      const { id, name } = await versions.in('rejected');
      await service.edit(SOMEBODY, { version: id, revision: 1, text: planText(name, { '6%': '5%' }) });
      await versions.approve({ id });
      await service.publish(SOMEBODY, { version: id, reason: 'from today' });
      const history = await service.history(AUTHOR, id);
      expect(
        history.map(
          ({ step, actor, action, state, revision }) => `${step} ${actor} ${action} ${state} ${revision}`,
        ),
      ).toEqual([
        '1 ana create draft 1',
        '2 ana check checked 1',
        '3 ana submit in-review 1',
        '4 finn reject rejected 1',
        '5 sam edit draft 2',
        '6 ana check checked 2',
        '7 ana submit in-review 2',
        '8 finn approve approved 2',
        '9 sam publish published 2',
      ]);
      expect(history[3]?.reason).toBe('too dear');
      expect(history.map(({ at }) => Number.isNaN(Date.parse(at)))).toEqual(history.map(() => false));
      const positions = history.map(({ position }) => position);
      expect([...positions].sort((a, b) => Number(a - b))).toEqual(positions);
    });
  });

  it('is what is being written, what waits, and what there is of a document', async () => {
    await onCompany(async (versions, database) => {
      const { service } = versions;
      const made = new Map<string, string>();
      for (const state of ['draft', 'checked', 'in-review', 'approved', 'rejected', 'withdrawn'] as const)
        made.set((await versions.in(state)).id, state);
      const states = (list: readonly { id: string }[]): unknown[] =>
        list.map(({ id }) => made.get(id)).reverse();
      const writing = ['draft', 'checked', 'rejected'] as const;
      expect(states(await listed(database, { states: writing }))).toEqual(writing);
      expect(states(await listed(database, { states: ['in-review'] }))).toEqual(['in-review']);
      const ended = ['approved', 'withdrawn'] as const;
      expect(states(await listed(database, { states: ended }))).toEqual(ended);
      const texts = await service.versions(AUTHOR, [...made.keys(), 'no id']);
      expect(new Set(texts.map(({ id }) => id))).toEqual(new Set(made.keys()));
      expect(await listed(database, { kind: 'plan', name: 'nothing' })).toEqual([]);
      await expect(service.version(AUTHOR, 'no id')).rejects.toMatchObject({ code: 'VERSION_UNKNOWN' });
      await expect(service.history(AUTHOR, '00000000-0000-0000-0000-000000000000')).rejects.toMatchObject({
        code: 'VERSION_UNKNOWN',
      });
    });
  });
});
