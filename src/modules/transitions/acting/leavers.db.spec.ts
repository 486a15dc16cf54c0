import { describe, expect, it } from '@jest/globals';
import { give } from '../../../../test/support/accounts/owned-company.js';
import {
  codeOf,
  decider,
  file,
  movingOn,
  onMoving,
} from '../../../../test/support/accounts/moving-company.js';
import { ACTOR } from '../../../../test/support/small-company.js';

describe('accounts and who is not with the company', () => {
  it('are moved to nobody who left before the day, or comes after it', async () => {
    await onMoving(async (database) => {
      const { previews, transitions } = movingOn(database);
      await give(database, [
        'participants',
        'participant,name,hired,left',
        'gus,Gus,2024-01-01,2026-02-28',
        'nia,Nia,2026-04-01,',
      ]);
      const asked = file(
        'm-0,gus,leaver,2026-03-01',
        'm-1,nia,leaver,2026-03-31',
        'm-2,ben,leaver,2026-03-01',
      );
      for (const refused of [previews.preview(ACTOR, asked), transitions.propose(ACTOR, asked)])
        await expect(refused).rejects.toMatchObject({
          errors: [
            {
              code: 'TRANSITION_ROW',
              message: 'Line 2, to: gus left on 2026-02-28, and has no account on 2026-03-01.',
            },
            {
              code: 'TRANSITION_ROW',
              message:
                'Line 3, to: nia is with the company from 2026-04-01 on, and has no account on 2026-03-31.',
            },
          ],
        });
      const there = file('m-0,gus,leaver,2026-02-28', 'm-1,nia,leaver,2026-04-01');
      expect((await transitions.propose(ACTOR, there)).standing).toBe('approved');
    });
  }, 60_000);

  it('are not moved to who was told to have left since, and are given back to who left', async () => {
    await onMoving(async (database) => {
      const { transitions } = movingOn(database);
      const left = (person: string): Promise<unknown> =>
        give(database, ['participants', 'participant,name,left,revision', `${person},X,2026-02-15,2`]);
      const [applied, late] = [
        await transitions.propose(ACTOR, file('m-0,ben,leaver,2026-03-01')),
        await transitions.propose(ACTOR, file('m-1,cho,leaver,2026-03-01')),
      ];
      await transitions.apply(ACTOR, applied.id);
      await left('cho');
      await expect(transitions.apply(ACTOR, late.id)).rejects.toMatchObject({
        code: 'TRANSITION_CHANGED',
        message: 'cho left on 2026-02-15 by now. Nothing was moved.',
      });
      await left('ana');
      const back = await transitions.undo(ACTOR, applied.id);
      if (back.standing === 'proposed')
        await transitions.decide(decider('cho-of-finance'), back.id, { approve: true, reason: 'By mistake' });
      expect(await codeOf(transitions.apply(ACTOR, back.id))).toBe('done');
    });
  }, 60_000);
});
