import { BASE, withChange } from '../malformed/base-documents.js';
import { readDocuments } from '../read-documents.js';

function fingerprintOf(kind: string, from: string | RegExp = 'kicker', to = 'kicker'): string | undefined {
  const { documents } = readDocuments(withChange(kind, from, to));
  return documents.find((document) => document.kind === kind)?.fingerprint;
}

describe('the fingerprint of a version', () => {
  const same: [string, string, string | RegExp, string][] = [
    ['another title', 'plan', 'title: Account executive', 'title: AE'],
    ['no title', 'plan', 'title: Account executive\n', ''],
    ['another source', 'plan', 'source: §4', 'source: §7'],
    ['a comment', 'plan', 'measures:', '# what counts\nmeasures:'],
    ['other quotes', 'plan', 'currency: USD', "currency: 'USD'"],
    [
      'the long form of a condition',
      'plan',
      '{ attainment.arr: "< 50%" }',
      '{ fact: attainment.arr, operator: lessThan, value: 50% }',
    ],
    ['another writing of a number', 'plan', 'times: 1.5x', 'times: 1.50x'],
    ['a default written out', 'plan', 'window: quarter', 'window: quarter\n    quota-change: by-day'],
    [
      'one item for a list of one',
      'engagement',
      '[{ to: booking.salesperson, parts: 1 }]',
      '{ to: booking.salesperson, parts: 1 }',
    ],
    [
      'a range of what is told',
      'facts',
      'line.rate, is: percent',
      'line.rate, is: percent, at-least: 0%, at-most: 100%',
    ],
    ['another meaning for people', 'facts', 'means: Why', 'means: Reason'],
  ];
  it.each(same)('is the same with %s', (_, kind, from, to) => {
    expect(fingerprintOf(kind, from, to)).toBe(fingerprintOf(kind));
  });

  const other: [string, string, string | RegExp, string][] = [
    ['another rate', 'plan', 'pays: 5%', 'pays: 5.1%'],
    ['above for from', 'plan', 'above: 100%', 'from: 100%'],
    ['another end', 'plan', 'until: 2027-01-01', 'until: 2027-01-02'],
    ['another id of an incentive', 'plan', 'id: by-table', 'id: by-rates'],
    ['another treatment of negatives', 'plan', 'carry-measure', 'zero'],
    ['another reason', 'engagement', 'The order names its seller', 'Named'],
    ['another answer of another decision', 'engagement', '{ state: held }', '{ state: free }'],
    [
      'rows in another order',
      'table',
      /( {2}- \[new.*\n)( {2}- \[exp.*\n)/,
      '  - [expansion, "-", 2%]\n  - [new, "> 5 USD", 3%]\n',
    ],
    ['another type of a fact', 'facts', 'booking.reason, is: text', 'booking.reason, is: percent'],
    ['another time zone', 'facts', 'Europe/Paris', 'Europe/Rome'],
  ];
  it.each(other)('is another with %s', (_, kind, from, to) => {
    const changed = fingerprintOf(kind, from, to);
    expect(changed).toMatch(/^[0-9a-f]{64}$/);
    expect(changed).not.toBe(fingerprintOf(kind));
  });

  it('goes with the text as written', () => {
    const { documents } = readDocuments(withChange('plan', 'kicker', 'kicker'));
    expect(documents.find(({ kind }) => kind === 'plan')).toMatchObject({
      id: 'ae',
      from: '2026-01-01',
      until: '2027-01-01',
      source: BASE['plan'],
    });
  });
});
