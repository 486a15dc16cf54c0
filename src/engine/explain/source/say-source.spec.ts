import { describe, expect, it } from '@jest/globals';
import { commissionOf, situation } from '../../../../test/support/rules/standing.js';
import { flat, incentive } from '../../../../test/support/sample-rules.js';
import { calculated } from '../../../../test/support/situation.js';
import { explain } from '../explain.js';
import { saySource, type PlanSource } from './say-source.js';

const PLAN: PlanSource = { kind: 'plan', id: 'account-executive', from: '2026-01-01' };

describe('where it stands what pay was worked out by', () => {
  it.each<[string, Partial<PlanSource>, string]>([
    [
      'a paragraph of a signed paper',
      { document: 'AE plan FY26', signed: '2025-12-12', paragraph: '§4.2' },
      'By §4.2 of AE plan FY26, signed on 2025-12-12; plan account-executive, version in force from 2026-01-01.',
    ],
    [
      'a paper alone',
      { document: 'AE plan FY26' },
      'By AE plan FY26; plan account-executive, version in force from 2026-01-01.',
    ],
    [
      'a paragraph alone',
      { paragraph: 'rule 2' },
      'By rule 2 of plan account-executive, version in force from 2026-01-01.',
    ],
    [
      'nothing but the version',
      { kind: 'spiff', id: 'sprint', from: null },
      'By SPIFF sprint, version in force from the beginning.',
    ],
  ])('%s', (_, more, wanted) => expect(saySource({ ...PLAN, ...more })).toBe(wanted));

  it('stands in the tree once', () => {
    const earning = commissionOf(calculated(situation({ incentives: [incentive(flat('10%'))] }, ['5,000'])));
    const says = explain(earning, [], { ...PLAN, paragraph: '§4.2' }).parts.map((part) => part.says);
    expect(says.filter((each) => each.includes('§4.2'))).toHaveLength(1);
    expect(explain(earning).parts.map((part) => part.says)).toEqual(says.slice(0, -1));
  });
});
