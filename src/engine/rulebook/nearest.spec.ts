import fc from 'fast-check';
import { declareUnit, nearest, suggest } from './nearest.js';

describe('the nearest name', () => {
  const facts = ['booking.type', 'booking.territory', 'line.net', 'account.segment'];
  const cases: [string, string | undefined][] = [
    ['booking.tpye', 'booking.type'],
    ['bookng.type', 'booking.type'],
    ['Line.Net', 'line.net'],
    ['acount.segmnet', 'account.segment'],
    ['deal.discount', undefined],
    ['', undefined],
  ];
  it.each(cases)('to %j is %j', (written, meant) => expect(nearest(written, facts)).toBe(meant));

  it('is the name itself where it is known', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }), (names) => {
        for (const name of names) expect(nearest(name, names)).toBe(name);
      }),
    );
  });

  it('does not depend on the order of the names', () => {
    expect(nearest('ab', ['aa', 'bb'])).toBe(nearest('ab', ['bb', 'aa']));
  });
});

describe('a suggestion', () => {
  it('lists what there is where nothing is near, and says when there is nothing', () => {
    expect(suggest('zebra', ['one', 'two'])).toBe('Write one of: one, two.');
    expect(suggest('zebra', [])).toMatch(/^Nothing/);
    expect(suggest('seat', [], declareUnit('seat'))).toBe('Declare it in facts.yaml: `units: [seat]`.');
    expect(suggest('seta', ['seat'], declareUnit('seta'))).toBe('Did you mean seat?');
    expect(
      suggest(
        'x'.repeat(9),
        Array.from({ length: 20 }, (_, at) => `n${at}`),
      ),
    ).toMatch(/, …\.$/);
  });
});
