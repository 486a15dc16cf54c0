import fc from 'fast-check';
import { FIRST_DAY, readDay, writeDay } from './day.js';
import { addBusinessDays, endOf } from './length.js';

const day = (text: string): number => readDay(text) ?? 0;

describe('the end of a length', () => {
  it.each([
    ['90 days from 1 March are over on 30 May', '2026-03-01', 90, 'days', '2026-05-30'],
    ['3 months from 30 November on the last of February', '2026-11-30', 3, 'months', '2027-02-28'],
    ['2 business days from a Wednesday on Friday', '2026-03-04', 2, 'business-days', '2026-03-06'],
    ['2 business days from a Thursday on Monday', '2026-03-05', 2, 'business-days', '2026-03-09'],
    ['2 business days from a Friday on Tuesday', '2026-03-06', 2, 'business-days', '2026-03-10'],
    ['2 business days from a Saturday on Wednesday', '2026-03-07', 2, 'business-days', '2026-03-11'],
    ['10 business days from a Monday two weeks later', '2026-03-02', 10, 'business-days', '2026-03-16'],
  ] as const)('%s', (_, from, count, of, end) => {
    expect(writeDay(endOf(day(from), { count, of }))).toBe(end);
  });

  it('has exactly so many days from Monday to Friday in it', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 40 }), (offset, count) => {
        const from = FIRST_DAY + offset;
        const days = Array.from({ length: addBusinessDays(from, count) - from }, (_, at) => from + at);
        const isWorking = (each: number): boolean =>
          ![0, 6].includes(new Date(each * 86_400_000).getUTCDay());
        expect(days.filter(isWorking)).toHaveLength(count);
      }),
    );
  });
});
