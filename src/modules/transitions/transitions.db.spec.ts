import { describe, expect, it } from '@jest/globals';
import { give } from '../../../test/support/accounts/owned-company.js';
import {
  codeOf,
  decider,
  file,
  movingOn,
  onMoving,
  ownersOn,
} from '../../../test/support/accounts/moving-company.js';
import { calculationOn } from '../../../test/support/calculation.js';
import { ACTOR } from '../../../test/support/small-company.js';
import { writeDecimal } from '../../engine/kernel/ratio.js';
import { ImportService } from '../bookings/import.service.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { RulesService } from '../rules/rules.service.js';

const CHO = decider('cho-of-finance');
const BOOKED = [
  'bookings',
  'booking,date,currency,net,account',
  'A,2026-01-20,USD,1000,m-1',
  'B,2026-03-10,USD,2000,m-1',
  'C,2026-04-05,USD,4000,m-1',
  'D,2026-04-06,USD,8000,acme',
] as const;

describe('moving an account', () => {
  it('is previewed with whose credit moves', async () => {
    await onMoving(async (database) => {
      const { previews } = movingOn(database);
      await give(database, BOOKED);
      const preview = await previews.preview(ACTOR, file('m-1,ben,leaver,2026-03-10'));
      expect(preview.moves).toMatchObject([
        {
          account: 'm-1',
          from: 'ana',
          to: 'ben',
          until: null,
          ruling: { answer: 'move' },
          holdover: { says: ['state: none'] },
        },
      ]);
      const said = preview.credits.map(
        ({ booking, participant, before, after }) =>
          `${booking} ${participant} ${writeDecimal(before)} ${writeDecimal(after)}`,
      );
      expect(said).toEqual(['B ana 2000 0', 'B ben 0 2000', 'C ana 4000 0', 'C ben 0 4000']);
      expect(preview.sums.map(({ participant, after }) => [participant, writeDecimal(after)])).toEqual([
        ['ana', '0'],
        ['ben', '6000'],
      ]);
    });
  }, 60_000);

  it('tells opportunities that are open then, with what the policy says of a holdover of each', async () => {
    await onMoving(async (database) => {
      const opened = [
        'opportunities',
        'opportunity,account,seller,created,close_date',
        'O-1,m-1,ana,2026-01-05,2026-06-30',
        'O-2,m-1,ana,2026-01-05,2026-02-28',
        'O-3,m-1,ana,2026-04-01,',
        'O-4,acme,ana,2026-01-05,',
      ] as const;
      expect((await give(database, opened)).rejections).toEqual([]);
      await give(database, ['account-segments', 'account,segment,from', 'acme,enterprise,2026-03-01']);
      const { previews } = movingOn(database);
      const { opportunities } = await previews.preview(
        ACTOR,
        file('m-1,ben,leaver,2026-03-10', 'acme,ben,leaver,2026-03-10'),
      );
      expect(opportunities.map(({ opportunity, holdover }) => [opportunity, holdover?.says])).toEqual([
        ['O-1', ['state: none']],
        ['O-4', ['state: kept']],
      ]);
    });
  }, 60_000);

  it('needs nobody where it is one, and moves the owner from that day on', async () => {
    await onMoving(async (database) => {
      const { transitions } = movingOn(database);
      const proposed = await transitions.propose(ACTOR, file('m-1,ben,leaver,2026-03-10'));
      expect(proposed).toMatchObject({
        standing: 'approved',
        needsApproval: false,
        accounts: 1,
        decider: null,
      });
      expect(await ownersOn(database, '2026-03-10')).toMatchObject({ 'm-1': 'ana' });
      const applied = await transitions.apply(ACTOR, proposed.id);
      expect(applied.standing).toBe('applied');
      expect(await ownersOn(database, '2026-03-09')).toMatchObject({ 'm-1': 'ana', 'm-2': 'ana' });
      expect(await ownersOn(database, '2026-03-10')).toMatchObject({ 'm-1': 'ben', 'm-2': 'ana' });
      expect(await transitions.apply(ACTOR, proposed.id)).toEqual(applied);
      expect(await codeOf(transitions.propose(ACTOR, file('m-1,ben,leaver,2026-03-10')))).toMatch(
        /Line 2, to: ben owns m-1 on that day already/,
      );
      const { changes } = calculationOn(database);
      await calculationOn(database).service.calculate(ACTOR);
      expect(await changes.staleness(ACTOR)).toMatchObject({ stale: false });
    });
  }, 60_000);

  it('is followed at once by all that follows what is told', async () => {
    await onMoving(async (database) => {
      const imports = new ImportService(database);
      const { transitions } = movingOn(database, imports);
      const seen: unknown[] = [];
      imports.afterFacts(async () => seen.push((await ownersOn(database, '2026-03-10'))['m-1']));
      const { id } = await transitions.propose(ACTOR, file('m-1,ben,leaver,2026-03-10'));
      expect(seen).toEqual([]);
      await transitions.apply(ACTOR, id);
      expect(seen).toEqual(['ben']);
    });
  }, 60_000);

  it('moves credit of accounts below it where the policy credits by the top of the hierarchy', async () => {
    await onMoving(async (database) => {
      await give(database, BOOKED);
      await give(database, ['account-segments', 'account,segment,from', 'acme,enterprise,2026-01-01']);
      const { previews } = movingOn(database);
      const { credits } = await previews.preview(ACTOR, file('group,ben,balance,2026-04-01'));
      expect(credits.map(({ booking, participant }) => [booking, participant])).toEqual([
        ['D', 'ana'],
        ['D', 'ben'],
      ]);
    });
  }, 60_000);

  it('keeps what is known of later days, ends the row in force, and is taken back by a transition of its own', async () => {
    await onMoving(async (database) => {
      const { transitions } = movingOn(database);
      await give(database, [
        'account-owners',
        'account,participant,from,until',
        'm-1,cho,2026-02-01,2026-05-01',
        'm-1,ben,2026-07-01,',
      ]);
      const moved = await transitions.propose(
        ACTOR,
        file('m-1,ben,leaver,2026-03-01', 'm-2,cho,leaver,2026-03-01'),
      );
      await transitions.apply(ACTOR, moved.id);
      const days = ['2026-01-31', '2026-02-28', '2026-03-01', '2026-04-30', '2026-05-01', '2026-07-01'];
      const owners = async (account: string): Promise<unknown[]> =>
        Promise.all(days.map(async (day) => (await ownersOn(database, day))[account]));
      expect(await owners('m-1')).toEqual(['ana', 'cho', 'ben', 'ben', 'ana', 'ben']);
      const back = await transitions.undo(ACTOR, moved.id);
      expect(back).toMatchObject({ undoes: moved.id, standing: 'proposed' });
      await transitions.decide(CHO, back.id, { approve: true, reason: 'Moved by mistake' });
      await transitions.apply(ACTOR, back.id);
      expect(await owners('m-1')).toEqual(['ana', 'cho', 'cho', 'cho', 'ana', 'ben']);
      expect(await owners('m-2')).toEqual(['ana', 'ana', 'ana', 'ana', 'ana', 'ana']);
      expect(await codeOf(transitions.undo(ACTOR, moved.id))).toBe('TRANSITION_STANDING');
      const again = await transitions.propose(ACTOR, file('m-1,ben,leaver,2026-03-01'));
      expect((await transitions.apply(ACTOR, again.id)).standing).toBe('applied');
    });
  }, 60_000);

  it('in a closed period flows to the open one, and the preview tells it apart', async () => {
    await onMoving(async (database) => {
      await give(database, BOOKED);
      const ledger = new LedgerService(database, new RulesService(database));
      const settle = async (): Promise<string> => {
        const { summary, position } = await calculationOn(database).service.calculate(ACTOR);
        return (await ledger.settle(ACTOR, summary.calculation, position)).identity;
      };
      await settle();
      for (const period of ['2026-01', '2026-02', '2026-03']) await ledger.closePeriod(ACTOR, { period });
      const { previews, transitions } = movingOn(database);
      const { credits } = await previews.preview(ACTOR, file('m-1,ben,leaver,2026-03-10'));
      expect(credits.map(({ booking, isClosed }) => `${booking} ${isClosed}`)).toEqual([
        'B true',
        'B true',
        'C false',
        'C false',
      ]);
      const { id } = await transitions.propose(ACTOR, file('m-1,ben,leaver,2026-03-10'));
      await transitions.apply(ACTOR, id);
      expect(await calculationOn(database).changes.staleness(ACTOR)).toMatchObject({
        changed: { 'account owner': 1 },
        periods: ['2026-03', '2026-04'],
      });
      const identity = await settle();
      const posted = await database.inTransaction(ACTOR, (tx) =>
        tx.query<Record<string, string>>(
          `select e.participant, e.origin, e.posted, l.change::numeric(18, 2)::text from settlement s join ledger_entry e on e.entry = s.entry
           join ledger_line l on l.entry = e.entry and l.number = e.number where s.identity = $1 order by 1, 2`,
          [identity],
        ),
      );
      expect(posted.map((row) => Object.values(row).join(' '))).toEqual([
        'ana 2026-03 2026-04 -200.00',
        'ana 2026-04 2026-04 -400.00',
        'ben 2026-03 2026-04 200.00',
        'ben 2026-04 2026-04 400.00',
      ]);
    });
  }, 60_000);
});

describe('limits on moving accounts', () => {
  const THREE = file('m-0,ben,leaver,2026-03-01', 'm-1,ben,leaver,2026-03-01', 'm-2,cho,leaver,2026-03-01');

  it('ask somebody else of the role that the policy names, who gains nothing', async () => {
    await onMoving(async (database) => {
      const { transitions } = movingOn(database);
      const { id, ...proposed } = await transitions.propose(ACTOR, THREE);
      expect(proposed).toMatchObject({ standing: 'proposed', approverRoles: ['finance'] });
      expect(await codeOf(transitions.apply(ACTOR, id))).toBe('TRANSITION_STANDING');
      const approve = { approve: true, reason: null };
      expect(await codeOf(transitions.decide(decider(ACTOR.id), id, approve))).toBe('TRANSITION_OWN');
      expect(await codeOf(transitions.decide(decider('x', { roles: ['comp_admin'] }), id, approve))).toBe(
        'TRANSITION_NOT_APPROVER',
      );
      expect(await codeOf(transitions.decide(decider('x', { participant: 'ben' }), id, approve))).toBe(
        'TRANSITION_NOT_APPROVER',
      );
      expect((await transitions.decide(CHO, id, approve)).standing).toBe('approved');
      expect(await codeOf(transitions.decide(CHO, id, { approve: false, reason: 'no' }))).toBe(
        'TRANSITION_STANDING',
      );
      expect((await transitions.apply(ACTOR, id)).standing).toBe('applied');
      const entries = await database.inTransaction(ACTOR, (tx) =>
        tx.query<{ action: string }>(`select action from audit_entry where subject = $1 order by position`, [
          `transition ${id}`,
        ]),
      );
      expect(entries.map(({ action }) => action)).toEqual([
        'transition.propose',
        'transition.approve',
        'transition.apply',
      ]);
    });
  }, 60_000);

  it('let nobody approve their own even where the program forgets', async () => {
    await onMoving(async (database) => {
      const { id } = await movingOn(database).transitions.propose(ACTOR, THREE);
      const own = `update account_transition set standing = 'approved', decider = proposer, decided_at = now() where id = $1`;
      const none = `update account_transition set standing = 'approved' where id = $1`;
      for (const sql of [own, none])
        await expect(
          database.change(ACTOR, { action: 'x', subject: 'x' }, async (tx) => ({
            result: await tx.query(sql, [id]),
          })),
        ).rejects.toMatchObject({ code: '23514' });
    });
  }, 60_000);

  it('count what was moved of an owner this year, and refuse what the policy refuses', async () => {
    await onMoving(async (database) => {
      const { transitions } = movingOn(database);
      const first = await transitions.propose(ACTOR, file('m-0,ben,leaver,2026-03-01'));
      await transitions.apply(ACTOR, first.id);
      expect((await transitions.propose(ACTOR, file('m-1,ben,leaver,2026-03-01'))).standing).toBe('proposed');
      expect((await transitions.propose(ACTOR, file('m-1,ben,leaver,2027-03-01'))).standing).toBe('proposed');
      expect(await codeOf(transitions.propose(ACTOR, file('acme,ben,rebrand,2026-03-01')))).toMatch(
        /acme may not be moved: A new name is no reason \(moves\/rebrand\)/,
      );
    }, 2);
  }, 60_000);
});
