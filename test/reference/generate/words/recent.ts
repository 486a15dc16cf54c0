import fc from 'fast-check';
import type { Measure, Relief } from '../../../../src/engine/rulebook/rulebook.js';
import { IS_NEW, measure } from '../../../support/sample-rules.js';
import { someRelief } from './absences.js';

/** What is measured over the last days; it decides, and no credit is paid on by it. */
export const someRecent: fc.Arbitrary<Measure> = fc
  .record({
    rolling: fc.constantFrom(10, 30, 45, 90, 100),
    negative: fc.constantFrom<Measure['negative']>('zero', 'pay-back'),
    quota: fc.constantFrom('attribute.quota', 'value.quota'),
    quotaChange: fc.constantFrom<Measure['quotaChange']>('by-day', 'latest'),
    when: fc.constantFrom(null, null, IS_NEW),
    modify: someRelief.map((reliefs): readonly Relief[] => reliefs.slice(0, 1)),
  })
  .map((terms) => measure({ id: 'recent', window: 'plan-to-date', ...terms }));
