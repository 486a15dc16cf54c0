import { describe, expect, it } from '@jest/globals';
import { give, publishOwned } from '../../../test/support/accounts/owned-company.js';
import {
  codeOf,
  decider,
  file,
  LIMITS,
  MOVING_FACTS,
  movingOn,
  onMoving,
  ownersOn,
} from '../../../test/support/accounts/moving-company.js';
import { ACTOR } from '../../../test/support/small-company.js';
import { ImportService } from '../bookings/import.service.js';
import type { Database } from '../../platform/database/database.js';

const CHO = decider('cho-of-finance');

/** How many accounts ben has once a transition of each was proposed and, where that may be, applied. */
async function bens(database: Database): Promise<number> {
  return Object.values(await ownersOn(database, '2026-03-01')).filter((owner) => owner === 'ben').length;
}

describe('moves to somebody whom nobody knows by the time they are applied', () => {
  it('are refused whole, and made once they are known again', async () => {
    await onMoving(async (database) => {
      const { transitions } = movingOn(database);
      const dan = ['participants', 'participant,name', 'dan,Dan'] as const;
      const { entry } = await give(database, dan);
      const { id } = await transitions.propose(
        ACTOR,
        file('m-0,ben,leaver,2026-03-01', 'm-1,dan,leaver,2026-03-01'),
      );
      await new ImportService(database).undoImport(ACTOR, entry ?? '');
      await expect(transitions.apply(ACTOR, id)).rejects.toMatchObject({
        code: 'TRANSITION_CHANGED',
        message: 'There is no participant dan by now. Nothing was moved.',
      });
      expect(await ownersOn(database, '2026-03-01')).toMatchObject({ 'm-0': 'ana', 'm-1': 'ana' });
      const told = 'participant,name,revision,withdrawn';
      await give(database, ['participants', told, 'dan,Dan,2,yes']);
      expect(await codeOf(transitions.apply(ACTOR, id))).toBe('TRANSITION_CHANGED');
      await give(database, ['participants', told, 'dan,Dan,3,']);
      expect((await transitions.apply(ACTOR, id)).standing).toBe('applied');
    });
  }, 60_000);
});

describe('limits on moving accounts hold over several transitions', () => {
  it('that are proposed one after the other: those that are open count', async () => {
    await onMoving(async (database) => {
      const { transitions, previews } = movingOn(database);
      const proposed = [];
      for (let nth = 0; nth < 5; nth += 1)
        proposed.push(await transitions.propose(ACTOR, file(`m-${nth},ben,leaver,2026-03-01`)));
      expect(proposed.map(({ standing }) => standing)).toEqual([
        'approved',
        'approved',
        'approved',
        'proposed',
        'proposed',
      ]);
      for (const { id } of proposed.slice(3)) await transitions.withdraw(ACTOR, id);
      const [first] = proposed;
      await transitions.withdraw(ACTOR, first?.id ?? '');
      const { moves } = await previews.preview(ACTOR, file('m-3,ben,leaver,2026-03-01'));
      expect(moves[0]?.ruling).toMatchObject({ answer: 'move', facts: { accountsThisYear: 3 } });
    });
  }, 60_000);

  it('that are proposed and applied at once', async () => {
    await onMoving(async (database) => {
      const { transitions } = movingOn(database);
      const proposed = await Promise.all(
        Array.from({ length: 10 }, (_, nth) =>
          transitions.propose(ACTOR, file(`m-${nth},ben,leaver,2026-03-01`)),
        ),
      );
      const outcomes = await Promise.all(proposed.map(({ id }) => codeOf(transitions.apply(ACTOR, id))));
      expect(outcomes.filter((each) => each === 'done')).toHaveLength(3);
      expect(await bens(database)).toBe(3);
    });
  }, 60_000);

  it('that the policy asks nobody for when they are proposed, and somebody when they are applied', async () => {
    await onMoving(async (database) => {
      const { transitions } = movingOn(database);
      const two = file('m-0,ben,leaver,2026-03-01', 'm-1,ben,leaver,2026-03-01');
      const { id } = await transitions.propose(ACTOR, two);
      const approved = await transitions.propose(
        ACTOR,
        file('m-2,ben,leaver,2026-03-01', 'm-3,ben,leaver,2026-03-01', 'm-4,ben,leaver,2026-03-01'),
      );
      await transitions.decide(CHO, approved.id, { approve: true, reason: null });
      const stricter = LIMITS.replace('">= 3 accounts"', '">= 2 accounts"');
      await publishOwned(database, { facts: MOVING_FACTS, more: [stricter] });
      expect(await codeOf(transitions.apply(ACTOR, id))).toBe('TRANSITION_CHANGED');
      expect(await bens(database)).toBe(0);
      expect((await transitions.apply(ACTOR, approved.id)).standing).toBe('applied');
      await transitions.withdraw(ACTOR, id);
      const again = await transitions.propose(ACTOR, two);
      expect(again.standing).toBe('proposed');
      await transitions.decide(CHO, again.id, { approve: true, reason: null });
      expect((await transitions.apply(ACTOR, again.id)).standing).toBe('applied');
      expect(await bens(database)).toBe(5);
    });
  }, 60_000);

  it('that the policy refuses by the time they are applied', async () => {
    await onMoving(async (database) => {
      const { transitions } = movingOn(database);
      const { id } = await transitions.propose(ACTOR, file('m-0,ben,leaver,2026-03-01'));
      const refusing = LIMITS.replace('transition.reason: rebrand', 'transition.reason: leaver');
      await publishOwned(database, { facts: MOVING_FACTS, more: [refusing] });
      expect(await codeOf(transitions.apply(ACTOR, id))).toMatch(/m-0 may not be moved/);
      expect(await bens(database)).toBe(0);
    });
  }, 60_000);
});
