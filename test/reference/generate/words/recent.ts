import fc from 'fast-check';
import type { Measure, Relief } from '../../../../src/engine/rulebook/rulebook.js';
import { IS_NEW, measure } from '../../../support/sample-rules.js';
import { someTeamQuota } from './teams.js';
import { someRelief } from './absences.js';

/** What is measured over the last days; it decides, and no credit is paid on by it. */
export const someRecent: fc.Arbitrary<Measure> = fc
  .record({
    rolling: fc.constantFrom(10, 30, 45, 90, 100),
    negative: fc.constantFrom<Measure['negative']>('zero', 'pay-back'),
    quota: fc.constantFrom('attribute.quota', 'value.quota'),
    quotaChange: fc.constantFrom<Measure['quotaChange']>('by-day', 'latest'),
    when: fc.constantFrom(null, null, IS_NEW),
    team: fc.option(someTeamQuota, { nil: null, freq: 1 }),
    modify: someRelief.map((reliefs): readonly Relief[] => reliefs.slice(0, 1)),
  })
  .map(({ team, ...terms }) => {
    const recent = measure({ id: 'recent', window: 'plan-to-date', ...terms });
    // What the people below sold lately, beside the sum of their quotas.
    if (team === null) return recent;
    return { ...recent, credits: 'rollup' as const, teamQuota: team, quotaChange: 'by-day' as const };
  });
