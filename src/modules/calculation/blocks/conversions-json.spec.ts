import { describe, expect, it } from '@jest/globals';
import { day, number } from '../../../../test/support/sample-rules.js';
import type { AppliedRate } from '../../../engine/model/rates.js';
import type { EarningLine } from '../../../engine/model/result.js';
import { Conversions, convertedLine, readConversions, type StoredConversions } from './conversions-json.js';

const rate = (on: string, of: string): AppliedRate => {
  const date = day(on);
  return { set: 'market', from: 'USD', to: 'GBP', on: date, dated: date, rate: number(`${of} USD`) };
};
const [FIRST, SECOND] = [rate('2026-01-31', '0.8'), rate('2026-02-28', '0.78')];
const LINE: EarningLine = {
  credit: null,
  credited: number('0 USD'),
  measureBefore: number('0 USD'),
  tier: '',
  rate: null,
  exact: number('0 USD'),
  amount: 0n,
};

function stored(lines: readonly EarningLine[]): StoredConversions {
  const conversions = new Conversions();
  for (const line of lines) conversions.add(line);
  const { fx } = JSON.parse(JSON.stringify(conversions.stored(true))) as { fx: StoredConversions };
  return fx;
}

describe('the stored conversions of lines', () => {
  const parts = [
    { amount: number('-3000 USD'), rate: FIRST },
    { amount: { n: -5400n, d: 7n }, rate: SECOND },
  ];
  const lines: readonly EarningLine[] = [
    { ...LINE, paid: { amount: 10_000n, rate: FIRST } },
    { ...LINE, paid: { amount: -377_143n, rate: FIRST, parts } },
  ];

  it('have one rate a line, and of what is taken back at several how much by each', () => {
    expect(stored(lines).paid).toEqual([
      ['100.00', 0],
      ['-3771.43', 0, ['-3000', 0], ['-5400/7', 1]],
    ]);
  });

  it('come back as they were', () => {
    const conversions = readConversions(stored(lines));
    expect(lines.map((_, seq) => convertedLine(LINE, { seq, net: null }, conversions).paid)).toEqual(
      lines.map(({ paid }) => paid),
    );
  });
});
