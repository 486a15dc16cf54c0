import { level, matrixOf, readyMatrix, row } from '../../../../test/support/rules/matrix.js';
import { FRIDAY, HOURS, Story } from '../../../../test/support/rules/request.js';
import { offer, said } from '../../../../test/support/rules/told.js';
import type { HumanDecision } from '../carry.js';
import { wordingsOf } from '../judge-deal.js';
import { UTC_CLOCK } from './due-at.js';
import { tick } from './tend.js';

const DAYS = 24 * HOURS;
const MATRIX = matrixOf({
  levels: [level('manager'), level('desk', { order: 'parallel' })],
  rows: [
    row('ten', { 'deal.discount': '> 10%' }, ['manager']),
    row('thin', { 'deal.margin': '< 40%' }, ['desk']),
  ],
});

/** What the manager approved of a deal, some time ago. */
function decidedAgo(ago: number, told: Story): HumanDecision {
  const judgement = readyMatrix(MATRIX).judge(told.asking.deal);
  return {
    id: 'R0/0',
    level: 'manager',
    decision: 'approved',
    day: UTC_CLOCK.dayOf(FRIDAY - ago),
    at: FRIDAY - ago,
    people: ['boss'],
    sequence: 1,
    terms: judgement.kind === 'judged' ? judgement.terms : new Map(),
    rows: ['ten'],
    version: MATRIX.fingerprint,
    wordings: wordingsOf(MATRIX),
    isEntitled: true,
  };
}

function carried(ago: number, margin: string): Story {
  const told = new Story(MATRIX, offer('15%', margin));
  told.submit('ana', [decidedAgo(ago, told)]);
  return told;
}

describe('how long an approval holds', () => {
  it('is no longer than the decision of a person that it relies on, to the minute', () => {
    const told = carried(59 * DAYS, '45%');
    expect(told.standing).toBe('APPROVED, manager AUTO_CARRIED');
    expect(told.request.validUntil).toBe(FRIDAY + 1 * DAYS);
  });

  it('is the same where others are asked beside what is carried', () => {
    const told = carried(20 * DAYS, '35%');
    expect(told.standing).toBe('PENDING, manager AUTO_CARRIED, desk REQUESTED');
    told.at += 2 * DAYS;
    said(told, 'desk', 1);
    expect(told.request.validUntil).toBe(FRIDAY + 40 * DAYS);
  });

  it('is over where what is carried ran out while others were asked', () => {
    const told = carried(59 * DAYS, '35%');
    told.at += 3 * DAYS;
    expect(said(told, 'desk', 1)).toBe('');
    expect(told.standing).toBe('EXPIRED, manager AUTO_CARRIED, desk APPROVED');
    expect(told.events.slice(-2).map(({ event, actor }) => `${event} ${actor}`)).toEqual([
      'APPROVED desk',
      'VALIDITY_PASSED TIME',
    ]);
    expect(told.take(tick(told.request, told.setting('clock')))).toBe('');
  });

  it('is as many days as the matrix says where the log of a carried step does not tell', () => {
    const told = carried(20 * DAYS, '35%');
    const old = told.events.map((event) =>
      event.event === 'EVALUATED'
        ? {
            ...event,
            steps: event.steps.map(({ requirement, standing, carriedFrom }) => ({
              requirement,
              standing,
              carriedFrom,
            })),
          }
        : event,
    );
    told.events.splice(0, told.events.length, ...old);
    said(told, 'desk', 1);
    expect(told.request.validUntil).toBe(FRIDAY + 60 * DAYS);
  });

  it('is without end where the matrix says nothing of it', () => {
    const told = new Story({ ...MATRIX, terms: { ...MATRIX.terms, valid: null } }, offer('15%'));
    told.submit('ana', [decidedAgo(200 * DAYS, told)]);
    expect([told.standing, told.request.validUntil]).toEqual(['APPROVED, manager AUTO_CARRIED', null]);
  });
});
