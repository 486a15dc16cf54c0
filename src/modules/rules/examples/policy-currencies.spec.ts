import { describe, expect, it } from '@jest/globals';
import { rulesFiles } from '../../../../test/support/documents/rules-files.js';
import { DocumentsService, renderExamples } from '../documents.service.js';

/** The examples of the engagement policy of `rules/`: bookings in three currencies, of sellers who are on no plan. */
function said(...expected: readonly string[]): string {
  const text = `kicker: 1
test: field
situations:
  - id: three-currencies
    people: [{ person: ana, participant.manager: rhea }, { person: ben, participant.manager: rhea }]
    bookings:
      - { id: A, date: 2026-03-02, booking.salesperson: ana, line.net: "10,000 USD" }
      - { id: B, date: 2026-05-04, territory.holders: "ana, ben", line.net: 99.99 EUR }
      - { id: C, date: 2027-06-01, booking.salesperson: ben, line.net: "1,000,000 JPY" }
      - { id: D, date: 2027-06-02, booking.salesperson: ben, line.net: "-250,000 JPY" }
      - { id: E, date: 2026-03-03, booking.salesperson: ana, lines: [{ line.net: 30 USD }, { line.net: 20 EUR }] }
    expect:
${expected.map((each) => `      - { ${each} }`).join('\n')}
`;
  const rules = rulesFiles().filter(({ path }) => !path.endsWith('.test.yaml'));
  const files = [...rules, { path: 'rules/engagement/field/policy.test.yaml', text }];
  return renderExamples(new DocumentsService().test(files));
}

const ANA = [
  'credit: named-seller, booking: A, person: ana, amount: "10,000 USD"',
  'credit: territory-holders, booking: B, person: ana, amount: 49.995 EUR',
  'credit: named-seller, booking: E, person: ana, amount: 30 USD',
  'credit: named-seller, booking: E, person: ana, amount: 20 EUR',
];

const BEN = [
  'credit: territory-holders, booking: B, person: ben, amount: 49.995 EUR',
  'credit: named-seller, booking: C, person: ben, amount: "1,000,000 JPY"',
  'credit: named-seller, booking: D, person: ben, amount: "-250,000 JPY"',
];

const RHEA = [
  'credit: managers, booking: A, person: rhea, amount: "10,000 USD"',
  'credit: managers, booking: B, person: rhea, amount: 99.99 EUR',
  'credit: managers, booking: C, person: rhea, amount: "1,000,000 JPY"',
  'credit: managers, booking: D, person: rhea, amount: "-250,000 JPY"',
  'credit: managers, booking: E, person: rhea, amount: 30 USD',
  'credit: managers, booking: E, person: rhea, amount: 20 EUR',
];

describe('a situation of an engagement policy in several currencies', () => {
  it('credits each booking in its own currency, those who sell and those above them', () => {
    expect(said(...ANA, ...BEN, ...RHEA)).toContain('1 passed, 0 failed');
  });

  it('fails where a credit is expected in another currency than its booking has', () => {
    const [, ...others] = ANA;
    const wrong = 'credit: named-seller, booking: A, person: ana, amount: "10,000 EUR"';
    const text = said(wrong, ...others, ...BEN, ...RHEA);
    expect(text).toContain('0 passed, 1 failed');
    expect(text).toMatch(/10,000(?:\.00)? EUR/);
    expect(text).toMatch(/10,000(?:\.00)? USD/);
  });

  it('is complete: the part of a booking that is in another currency has to be expected too', () => {
    const text = said(...ANA.slice(0, 3), ...BEN, ...RHEA);
    expect(text).toContain('0 passed, 1 failed');
    expect(text).toContain('no credit');
  });
});
