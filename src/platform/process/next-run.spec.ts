import { describe, expect, it } from '@jest/globals';
import { NextRun } from './next-run.js';

describe('work that all who ask share', () => {
  it('answers each by a run that began after they asked, and runs once more for all who came meanwhile', async () => {
    let runs = 0;
    let told = 0;
    let end = (): void => undefined;
    const shared = new NextRun(async () => {
      runs += 1;
      const seen = told;
      await new Promise<void>((resolve) => (end = resolve));
      return seen;
    });
    const first = shared.run();
    await Promise.resolve();
    told = 1;
    const meanwhile = Array.from({ length: 30 }, () => shared.run());
    end();
    expect([await first, runs]).toEqual([0, 1]);
    await Promise.resolve();
    end();
    expect([new Set(await Promise.all(meanwhile)), runs]).toEqual([new Set([1]), 2]);
  });

  it('goes on after a run that failed', async () => {
    let runs = 0;
    const shared = new NextRun(async () => {
      runs += 1;
      if (runs === 1) throw new Error('no');
      return runs;
    });
    const first = shared.run();
    await expect(first).rejects.toThrow('no');
    expect(await shared.run()).toBe(2);
  });
});
