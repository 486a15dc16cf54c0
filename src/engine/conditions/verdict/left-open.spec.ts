import { describe, expect, it } from '@jest/globals';
import { operand } from '../../../../test/support/sample-rules.js';
import type { FactValue } from '../../model/facts.js';
import type { Condition } from '../../rulebook/rulebook.js';
import { leftOpen } from './left-open.js';
import { whyNot } from './why-not.js';

const is = (fact: string, text: string): Condition => ({ fact, test: { is: 'equal', to: operand(text) } });
const known = (fact: string): Condition => ({ fact, test: { is: 'known' } });
const TOLD: Readonly<Record<string, FactValue>> = { a: 'won' };

/** What a condition lacks where `a` is won and nothing else is known. */
const lacks = (condition: Condition): readonly string[] =>
  leftOpen(whyNot(condition, { read: (name) => TOLD[name] }));

describe('what a condition that does not hold lacks', () => {
  it.each<[string, Condition, readonly string[]]>([
    ['is the fact that it tests', is('b', 'won'), ['b']],
    ['is nothing where the fact is known', is('a', 'lost'), []],
    ['is nothing where it holds', is('a', 'won'), []],
    ['is nothing where something else fails in any case', { all: [is('a', 'lost'), is('b', 'won')] }, []],
    ['is what is left of all', { all: [is('a', 'won'), is('b', 'won')] }, ['b']],
    ['is each that any would need', { any: [is('a', 'lost'), is('b', 'won'), is('c', 'won')] }, ['b', 'c']],
    ['is nothing where it is asked whether it is known', known('b'), []],
    ['is nothing where what is denied is certain', { not: is('a', 'won') }, []],
  ])('%s', (_, condition, wanted) => {
    expect(lacks(condition)).toEqual(wanted);
  });
});
