import { describe, expect, it } from '@jest/globals';
import { readUnaryTest } from '../read-unary-test.js';

function fault(text: string): string | undefined {
  const read = readUnaryTest(text);
  return 'fault' in read ? read.fault : undefined;
}

describe('several comparisons in one text', () => {
  it.each([
    ['> 5 USD, < 10 USD', '(5 USD..10 USD)'],
    ['< 10,000 USD and >= 5,000 USD', '[5,000 USD..10,000 USD)'],
    ['>=5% && <=quota.high', '[5%..quota.high]'],
    ['> 2026-01-01; <= 2026-04-01', '(2026-01-01..2026-04-01]'],
  ])('%s is asked back as the interval %s, which can be read', (text, interval) => {
    expect(fault(text)).toContain(
      `is 2 tests in one; write "${interval}" where both must hold; write a list`,
    );
    expect(readUnaryTest(interval)).toMatchObject({ is: 'within' });
  });

  it.each([
    ['< 5 USD, > 10 USD', `['< 5 USD', '> 10 USD']`],
    ['> 5% or < 10%', `['> 5%', '< 10%']`],
    ['> 5%, > 10%, < 3%', `['> 5%', '> 10%', '< 3%']`],
  ])('%s is asked back as a list alone where no interval can be meant', (text, list) => {
    expect(fault(text)).toMatch(/^[^"]* tests in one; write a list where one is enough: /);
    expect(fault(text)).toContain(list);
  });

  it.each(['> 5,000 USD', '> "a, < b"', '>= "x and <y"'])('%s is one', (text) => {
    expect(fault(text)).toBeUndefined();
  });
});
