import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { managerCycles, type Reporting } from './manager-cycles.js';

const reports = (
  line: number | null,
  participant: string,
  manager: string,
  from = '2026-01-01',
  until: string | null = null,
): Reporting => ({ line, participant, manager, from, until });

describe('cycles of managers', () => {
  it('are closed by the row that comes last, and named', () => {
    const rows = [reports(2, 'a', 'b'), reports(3, 'b', 'c'), reports(4, 'c', 'a', '2026-05-01')];
    expect(managerCycles(rows)).toEqual([{ line: 4, people: ['c', 'a', 'b', 'c'], from: '2026-05-01' }]);
  });

  it('are none when the periods never meet', () => {
    const rows = [
      reports(2, 'a', 'b', '2026-01-01', '2026-02-01'),
      reports(3, 'b', 'c'),
      reports(4, 'c', 'a', '2026-02-01'),
    ];
    expect(managerCycles(rows)).toEqual([]);
  });

  it('are found against what is known already', () => {
    expect(managerCycles([reports(7, 'b', 'a'), reports(null, 'a', 'b')])).toEqual([
      { line: 7, people: ['b', 'a', 'b'], from: '2026-01-01' },
    ]);
  });

  it('need no more than memory for a chain of twenty thousand', () => {
    const chain = Array.from({ length: 20_000 }, (_, at) => reports(null, `p${at}`, `p${at + 1}`));
    expect(managerCycles([...chain, reports(2, 'p20000', 'p0')])[0]?.people).toHaveLength(20_002);
  });

  it('leave no circle among the rows that remain, on any day', () => {
    const people = fc.constantFrom('a', 'b', 'c', 'd');
    const month = fc.integer({ min: 1, max: 6 });
    const row = fc
      .tuple(people, people, month, month)
      .filter(([person, manager, from, until]) => person !== manager && from < until);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (found) => {
        const rows = found.map(([person, manager, from, until], at) =>
          reports(at + 2, person, manager, `2026-0${from}-01`, `2026-0${until}-01`),
        );
        const bad = new Set(managerCycles(rows).map(({ line }) => line));
        const kept = rows.filter(({ line }) => !bad.has(line ?? 0));
        for (let at = 1; at <= 6; at += 1)
          expect(
            hasCircle(
              kept.filter((each) => each.from <= `2026-0${at}-01` && `2026-0${at}-01` < (each.until ?? '')),
            ),
          ).toBe(false);
      }),
    );
  });
});

/** Whether some people remain after taking away, again and again, everybody who reports to nobody that remains. */
function hasCircle(rows: readonly Reporting[]): boolean {
  let left = rows;
  for (;;) {
    const fewer = left.filter(({ manager }) => left.some(({ participant }) => participant === manager));
    if (fewer.length === left.length) return left.length > 0;
    left = fewer;
  }
}
