import fc from 'fast-check';
import type { Condition, Modifier } from '../../../src/engine/rulebook/rulebook.js';
import { operand } from '../../support/sample-rules.js';

const CONDITIONS: readonly Condition[] = [
  { fact: 'measure.sold', test: { is: 'greater', than: operand('400 USD') } },
  { fact: 'measure.sold', test: { is: 'less-or-equal', than: operand('300 USD') } },
  { fact: 'attainment.sold', test: { is: 'less', than: operand('50%') } },
  { fact: 'attainment.sold', test: { is: 'greater-or-equal', than: operand('100%') } },
  { fact: 'measure.recent', test: { is: 'greater-or-equal', than: operand('300 USD') } },
  { fact: 'attainment.recent', test: { is: 'less', than: operand('100%') } },
  { fact: 'attainment.team', test: { is: 'greater-or-equal', than: operand('60%') } },
  { fact: 'attribute.rate', test: { is: 'greater', than: operand('8%') } },
  { not: { fact: 'measure.team', test: { is: 'greater', than: operand('200 USD') } } },
];

export const someCondition = fc.constantFrom(...CONDITIONS);
const someWhen = fc.option(someCondition, { nil: null });
const someTimes = fc.constantFrom('0.5x', '2x', '1.1x').map(operand);

const someMultiplying: fc.Arbitrary<Modifier> = fc.oneof(
  fc.record({ kind: fc.constant('multiplier' as const), times: someTimes, when: someWhen }),
  fc.record({
    kind: fc.constant('multipliers' as const),
    add: fc.array(fc.record({ times: someTimes, when: someWhen }), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant('gate' as const), when: someCondition }),
  fc.constant<Modifier>({ kind: 'cap', what: 'rate', at: operand('9.9%'), window: null, excess: 'lost' }),
);

/** What multiplies an incentive's pay, mostly nothing. */
export const someModifiers = fc.oneof(
  { weight: 2, arbitrary: fc.constant<readonly Modifier[]>([]) },
  { weight: 1, arbitrary: fc.array(someMultiplying, { minLength: 1, maxLength: 2 }) },
);
