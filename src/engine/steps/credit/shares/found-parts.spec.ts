import fc from 'fast-check';
import { runs } from '../../../../../test/support/properties/property-runs.js';
import { number } from '../../../../../test/support/sample-rules.js';
import type { CreditPart } from '../../../rulebook/rulebook.js';
import { foundParts, type Found } from './found-parts.js';

function found(
  credit: readonly CreditPart[],
  facts: Readonly<Record<string, string>> = {},
  areShares = false,
): Found {
  const people: Readonly<Record<string, readonly string[]>> = { a: ['ana'], b: ['bob'], h: ['ana', 'cleo'] };
  return foundParts(credit, {
    areShares,
    people: (relation) => people[relation] ?? [],
    read: (name) => (facts[name] === undefined ? undefined : number(facts[name])),
    why: () => undefined,
  });
}

const BY_STAGES: readonly CreditPart[] = [
  { to: 'a', parts: { name: 'booking.before' } },
  { to: 'b', parts: { name: 'booking.after' } },
];

describe('parts that facts of the booking give', () => {
  it('divides a line by the stages that each worked', () => {
    expect(found(BY_STAGES, { 'booking.before': '3 stages', 'booking.after': '2 stages' })).toEqual({
      shares: [
        { person: 'ana', parts: 3 },
        { person: 'bob', parts: 2 },
      ],
      of: 5,
      nobody: [],
      nothing: [],
    });
  });

  it('divides a line by shares that make the whole', () => {
    expect(found(BY_STAGES, { 'booking.before': '75%', 'booking.after': '25%' }, true)).toMatchObject({
      shares: [
        { person: 'ana', parts: 3 },
        { person: 'bob', parts: 1 },
      ],
      of: 4,
    });
  });

  it.each<[string, Record<string, string>, boolean, string]>([
    ['not known', { 'booking.before': '3 stages' }, false, 'booking.after, the parts of b, is not known.'],
    [
      'less than nothing',
      { 'booking.before': '3 stages', 'booking.after': '-1 stages' },
      false,
      'booking.after, the parts of b, is -1: less than nothing.',
    ],
    [
      'all nothing',
      { 'booking.before': '0 stages', 'booking.after': '0 stages' },
      false,
      'all parts are nothing, so nobody can be credited.',
    ],
    [
      'less than the whole',
      { 'booking.before': '75%', 'booking.after': '20%' },
      true,
      'the shares make 95%, not 100%.',
    ],
  ])('gives a line to nobody where they are %s', (_, facts, areShares, fault) => {
    expect(found(BY_STAGES, facts, areShares)).toEqual({ fault });
  });

  it('gives nothing to whose part is nothing, and says so', () => {
    expect(found(BY_STAGES, { 'booking.before': '5 stages', 'booking.after': '0 stages' })).toEqual({
      shares: [{ person: 'ana', parts: 1 }],
      of: 1,
      nobody: [],
      nothing: ['b'],
    });
  });

  it('refuses a whole that is too fine to be kept', () => {
    const facts = { 'booking.before': '0.000001 stages', 'booking.after': '99999.999998 stages' };
    expect(found(BY_STAGES, facts)).toHaveProperty('fault');
  });

  it('retires quota in other parts of the same whole', () => {
    const credit: readonly CreditPart[] = [
      { to: 'a', parts: 60, quotaParts: 50 },
      { to: 'b', parts: 40, quotaParts: 50 },
    ];
    expect(found(credit)).toMatchObject({
      shares: [
        { person: 'ana', parts: 6, quota: 5 },
        { person: 'bob', parts: 4, quota: 5 },
      ],
      of: 10,
    });
  });

  it('gives all quota to one and all pay to another', () => {
    const credit: readonly CreditPart[] = [
      { to: 'a', parts: 1, quotaParts: 'none' },
      { to: 'b', parts: 'none', quotaParts: 1 },
    ];
    expect(found(credit)).toMatchObject({
      shares: [
        { person: 'ana', parts: 1, quota: 0 },
        { person: 'bob', parts: 0, quota: 1 },
      ],
      of: 1,
      nothing: [],
    });
  });

  it('makes the whole exactly, however it is divided', () => {
    const stages = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(fc.tuple(stages, stages, stages), fc.boolean(), ([x, y, z], fine) => {
        const unit = fine ? '.125 stages' : ' stages';
        const division = found(
          [
            { to: 'a', parts: { name: 'booking.x' } },
            { to: 'h', parts: { name: 'booking.y' } },
            { to: 'b', parts: { name: 'booking.z' } },
          ],
          { 'booking.x': `${x}${unit}`, 'booking.y': `${y}${unit}`, 'booking.z': `${z}${unit}` },
        );
        if ('fault' in division) throw new Error(division.fault);
        expect(division.shares.reduce((sum, { parts }) => sum + parts, 0)).toBe(division.of);
        expect(division.shares.every(({ parts }) => Number.isSafeInteger(parts) && parts > 0)).toBe(true);
      }),
      runs(100),
    );
  });
});
