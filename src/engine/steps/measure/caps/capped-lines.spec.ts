import { describe, expect, it } from '@jest/globals';
import { CappedLines } from './capped-lines.js';

const LIMIT = 100n;

function added(credits: readonly (readonly [amount: bigint, part: number, isChange: boolean])[]): bigint[] {
  const lines = new CappedLines(LIMIT);
  return credits.map(([amount, part, isChange]) => lines.add({ deal: 1, line: 1, part, isChange, amount }));
}

describe('a line of which something comes again on an earlier day than its own', () => {
  it('counts with it to the cap, also where it is credited in another part', () => {
    expect(
      added([
        [70n, 1, true],
        [50n, 2, false],
        [-50n, 2, true],
      ]),
    ).toEqual([70n, 30n, -30n]);
    expect(
      added([
        [70n, 1, true],
        [50n, 1, false],
        [-50n, 1, true],
      ]),
    ).toEqual([70n, 30n, -30n]);
  });

  it('leaves other parts of the line to themselves', () => {
    expect(
      added([
        [70n, 1, true],
        [50n, 2, false],
        [90n, 1, false],
      ]),
    ).toEqual([70n, 30n, 50n]);
    expect(
      added([
        [90n, 1, false],
        [90n, 2, false],
      ]),
    ).toEqual([90n, 90n]);
  });

  it('takes of the part that it is a change of, whichever came first', () => {
    const [one, other, change] = [
      [300n, 1, false],
      [150n, 2, false],
      [-100n, 2, true],
    ] as const;
    for (const credits of [
      [one, other, change],
      [change, one, other],
      [one, change, other],
    ])
      expect(added(credits).reduce((all, each) => all + each, 0n)).toBe(150n);
  });
});
