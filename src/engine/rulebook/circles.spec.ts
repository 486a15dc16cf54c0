import { describe, expect, it } from '@jest/globals';
import { circlesAmong, sayCircle } from './circles.js';

function circles(reads: Record<string, string[]>): string[] {
  return circlesAmong(Object.keys(reads), (node) => reads[node] ?? []).map(sayCircle);
}

describe('circles', () => {
  it('are told by their steps, each once', () => {
    expect(circles({ c: ['a'], a: ['b'], b: ['a'] })).toEqual(['a → b → a']);
    expect(circles({ a: ['a'], b: ['a'] })).toEqual(['a → a']);
    expect(circles({ a: ['b', 'c'], b: ['d'], c: ['a'], d: ['a'] })).toEqual(['a → c → a', 'b → d → a → b']);
    expect(circles({ a: ['b', 'c'], b: ['c'], c: [] })).toEqual([]);
  });

  it('may go through what is no node itself', () => {
    const reads: Record<string, string[]> = { 'value.a': ['table.t'], 'table.t': ['value.a'] };
    expect(circlesAmong(['value.a'], (node) => reads[node] ?? [])).toEqual([
      ['value.a', 'table.t', 'value.a'],
    ]);
  });

  it('are shortened where they are long', () => {
    const names = Array.from({ length: 20 }, (_, at) => `v${at}`);
    const ring = Object.fromEntries(names.map((name, at) => [name, [names[(at + 1) % 20] ?? '']]));
    expect(circles(ring)).toEqual(['v0 → v1 → v2 → v3 → v4 → … → v16 → v17 → v18 → v19 → v0']);
  });
});
