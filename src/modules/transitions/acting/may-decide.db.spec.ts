import { describe, expect, it } from '@jest/globals';
import { give, publishOwned } from '../../../../test/support/accounts/owned-company.js';
import {
  codeOf,
  decider,
  file,
  LIMITS,
  MOVING_FACTS,
  movingOn,
  onMoving,
} from '../../../../test/support/accounts/moving-company.js';
import { ACTOR } from '../../../../test/support/small-company.js';

const ROLES = '  - { name: participant.role, is: text, means: What they do }\n';
const FOUR = [0, 1, 2, 3].map((nth) => `m-${nth},ben,leaver,2026-03-01`);
const YES = { approve: true, reason: null };

/** A zone in which it is another day than in UTC, and the days of both. */
function elsewhere(): { readonly zone: string; readonly there: string; readonly here: string } {
  const here = new Date().toISOString().slice(0, 10);
  const zone = new Date().getUTCHours() < 11 ? 'Pacific/Pago_Pago' : 'Pacific/Kiritimati';
  return { zone, here, there: new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format() };
}

describe('who approves moves by what they do on a plan', () => {
  it('is in the seat on the day that it is for the company', async () => {
    await onMoving(async (database) => {
      const { transitions } = movingOn(database);
      const { zone, here, there } = elsewhere();
      await publishOwned(database, { facts: `${MOVING_FACTS}${ROLES}`, more: [LIMITS], zone });
      const next = new Date(Date.parse(there) + 86_400_000).toISOString().slice(0, 10);
      const after = new Date(Date.parse(here) + 86_400_000).toISOString().slice(0, 10);
      await give(database, ['participants', 'participant,name', 'eve,Eve', 'fay,Fay']);
      const told = await give(database, [
        'assignments',
        'participant,plan,from,until,participant.role',
        `eve,seller,${there},${next},finance`,
        `fay,seller,${here},${after},finance`,
      ]);
      expect(told.rejections).toEqual([]);
      const { id } = await transitions.propose(ACTOR, file(...FOUR));
      const fay = decider('fay', { roles: [], participant: 'fay' });
      expect(await codeOf(transitions.decide(fay, id, YES))).toBe('TRANSITION_NOT_APPROVER');
      const eve = decider('eve', { roles: [], participant: 'eve' });
      expect((await transitions.decide(eve, id, YES)).standing).toBe('approved');
    });
  }, 60_000);
});
