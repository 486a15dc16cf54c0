import { describe, expect, it } from '@jest/globals';
import { rulesFiles } from '../../../../test/support/documents/rules-files.js';
import { DocumentsService, renderExamples } from '../documents.service.js';

const SPIFF = `kicker: 1
spiff: con
from: 2026-05-01
until: 2026-06-01
currency: USD
calendar: company
measures: [{ id: sold, sum: line.net, window: plan-to-date, negative: carry-measure }]
incentives: [{ id: best, source: §1, flat: { base: measure.sold, pays: 10% } }]
fx: { credit: { rates: market, date: booking-date } }
`;
const TEST = `kicker: 1
test: con
situations:
  - id: two-currencies
    people: [{ person: ana }, { person: ben }]
    rates: [{ set: market, from: EUR, date: 2026-05-01, rate: 1.1 USD }]
    credits:
      - { id: A, person: ana, date: 2026-05-05, line.net: "50,000 EUR" }
      - { id: B, person: ben, date: 2026-05-06, line.net: "40,000 USD" }
      - { id: C, person: ben, date: 2026-05-07, line.net: "10,000 EUR" }
    expect:
      - { earned: best, person: ana, period: 2026-05, amount: "5,500 USD" }
      - { earned: best, person: ben, period: 2026-05, amount: "5,100 USD" }
`;

describe('a situation of a SPIFF in two currencies', () => {
  it('is paid by the SPIFF’s rates, also to who is on no plan', () => {
    const files = [
      ...rulesFiles().filter(({ path }) => path.endsWith('facts.yaml')),
      { path: 'spiffs/con/spiff.yaml', text: SPIFF },
      { path: 'spiffs/con/spiff.test.yaml', text: TEST },
    ];
    const said = renderExamples(new DocumentsService().test(files));
    expect(said).toContain('1 passed, 0 failed');
  });
});
