import fc from 'fast-check';
import { shareOut } from './share-out.js';

const people =
  (found: Readonly<Record<string, readonly string[]>>) =>
  (relation: string): readonly string[] =>
    found[relation] ?? [];

describe('sharing out a line', () => {
  it('gives the whole to one', () => {
    expect(shareOut([{ to: 'a', parts: 5 }], people({ a: ['ana'] }))).toEqual({
      shares: [{ person: 'ana', parts: 1 }],
      of: 1,
      nobody: [],
    });
  });

  it('gives equal parts to all of a relation', () => {
    const shares = ['ana', 'bob', 'cleo'].map((person) => ({ person, parts: 1 }));
    expect(shareOut([{ to: 'h', parts: 'equal' }], people({ h: ['ana', 'bob', 'cleo'] }))).toEqual({
      shares,
      of: 3,
      nobody: [],
    });
  });

  it('gives parts as declared, 3 and 2 of 5', () => {
    const division = shareOut(
      [
        { to: 'a', parts: 3 },
        { to: 'b', parts: 2 },
      ],
      people({ a: ['dan'], b: ['nia'] }),
    );
    expect(division).toEqual({
      shares: [
        { person: 'dan', parts: 3 },
        { person: 'nia', parts: 2 },
      ],
      of: 5,
      nobody: [],
    });
  });

  it('shares a number of parts among several, and joins what one person gets twice', () => {
    const division = shareOut(
      [
        { to: 'a', parts: 1 },
        { to: 'h', parts: 1 },
      ],
      people({ a: ['ana'], h: ['ana', 'bob'] }),
    );
    expect(division).toEqual({
      shares: [
        { person: 'ana', parts: 3 },
        { person: 'bob', parts: 1 },
      ],
      of: 4,
      nobody: [],
    });
  });

  it('keeps the part of nobody out of everybody else’s hands', () => {
    const division = shareOut(
      [
        { to: 'a', parts: 3 },
        { to: 'b', parts: 2 },
      ],
      people({ a: ['dan'] }),
    );
    expect(division).toEqual({ shares: [{ person: 'dan', parts: 3 }], of: 5, nobody: ['b'] });
  });

  it('makes the whole of its parts, whatever they are', () => {
    const somebody = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 });
    const part = fc.tuple(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant('equal' as const)), somebody);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (rows) => {
        const found = Object.fromEntries(rows.map(([, who], index) => [`r${index}`, who]));
        const { shares, of } = shareOut(
          rows.map(([parts], index) => ({ to: `r${index}`, parts })),
          people(found),
        );
        expect(shares.reduce((sum, { parts }) => sum + parts, 0)).toBe(of);
        expect(shares.every(({ parts }) => Number.isInteger(parts) && parts > 0)).toBe(true);
      }),
    );
  });
});
