import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Turnstile } from './turnstile.js';

describe('a turnstile', () => {
  it('lets so many in at once, in their order, and all of them in the end', async () => {
    const turnstile = new Turnstile(3);
    const began: number[] = [];
    let [inside, most] = [0, 0];
    const work = async (at: number): Promise<number> => {
      began.push(at);
      inside += 1;
      most = Math.max(most, inside);
      await sleep(at % 4);
      inside -= 1;
      if (at % 5 === 0) throw new Error(`${at} fails`);
      return at;
    };
    const places = Array.from({ length: 40 }, (_, at) => at);
    const ended = await Promise.allSettled(places.map((at) => turnstile.run(() => work(at))));
    expect(most).toBe(3);
    expect(began).toEqual(places);
    expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(8);
    expect(await turnstile.run(() => work(1))).toBe(1);
  });

  it('passes its work by where there is room', async () => {
    const turnstile = new Turnstile(1);
    expect([await turnstile.run(async () => 'a'), await turnstile.run(async () => 'b')]).toEqual(['a', 'b']);
  });
});
