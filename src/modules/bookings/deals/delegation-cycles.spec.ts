import { describe, expect, it } from '@jest/globals';
import { delegationCycles } from './delegation-cycles.js';

type Of = Parameters<typeof delegationCycles>[0][number];

const lets = (giver: string, deputy: string, more: Partial<Of> = {}): Of => ({
  participant: giver,
  manager: deputy,
  from: '2026-01-01',
  until: '2026-07-01',
  matrix: null,
  line: null,
  ...more,
});

const closed = (...delegated: readonly Of[]): readonly string[] =>
  delegationCycles(delegated).map(({ line, people, from }) => `${line}: ${people.join(' ')} ${from}`);

describe('circles of delegations', () => {
  it('are closed by the row that comes last', () => {
    expect(closed(lets('ana', 'ben'), lets('ben', 'ana', { line: 2, from: '2026-06-01' }))).toEqual([
      '2: ben ana ben 2026-06-01',
    ]);
    expect(
      closed(lets('ana', 'ben'), lets('ben', 'cho', { line: 2 }), lets('cho', 'ana', { line: 3 })),
    ).toEqual(['3: cho ana ben cho 2026-01-01']);
  });

  it('are none on other days, in a row, or of other matrices', () => {
    expect(
      closed(lets('ana', 'ben'), lets('ben', 'ana', { line: 2, from: '2026-07-01', until: null })),
    ).toEqual([]);
    expect(closed(lets('ana', 'ben'), lets('ben', 'cho', { line: 2 }))).toEqual([]);
    const [one, two] = [
      lets('ana', 'ben', { matrix: 'discounts' }),
      lets('ben', 'ana', { matrix: 'terms', line: 2 }),
    ];
    expect(closed(one, two)).toEqual([]);
  });

  it('are one where one of them is for all matrices, and told once', () => {
    const all = lets('ben', 'ana', { line: 3 });
    expect(
      closed(
        lets('ana', 'ben', { matrix: 'discounts' }),
        lets('ana', 'ben', { matrix: 'terms', line: 2 }),
        all,
      ),
    ).toEqual(['3: ben ana ben 2026-01-01']);
  });
});
