import fc from 'fast-check';
import { day, incentive, flat, measure, operand } from '../../../../../test/support/sample-rules.js';
import { calculated } from '../../../../../test/support/situation.js';
import { runs } from '../../../../../test/support/properties/property-runs.js';
import { capAt, contest, first, pool, spiff } from '../../../../../test/support/spiffs/sample-spiffs.js';
import {
  calculatedOn,
  knownBy,
  type History,
  type ToldBooking,
} from '../../../../../test/support/spiffs/told-on.js';
import type { Calculation } from '../../../calculate.js';
import { writeDay } from '../../../kernel/day.js';
import { writeUnits } from '../../../kernel/ratio.js';
import type { Afterwards, Budget, Spiff } from '../../../rulebook/rulebook.js';

const RUNS = runs(40);
const IDS = ['ana', 'ben', 'cho', 'dee'];
const START = day('2026-04-20');
const CUT_OFF = day('2026-06-10');
const TODAY = '2026-09-01';
/** Something sold after the SPIFF, so that its last day is over by what is known alone. */
const LAST: ToldBooking = { id: 'Z', by: 'dee', date: '2026-07-31', net: '1', on: '2026-07-31' };

/** Something told of one of a few bookings: told again it is a correction, or it is taken back. */
function someTold(on: { min: number; max: number }): fc.Arbitrary<readonly ToldBooking[]> {
  const row = fc.record({
    id: fc.integer({ min: 0, max: 9 }),
    by: fc.constantFrom(...IDS),
    at: fc.integer({ min: 0, max: 60 }),
    net: fc.integer({ min: -40, max: 200 }).map((hundreds) => writeUnits(BigInt(hundreds * 10_000), 2)),
    on: fc.integer(on),
    gone: fc.boolean(),
  });
  return fc.array(row, { maxLength: 10 }).map((rows) =>
    rows.map(({ id, by, at, net, on: told, gone }): ToldBooking => {
      const known = { id: `D${id}`, by, date: writeDay(START + at), net, on: writeDay(told) };
      return gone && id % 3 === 0 ? { ...known, gone: true } : known;
    }),
  );
}

const before = someTold({ min: START, max: CUT_OFF });
const after = someTold({ min: CUT_OFF + 1, max: day('2026-08-20') });
const someAfterwards = fc.constantFrom<Afterwards>('stand', 'disqualify', 're-run');
const someExhausted = fc.constantFrom<Budget['whenExhausted']>(
  'pay-what-is-left',
  'pay-nothing',
  'scale-all',
);

const someTerms = fc
  .record({
    window: fc.constantFrom<'month' | 'plan-to-date'>('month', 'plan-to-date'),
    ties: fc.constantFrom<'share' | 'fewer' | 'all-higher'>('share', 'fewer', 'all-higher'),
    sharedBy: fc.constantFrom('equal', 'measure.sold'),
    settles: fc.integer({ min: 0, max: 10 }),
  })
  .map(
    ({ window, ties, sharedBy, settles }) =>
      (afterwards: Afterwards, budget: Partial<Budget> | null): Spiff =>
        spiff({
          effective: { from: day('2026-04-25'), until: day('2026-06-01') },
          measures: [measure({ window })],
          incentives: [
            contest(['100 USD', '33.33 USD'], { ties, afterwards, settles: { after: settles } }),
            pool('100 USD', { sharedBy, afterwards, settles: { after: settles } }),
            first(3, { pays: operand('50 USD') }, { modify: [capAt('80 USD')] }),
            incentive(flat('3%'), { id: 'own' }),
          ],
          budget: budget && {
            amount: { quantity: { value: { n: 250n, d: 1n }, unit: { kind: 'money', currency: 'USD' } } },
            whenExhausted: 'pay-what-is-left',
            afterCutOff: afterwards,
            settles: afterwards === 're-run' ? null : { on: CUT_OFF },
            ...budget,
          },
        }),
  );

function history(terms: Spiff, told: readonly ToldBooking[]): History {
  return { people: IDS.map((id) => ({ id })), spiffs: [terms], told };
}

describe('what has settled', () => {
  it('stands: nothing that is told after the cut-off changes a cent of it', () => {
    fc.assert(
      fc.property(someTerms, someExhausted, before, after, (terms, whenExhausted, early, late) => {
        const spiffs = terms('stand', { whenExhausted });
        const then = paid(calculatedOn(history(spiffs, early), writeDay(CUT_OFF + 1)));
        expect(paid(calculatedOn(history(spiffs, [...early, ...late]), TODAY))).toEqual(then);
      }),
      RUNS,
    );
  });

  it('is only ever lost, and nobody else gets it, where it disqualifies', () => {
    fc.assert(
      fc.property(someTerms, before, after, (terms, early, late) => {
        const spiffs = terms('disqualify', {});
        const then = paid(calculatedOn(history(spiffs, early), writeDay(CUT_OFF + 1)));
        const now = paid(calculatedOn(history(spiffs, [...early, ...late]), TODAY));
        expect(Object.keys(now).sort()).toEqual(Object.keys(then).sort());
        for (const [key, amount] of Object.entries(now)) {
          const had = then[key] ?? 0n;
          expect(had < 0n || amount <= had).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('is what a fresh run finds where it is run again', () => {
    fc.assert(
      fc.property(someTerms, before, after, (terms, early, late) => {
        const all = history(terms('re-run', {}), [...early, ...late, LAST]);
        expect(paid(calculatedOn(all, TODAY))).toEqual(paid(calculated(knownBy(all, day(TODAY)))));
      }),
      RUNS,
    );
  });

  it('never exceeds its budget, in whatever order bookings arrive', () => {
    fc.assert(
      fc.property(
        someTerms,
        someExhausted,
        someAfterwards,
        before,
        after,
        (terms, whenExhausted, afterwards, early, late) => {
          const told = [...early, ...late].map((each, index) => ({
            ...each,
            on: writeDay(START + ((index * 7) % 90)),
          }));
          const all = history(terms(afterwards, { whenExhausted }), told);
          expect(sum(calculatedOn(all, TODAY))).toBeLessThanOrEqual(25_000n);
        },
      ),
      RUNS,
    );
  });

  it('is the same in any number of shards', () => {
    fc.assert(
      fc.property(someTerms, someAfterwards, before, after, (terms, afterwards, early, late) => {
        const all = history(terms(afterwards, {}), [...early, ...late]);
        const apart = [0, 1, 2].map((shard) =>
          paid(calculatedOn(all, TODAY, (id) => id.charCodeAt(0) % 3 === shard)),
        );
        expect(Object.assign({}, ...apart)).toEqual(paid(calculatedOn(all, TODAY)));
      }),
      RUNS,
    );
  });

  it('makes a pool whole to the cent, or pays none of it', () => {
    fc.assert(
      fc.property(someTerms, before, (terms, early) => {
        const { earnings } = calculatedOn(history(terms('stand', null), early), TODAY);
        const sums = new Map<number, bigint>();
        for (const { earning } of earnings)
          if (earning.incentive === 'share' && earning.reason === null)
            sums.set(earning.window.from, (sums.get(earning.window.from) ?? 0n) + earning.amount);
        for (const amount of sums.values()) expect(amount).toBe(10_000n);
      }),
      RUNS,
    );
  });
});

/** What each is paid by the SPIFF, and on which lines, without the reasons. */
function paid({ earnings }: Calculation): Readonly<Record<string, bigint>> {
  return Object.fromEntries(
    earnings
      .filter(({ earning }) => earning.plan === 'sprint' && earning.reason === null)
      .map(({ earning, lines }) => {
        expect(lines.reduce((all, { amount }) => all + amount, 0n)).toBe(earning.amount);
        return [
          `${earning.participant} ${earning.incentive} ${earning.window.from} ${earning.period.name}`,
          earning.amount,
        ];
      }),
  );
}

function sum(calculation: Calculation): bigint {
  return Object.values(paid(calculation)).reduce((all, amount) => all + amount, 0n);
}
