import { describe, expect, it } from '@jest/globals';
import type { RequestEvent } from '../request/events.js';
import type { Step, StepStanding } from '../request/state.js';
import { decidedBy, restsOn, type Logged } from './rests-on.js';

type Vote = Step['votes'][number];

const vote = (person: string, more: Partial<Vote> = {}): Vote =>
  ({ person, actingFor: null, decision: 'approve', ...more }) as Vote;
const step = (standing: StepStanding, votes: readonly Vote[], carriedFrom: string | null = null): Step =>
  ({ standing, votes, carriedFrom }) as Step;
const logged = (
  id: string,
  steps: readonly Step[],
  events: readonly Partial<RequestEvent>[] = [],
): Logged => ({
  request: { id, steps },
  events: events as readonly RequestEvent[],
});
const people = (of: Logged, ...others: readonly Logged[]): string =>
  [...restsOn(of, [...others, of])].sort().join(' ');

describe('on whose decisions an approval rests', () => {
  it('is on whoever approved, and for whom, and not on who rejected or whose level was not asked', () => {
    const steps = [
      step('APPROVED', [vote('mia'), vote('lou', { actingFor: 'kim' }), vote('max', { decision: 'reject' })]),
      step('SKIPPED', []),
      step('CANCELLED', [vote('dan')]),
    ];
    expect(people(logged('R', steps))).toBe('kim lou mia');
  });

  it('is on whoever passed a level over, with the second person, and on votes of that level given before', () => {
    const events = [{ event: 'OVERRIDE', step: 1, actor: 'vic', second: 'dan' } as const];
    const over = logged('R', [step('APPROVED', [vote('mia')]), step('OVERRIDDEN', [vote('kim')])], events);
    expect(people(over)).toBe('dan kim mia vic');
    expect(people(logged('R', [step('APPROVED', [vote('mia')]), step('WAITING', [])], events))).toBe('mia');
  });

  it('is on whoever decided the steps of earlier requests that were carried into it, and on no other step of these', () => {
    const earlier = logged('E', [
      step('APPROVED', [vote('mia')]),
      step('APPROVED', [vote('dan', { actingFor: 'vic' })]),
    ]);
    expect(
      people(logged('R', [step('AUTO_CARRIED', [], 'E/1'), step('APPROVED', [vote('kim')])]), earlier),
    ).toBe('dan kim vic');
    expect(people(logged('R', [step('AUTO_CARRIED', [], 'E/0')]), earlier)).toBe('mia');
    expect(people(logged('R', [step('AUTO_CARRIED', [], 'other/0')]), earlier)).toBe('');
  });

  it('tells the levels that were passed over, also on an earlier request that was carried', () => {
    const over = {
      ...step('OVERRIDDEN', []),
      requirement: { level: 'vp', chain: 'ladder', order: 1, reasons: [] },
    };
    const events = [{ event: 'OVERRIDE', step: 1, actor: 'vic', second: null } as const];
    const earlier = logged('E', [step('APPROVED', [vote('mia')]), over], events);
    expect(decidedBy(earlier, [earlier], false)).toEqual({
      people: ['mia', 'vic'],
      rollup: false,
      passedOver: ['vp'],
    });
    const later = logged('R', [step('AUTO_CARRIED', [], 'E/1')]);
    expect(decidedBy(later, [earlier, later], false)).toEqual({
      people: ['vic'],
      rollup: false,
      passedOver: ['vp'],
    });
    const other = logged('R', [step('AUTO_CARRIED', [], 'E/0')]);
    expect(decidedBy(other, [earlier, other], true)).toEqual({ people: ['mia'], rollup: true });
  });
});
