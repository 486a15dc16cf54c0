import { describe, expect, it } from '@jest/globals';
import {
  codeOf,
  file,
  LIMITS,
  MOVING_FACTS,
  movingOn,
  onMoving,
} from '../../../../test/support/accounts/moving-company.js';
import { publishOwned } from '../../../../test/support/accounts/owned-company.js';
import { ACTOR } from '../../../../test/support/small-company.js';

const MANY = ['m-0,ben,leaver', 'm-1,ben,leaver', 'm-2,ben,leaver'];
const on = (day: string, moves: readonly string[]): ReturnType<typeof file> =>
  file(...moves.map((move) => `${move},${day}`));
const ENDED = LIMITS.replace('from: 2026-01-01', 'from: 2026-01-01\nuntil: 2099-01-01');
const YEAR = new Date().getUTCFullYear();
const LATER = LIMITS.replace('from: 2026-01-01', 'from: 2099-01-01');

describe('limits on moving accounts by the day', () => {
  it('are not avoided by a day before they begin', async () => {
    await onMoving(async (database) => {
      const { transitions, previews } = movingOn(database);
      const asks = { needsApproval: true, approverRoles: ['finance'] };
      for (const day of ['2025-12-31', '2026-03-01'])
        expect(await previews.preview(ACTOR, on(day, MANY))).toMatchObject(asks);
      expect(await transitions.propose(ACTOR, on('2025-12-31', MANY))).toMatchObject({
        ...asks,
        standing: 'proposed',
      });
      const refused = transitions.propose(ACTOR, on('2025-12-31', ['m-5,ben,rebrand']));
      expect(await codeOf(refused)).toMatch(/m-5 may not be moved: A new name is no reason/);
    });
  }, 60_000);

  it('are those of both versions: what either asks for is asked, by the role of the later one', async () => {
    await onMoving(async (database) => {
      const { previews } = movingOn(database);
      const asked = async (later: string, day: string, moves = MANY): Promise<string> => {
        await publishOwned(database, { facts: MOVING_FACTS, more: later === '' ? [ENDED] : [ENDED, later] });
        const { needsApproval, approverRoles } = await previews.preview(ACTOR, on(day, moves));
        return `${needsApproval} ${approverRoles.join()}`;
      };
      const [one = ''] = MANY;
      expect(await asked('', '2099-03-01')).toBe('true finance');
      const lenient = LATER.replace('">= 3 accounts"', '">= 30 accounts"').replace('"> 25%"', '"> 101%"');
      expect(await asked(lenient, '2099-03-01')).toBe('true finance');
      expect(await asked(lenient, '2099-03-01', [one])).toBe('false ');
      const strict = LATER.replace('">= 3 accounts"', '">= 1 accounts"').replaceAll(
        'approver: finance',
        'approver: vp-sales',
      );
      expect(await asked(strict, '2099-03-01', [one])).toBe('true vp-sales');
      expect(await asked(strict, '2099-03-01')).toBe('true vp-sales');
      expect(await asked(strict, '2026-03-01')).toBe('true finance');
      const anybody = strict.replaceAll('approver: vp-sales', 'approver: nothing');
      expect(await asked(anybody, '2099-03-01')).toBe('true finance');
    });
  }, 60_000);

  it('of a year are not avoided by a day of another year', async () => {
    await onMoving(async (database) => {
      const { transitions, previews } = movingOn(database);
      const first = on(`${YEAR}-03-01`, ['m-0,ben,leaver', 'm-3,ben,leaver']);
      await transitions.apply(ACTOR, (await transitions.propose(ACTOR, first)).id);
      for (const day of [`${YEAR}-03-01`, `${YEAR - 1}-12-31`, `${YEAR + 1}-01-01`, '1999-01-01']) {
        const more = on(day, ['m-1,ben,leaver', 'm-2,ben,leaver']);
        const asked = await previews.preview(ACTOR, more);
        expect([day, asked.needsApproval, asked.approverRoles]).toEqual([day, true, ['finance']]);
        expect(asked.moves[0]?.ruling.facts).toEqual({ accounts: 2, accountsThisYear: 4, heldThisYear: 12 });
        const { id, standing } = await transitions.propose(ACTOR, more);
        expect([day, standing]).toEqual([day, 'proposed']);
        await transitions.withdraw(ACTOR, id);
      }
    });
  }, 60_000);

  it('of a year count what was proposed in it, whatever its day, as they do what moves in it', async () => {
    await onMoving(async (database) => {
      const { transitions, previews } = movingOn(database);
      const days = [`${YEAR - 1}-05-01`, `${YEAR - 2}-05-01`, `${YEAR + 1}-05-01`, `${YEAR - 3}-05-01`];
      const found: string[] = [];
      for (const [nth, day] of days.entries()) {
        const { id, standing } = await transitions.propose(ACTOR, on(day, [`m-${nth},ben,leaver`]));
        found.push(standing);
        if (standing === 'approved') await transitions.apply(ACTOR, id);
        else await transitions.withdraw(ACTOR, id);
      }
      expect(found).toEqual(['approved', 'approved', 'approved', 'proposed']);
      const next = await previews.preview(ACTOR, on(`${YEAR}-05-01`, ['m-4,ben,leaver']));
      expect(next.approverRoles).toEqual(['finance']);
      // Of each other year it is the second.
      const { moves } = await previews.preview(ACTOR, on(`${YEAR - 1}-06-01`, ['m-5,ben,rebrand']));
      expect(moves[0]?.ruling).toMatchObject({ answer: 'refused', facts: { accountsThisYear: 4 } });
    });
  }, 60_000);

  it('of two years ask the role of the one in which more moved', async () => {
    await onMoving(async (database) => {
      const { transitions, previews } = movingOn(database);
      const share = LIMITS.replace('approver: finance', 'approver: vp-sales');
      await publishOwned(database, { facts: MOVING_FACTS, more: [share] });
      const first = on(`${YEAR}-03-01`, ['m-5,ben,leaver', 'm-3,ben,leaver']);
      await transitions.apply(ACTOR, (await transitions.propose(ACTOR, first)).id);
      for (const day of [`${YEAR}-03-01`, `${YEAR - 1}-12-31`, `${YEAR + 1}-01-01`])
        expect((await previews.preview(ACTOR, on(day, MANY))).approverRoles).toEqual(['vp-sales']);
    });
  }, 60_000);
});
