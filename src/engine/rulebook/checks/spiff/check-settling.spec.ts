import { day, measure, operand } from '../../../../../test/support/sample-rules.js';
import { rulebookOf } from '../../../../../test/support/situation.js';
import { budget, contest, pool, spiff } from '../../../../../test/support/spiffs/sample-spiffs.js';
import type { Budget, Measure, Settles, Spiff } from '../../rulebook.js';
import { checkSpiff } from './check-spiff.js';

const ON = (text: string): Settles => ({ on: day(text) });
const OPEN = { effective: { from: day('2026-05-01'), until: null } };
const MONTHLY = { measures: [measure({ window: 'month' })] };

function told(changes: Partial<Spiff>): readonly string[] {
  const one = spiff(changes);
  const errors = checkSpiff(one, rulebookOf({ people: [], bookings: [], spiffs: [one] }));
  return errors
    .filter(({ severity, path }) => severity === 'error' && !path.startsWith('measures'))
    .map(({ code, path, message }) => `${code} ${path}: ${message}`);
}

function settling(settles: Settles | null): Partial<Spiff> {
  return { incentives: [contest(['1 USD'], { settles, afterwards: 'stand' })] };
}

function limited(changes: Partial<Budget>, more: Partial<Spiff> = {}): Partial<Spiff> {
  const { amount, whenExhausted } = budget('10 USD') ?? {
    amount: operand('10 USD'),
    whenExhausted: 'pay-nothing' as const,
  };
  return {
    incentives: [],
    budget: { amount, whenExhausted, afterCutOff: 'stand', settles: null, ...changes },
    ...more,
  };
}

describe('when something settles', () => {
  it.each<[string, Partial<Spiff>, string[]]>([
    ['on the last day or later', settling(ON('2026-05-31')), []],
    ['so many days after each window', { ...MONTHLY, ...settling({ after: 10 }) }, []],
    [
      'before the window is over',
      settling(ON('2026-05-30')),
      [
        'SETTLES_EARLY incentives.0.contest.settles: It settles on 2026-05-30, and what decides it goes on until 2026-05-31.',
      ],
    ],
    [
      'on one day for many windows',
      { ...MONTHLY, ...settling(ON('2026-06-15')) },
      [
        'WRONG_SCOPE incentives.0.contest.settles: Each month is a window of its own, and this is one day for all of them.',
      ],
    ],
    [
      'never: a contest over the whole of a SPIFF without end',
      { ...OPEN, ...settling(null) },
      ['NEVER_SETTLES incentives.0.contest: It is decided when the SPIFF ends, and the SPIFF has no end.'],
    ],
    ['each month of a SPIFF without end', { ...OPEN, ...MONTHLY, ...settling({ after: 10 }) }, []],
    [
      'on a day that nothing says',
      { ...MONTHLY, ...settling(null) },
      [
        'UNDECLARED incentives.0.contest: Nothing says by when it settles: what is told a day after its last day would win nothing, and bookings of the last days are often told later.',
      ],
    ],
    [
      'never: a budget of a SPIFF without end',
      limited({}, OPEN),
      ['NEVER_SETTLES budget: The budget settles when the SPIFF ends, and the SPIFF has no end.'],
    ],
    ['a budget that is run again has no end to come', limited({ afterCutOff: 're-run' }, OPEN), []],
    [
      'a budget that is run again has no cut-off',
      limited({ afterCutOff: 're-run', settles: { after: 1 } }),
      ['NOT_NEEDED budget.settles: With `after-cut-off: re-run` there is no cut-off.'],
    ],
    [
      'a prize after the budget that pays it',
      limited({ settles: { after: 0 } }, settling(ON('2026-06-15'))),
      [
        'SETTLES_EARLY incentives.0.contest.settles: It settles on 2026-06-15, and the budget that pays it on 2026-05-31 already.',
      ],
    ],
    [
      'a prize with the budget that pays it',
      limited({ settles: { after: 15 } }, settling(ON('2026-06-15'))),
      [],
    ],
  ])('%s', (_, changes, findings) => {
    expect(told(changes)).toEqual(findings);
  });

  it('a pool by a share: of money, by a percentage, and not of teams', () => {
    const sized = (share: string, of: string, more: Partial<Measure> = {}) =>
      told({
        measures: [
          measure({ window: 'plan-to-date' }),
          measure({ id: 'nps', is: 'percent', window: 'plan-to-date', ...more }),
        ],
        incentives: [pool('1 USD', { size: { share: operand(share), of } })],
      }).map((each) => each.split(':')[0]);
    expect(sized('1%', 'measure.sold')).toEqual([]);
    expect(sized('1 USD', 'measure.sold')).toEqual(['UNIT_MISMATCH incentives.0.pool.sized-by.share']);
    expect(sized('1%', 'measure.nothing')).toEqual(['UNKNOWN_NAME incentives.0.pool.sized-by.of']);
    const team = { derived: { kind: 'reported', by: 'team' } as const, sum: '', is: 'money' as const };
    expect(sized('1%', 'measure.nps', team)).toEqual(['WRONG_SCOPE incentives.0.pool.sized-by.of']);
  });
});
