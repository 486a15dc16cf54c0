import { describe, expect, it } from '@jest/globals';
import {
  codeOf,
  decider,
  file,
  movingOn,
  onMoving,
  ownersOn,
} from '../../../test/support/accounts/moving-company.js';
import { ACTOR } from '../../../test/support/small-company.js';
import { seeingAll } from '../../../test/support/actors/actor.js';

const CHO = decider('cho-of-finance');

const KILL = `select pg_terminate_backend(pid) from pg_stat_activity where query like '%insert into account_owner%' and wait_event_type = 'Lock'
  and datname = current_database() and pid <> pg_backend_pid()`;

describe('a thousand accounts by file', () => {
  const rows = (to: string): string[] =>
    Array.from({ length: 1000 }, (_, nth) => `m-${nth},${to},leaver,2026-03-01`);

  it('are one transition told twice, and one of two that meet wins whole', async () => {
    await onMoving(async (database) => {
      const { transitions } = movingOn(database);
      const [first, second] = await Promise.all([
        transitions.propose(ACTOR, file(...rows('ben'))),
        transitions.propose(seeingAll('another'), file(...rows('ben'))),
      ]);
      expect(second.id).toBe(first.id);
      const other = await transitions.propose(ACTOR, file(...rows('cho')));
      expect(other.id).not.toBe(first.id);
      for (const { id } of [first, other]) await transitions.decide(CHO, id, { approve: true, reason: null });
      const outcomes = await Promise.all([
        codeOf(transitions.apply(ACTOR, first.id)),
        codeOf(transitions.apply(ACTOR, other.id)),
        codeOf(transitions.apply(seeingAll('another'), first.id)),
      ]);
      expect(outcomes.filter((each) => each === 'TRANSITION_CHANGED').length).toBeGreaterThan(0);
      const owners = new Set(
        Object.entries(await ownersOn(database, '2026-03-01')).flatMap(([account, owner]) =>
          account.startsWith('m-') ? [owner] : [],
        ),
      );
      expect(owners.size).toBe(1);
      const [row] = await database.inTransaction(ACTOR, (tx) =>
        tx.query<{ n: number; entries: number }>(
          'select count(*)::int as n, count(distinct entry)::int as entries from account_owner',
        ),
      );
      expect(row).toEqual({ n: 1000, entries: 1 });
    }, 1000);
  }, 120_000);

  it('leave nothing when the connection dies in the middle', async () => {
    await onMoving(async (database) => {
      const { transitions } = movingOn(database);
      const { id } = await transitions.propose(ACTOR, file(...rows('ben')));
      await transitions.decide(CHO, id, { approve: true, reason: null });
      let locked = (): void => undefined;
      const isLocked = new Promise<void>((resolve) => {
        locked = resolve;
      });
      const killing = database.asOwner(async (tx) => {
        await tx.query('lock table account_owner in exclusive mode');
        locked();
        for (let killed = 0; killed === 0;)
          killed = await database.inTransaction(ACTOR, async (other) => (await other.query(KILL)).length);
      });
      await isLocked;
      expect(await codeOf(transitions.apply(ACTOR, id))).not.toBe('done');
      await killing;
      const left = await database.inTransaction(ACTOR, (tx) =>
        tx.query(
          'select standing, (select count(*)::int from account_owner) as rows from account_transition',
        ),
      );
      expect(left).toEqual([{ standing: 'approved', rows: 0 }]);
      expect((await transitions.apply(ACTOR, id)).standing).toBe('applied');
    }, 1000);
  }, 120_000);

  it('are refused whole where rows are bad, each told with its line', async () => {
    await onMoving(async (database) => {
      const said = await codeOf(
        movingOn(database).transitions.propose(
          ACTOR,
          file(
            'm-0,ben,leaver,2026-03-01',
            'm-z,ben,leaver,2026-03-01',
            'm-1,zoe,leaver,2026-03-01',
            'm-2,ben,boredom,2026-03-01',
            'm-3,ben,leaver,2026-02-30',
            'm-0,cho,leaver,2026-03-01',
            'm-4,ana,leaver,2026-03-01',
            'm-5,,leaver,2026-03-01',
          ),
        ),
      );
      for (const part of [
        'Line 3, account: there is no account m-z.',
        'Line 4, to: there is no participant zoe.',
        'Line 5, reason: write one of leaver, balance, rebrand.',
        'Line 6, from: "2026-02-30" is no day; write it like 2026-03-31.',
        'Line 7, account: m-0 is moved twice.',
        'Line 8, to: ana owns m-4 on that day already.',
        'Line 9, to: it is required.',
      ])
        expect(said).toContain(part);
      expect(said).not.toContain('Line 2');
    });
  }, 60_000);
});
