import { ratio } from '../../kernel/ratio.js';
import { sayNumber, sayOperand } from './say-test.js';

const count = (of: string) => ({ kind: 'count', of }) as const;

describe('a number with its unit', () => {
  it('is said in the plural but for one', () => {
    expect(sayNumber(ratio(3n), count('seat'))).toBe('3 seats');
    expect(sayNumber(ratio(1n), count('seat'))).toBe('1 seat');
    expect(sayNumber(ratio(3n), count('seats'))).toBe('3 seats');
    expect(sayNumber(ratio(2n), count('opportunity'))).toBe('2 opportunities');
    expect(sayNumber(ratio(0n), count('key'))).toBe('0 keys');
  });

  it('stays as it is written in a document', () => {
    expect(sayOperand({ quantity: { value: ratio(3n), unit: count('seat') } })).toBe('3 seat');
  });
});
