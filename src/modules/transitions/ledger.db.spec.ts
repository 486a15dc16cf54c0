import { describe, expect, it } from '@jest/globals';
import { file, movingOn, onMoving } from '../../../test/support/accounts/moving-company.js';
import { ACTOR } from '../../../test/support/small-company.js';
import type { MoveFilter } from './transition-ledger.service.js';
import type { Transition, TransitionsService } from './transitions.service.js';

/** Moves two accounts, and one of them again. */
async function moved(transitions: TransitionsService): Promise<Transition> {
  const first = await transitions.propose(
    ACTOR,
    file('m-0,ben,leaver,2026-03-01', 'acme,ben,balance,2026-06-01'),
  );
  await transitions.apply(ACTOR, first.id);
  const again = await transitions.propose(ACTOR, file('m-0,cho,balance,2026-09-01'));
  return await transitions.apply(ACTOR, again.id);
}

describe('the ledger of moves', () => {
  it('lists moves by account, owner, reason and days', async () => {
    await onMoving(async (database) => {
      const { transitions, ledger } = movingOn(database);
      await moved(transitions);
      const none: MoveFilter = {
        account: null,
        owner: null,
        reason: null,
        standing: null,
        from: null,
        until: null,
      };
      const listed = async (filter: Partial<MoveFilter>, first = 50): Promise<string[]> => {
        const { nodes } = await ledger.moves(ACTOR, { ...none, ...filter }, { first });
        return nodes.map(({ account, from, to, on: day }) => `${account} ${from} ${to} ${day}`);
      };
      expect(await listed({})).toEqual([
        'm-0 ben cho 2026-09-01',
        'acme ana ben 2026-06-01',
        'm-0 ana ben 2026-03-01',
      ]);
      expect(await listed({ account: 'm-0' })).toHaveLength(2);
      expect(await listed({ owner: 'cho' })).toHaveLength(1);
      expect(await listed({ reason: 'leaver' })).toHaveLength(1);
      expect(await listed({ from: '2026-06-01', until: '2026-09-01' })).toEqual(['acme ana ben 2026-06-01']);
      const page = await ledger.moves(ACTOR, none, { first: 2 });
      const rest = await ledger.moves(ACTOR, none, { first: 2, after: page.pageInfo.endCursor });
      expect(rest.nodes.map(({ account }) => account)).toEqual(['m-0']);
    });
  }, 60_000);

  it('says the share of accounts that moved, without what was taken back', async () => {
    await onMoving(async (database) => {
      const { transitions, ledger } = movingOn(database);
      const again = await moved(transitions);
      const shares = await ledger.shares(ACTOR, 2026);
      expect(
        shares.map(({ by, word, moved: some, accounts, percent }) => [by, word, some, accounts, percent]),
      ).toEqual([
        ['all', null, 2, 12, '16.67'],
        ['reason', 'balance', 2, 12, '16.67'],
        ['reason', 'leaver', 1, 12, '8.33'],
        ['segment', 'smb', 2, 12, '16.67'],
      ]);
      const back = await transitions.undo(ACTOR, again.id);
      await transitions.apply(ACTOR, back.id);
      expect((await ledger.shares(ACTOR, 2026)).find(({ word }) => word === 'balance')).toMatchObject({
        moved: 1,
      });
      expect(await ledger.shares(ACTOR, 2027)).toMatchObject([{ moved: 0 }, { moved: 0 }]);
    });
  }, 60_000);
});
