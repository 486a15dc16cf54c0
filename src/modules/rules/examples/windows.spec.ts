import fc from 'fast-check';
import { readDay, writeDay } from '../../../engine/kernel/day.js';
import { DocumentsService, renderExamples } from '../documents.service.js';

const FACTS = `kicker: 1
facts: company
time-zone: UTC
units: [stage]
fields:
  - { name: line.net, is: money, means: Price }
  - { name: transfer.date, is: date, means: Day of the transfer }
  - { name: transfer.deal-stage, is: count, unit: stage, means: Stage at the transfer }
  - { name: transfer.reason, is: one-of, values: [realigned, wrong-team], means: Why it moved }
  - { name: registration.approved, is: date, means: Day of the approval }
  - { name: registration.extension, is: one-of, values: [granted, refused], means: What became of the request }
  - { name: registration.asked, is: date, means: Day of the request for more time }
  - { name: participant.role, is: text, means: Role }
relations:
  - { name: booking.former-owner, gives: person, means: Owner before the transfer }
  - { name: account.owner, gives: person, means: Owner }
  - { name: participant.manager, gives: person, means: Manager }
calendars: [{ id: company, year-starts: 2026-01-01 }]
`;

const POLICY = `kicker: 1
engagement: rules
from: 2026-01-01
windows:
  - { id: holdover, of: transfer, starts: transfer.date, lasts: 90 days, criteria: { transfer.deal-stage: ">= 4 stages" }, unless: { transfer.reason: wrong-team }, extend: never }
  - { id: registered, of: registration, starts: registration.approved, lasts: 90 days, extend: 30 days, granted: { registration.extension: granted }, asked: registration.asked, ask-within: 80 days }
decisions:
  - decides: credit
    phases:
      - { id: kept, rules: [{ id: kept, when: { window.holdover: open }, credit: [{ to: booking.former-owner, parts: 1, as: holdover }], because: Late in the deal at the transfer }] }
      - { id: owner, rules: [{ id: owner, when: { account.owner: known }, credit: [{ to: account.owner, parts: 1 }], because: Owner on the booking date }] }
    otherwise: { credit: house, because: Nobody }
  - decides: registration
    outputs: [{ id: state, is: one-of, values: [active, expired, none] }]
    phases:
      - id: state
        rules:
          - { id: active, when: { window.registered: open }, gives: { state: active }, because: Within its time }
          - { id: expired, when: { window.registered: closed }, gives: { state: expired }, because: Its time is over }
    otherwise: { gives: { state: none }, because: Not approved }
rollup: [{ id: managers, to: participant.manager, levels: all, when: { window.holdover: not(open) }, own-bookings: excluded }]
`;

const documents = new DocumentsService();

function run(situation: string, policy = POLICY): string {
  const test = `kicker: 1\ntest: rules\nsituations:\n  - id: one\n${situation}\n`;
  const files = Object.entries({ 'facts.yaml': FACTS, 'policy.yaml': policy, 'policy.test.yaml': test }).map(
    ([path, text]) => ({ path, text }),
  );
  const { findings } = documents.check(files);
  return findings.length > 0
    ? findings.map(({ code, message, line, column }) => `${line}:${column} ${code} ${message}`).join('\n')
    : renderExamples(documents.test(files));
}

const PASSED = '✓ rules: one\n1 passed, 0 failed';
const booking = (date: string, more = ''): string =>
  `{ id: H, date: ${date}, line.net: "10,000 USD", transfer.date: 2026-03-01, transfer.deal-stage: 4 stages, booking.former-owner: dan, account.owner: nia${more} }`;

describe('a window that decides a credit', () => {
  it.each([
    ['is open on its first day', booking('2026-03-01'), 'kept', 'dan'],
    ['is open on its last day', booking('2026-05-29'), 'kept', 'dan'],
    ['is over on the day after', booking('2026-05-30'), 'owner', 'nia'],
    ['is none before its first day', booking('2026-02-28'), 'owner', 'nia'],
    ['is none where it is excepted', booking('2026-03-02', ', transfer.reason: wrong-team'), 'owner', 'nia'],
    ['is none without its criteria', booking('2026-03-02').replace('4 stages', '3 stages'), 'owner', 'nia'],
    [
      'is none where nothing starts it',
      booking('2026-03-02').replace('transfer.date: 2026-03-01, ', ''),
      'owner',
      'nia',
    ],
  ])('%s, in pay and in the ruling alike', (_, given, rule, person) => {
    const pay = `    bookings: [${given}]\n    expect: [{ credit: ${rule}, booking: H, person: ${person}, amount: "10,000 USD" }]`;
    expect(run(pay)).toBe(PASSED);
    const ruling = `    given: [${given}]\n    expect: [{ decides: credit, of: H, gives: { ${person}: 100% }, rule: ${rule} }]`;
    expect(run(ruling)).toBe(PASSED);
  });

  it('is told with the credit that it keeps', () => {
    const wrong = `    given: [${booking('2026-03-02')}]\n    expect: [{ decides: credit, of: H, gives: { nia: 100% } }]`;
    expect(run(wrong)).toContain('got dan 100% as holdover');
  });

  it('is credited to who the ruling names, whatever the booking', () => {
    const any = fc.record({
      day: fc.integer({ min: -5, max: 200 }),
      stage: fc.integer({ min: 2, max: 6 }),
      reason: fc.constantFrom('', ', transfer.reason: wrong-team', ', transfer.reason: realigned'),
    });
    fc.assert(
      fc.property(any, ({ day, stage, reason }) => {
        const date = writeDay((readDay('2026-03-01') ?? 0) + day);
        const given = booking(date, reason).replace('4 stages', `${stage} stages`);
        const ruled = (person: string): string =>
          run(`    given: [${given}]\n    expect: [{ decides: credit, of: H, gives: { ${person}: 100% } }]`);
        const person = ruled('dan') === PASSED ? 'dan' : 'nia';
        const rule = person === 'dan' ? 'kept' : 'owner';
        expect(ruled(person)).toBe(PASSED);
        const paid = `    bookings: [${given}]\n    expect: [{ credit: ${rule}, booking: H, person: ${person}, amount: "10,000 USD" }]`;
        expect(run(paid)).toBe(PASSED);
      }),
      { numRuns: 40 },
    );
  });

  it('is half-open, whatever day it starts on and however long it lasts', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.integer({ min: 1, max: 400 }), (offset, lasts) => {
        const start = (readDay('2026-02-01') ?? 0) + offset;
        const policy = POLICY.replace('lasts: 90 days, criteria', `lasts: ${lasts} days, criteria`);
        const on = (day: number, id: string): string =>
          booking(writeDay(day))
            .replace('id: H', `id: ${id}`)
            .replace('transfer.date: 2026-03-01', `transfer.date: ${writeDay(start)}`);
        const given = [
          on(start - 1, 'before'),
          on(start, 'first'),
          on(start + lasts - 1, 'last'),
          on(start + lasts, 'after'),
        ];
        const expected = Object.entries({ before: 'nia', first: 'dan', last: 'dan', after: 'nia' }).map(
          ([id, person]) => `{ decides: credit, of: ${id}, gives: { ${person}: 100% } }`,
        );
        expect(run(`    given: [${given.join(', ')}]\n    expect: [${expected.join(', ')}]`, policy)).toBe(
          PASSED,
        );
      }),
      { numRuns: 20 },
    );
  });
});

describe('a window that is extended', () => {
  const state = (date: string, more: string): string =>
    `    given: [{ id: R, date: ${date}, registration.approved: 2026-03-01${more} }]\n    expect: [{ decides: registration, of: R, gives: { state: STATE } }]`;
  it.each([
    ['is over without it', '2026-05-30', '', 'expired'],
    [
      'is over where it was refused',
      '2026-05-30',
      ', registration.extension: refused, registration.asked: 2026-03-05',
      'expired',
    ],
    [
      'goes on where it was granted in time',
      '2026-05-30',
      ', registration.extension: granted, registration.asked: 2026-05-19',
      'active',
    ],
    [
      'is over where it was asked for too late',
      '2026-05-30',
      ', registration.extension: granted, registration.asked: 2026-05-20',
      'expired',
    ],
    [
      'ends once the extension is over',
      '2026-06-29',
      ', registration.extension: granted, registration.asked: 2026-05-19',
      'expired',
    ],
    [
      'has its last day before that',
      '2026-06-28',
      ', registration.extension: granted, registration.asked: 2026-05-19',
      'active',
    ],
  ])('%s', (_, date, more, expected) => {
    expect(run(state(date, more).replace('STATE', expected))).toBe(PASSED);
  });
});

describe('windows that are wrong', () => {
  it.each([
    ['a length that is none', 'lasts: 90 days, criteria', 'lasts: 90, criteria', 'BAD_NUMBER'],
    ['a start that is no date', 'starts: transfer.date', 'starts: transfer.reason', 'UNIT_MISMATCH'],
    [
      'a start of something else',
      'of: transfer, starts: transfer.date',
      'of: registration, starts: transfer.date',
      'WRONG_SCOPE',
    ],
    ['a start that nobody declares', 'starts: transfer.date', 'starts: transfer.day', 'UNKNOWN_FACT'],
    [
      'criteria that cannot be read',
      'transfer.deal-stage: ">= 4 stages"',
      'transfer.stage: ">= 4 stages"',
      'UNKNOWN_FACT',
    ],
    ['an extension that nothing grants', ', granted: { registration.extension: granted }', '', 'UNDECLARED'],
    ['half of a request', ', ask-within: 80 days', '', 'MISSING_KEY'],
    [
      'a grant of what is never extended',
      'extend: never',
      'extend: never, granted: { transfer.reason: realigned }',
      'NOT_NEEDED',
    ],
    ['a state that is none', 'window.holdover: open', 'window.holdover: opened', 'UNKNOWN_WORD'],
    ['a window that is not there', 'window.holdover: open', 'window.holdovers: open', 'UNKNOWN_FACT'],
    [
      'one of what the decision is not about',
      'window.registered: open',
      'window.holdover: open',
      'WRONG_SCOPE',
    ],
    ['two of one id', 'id: registered', 'id: holdover', 'DUPLICATE_ID'],
  ])('are refused: %s', (_, from, to, code) => {
    expect(POLICY).toContain(from);
    const situation = `    given: [${booking('2026-03-02')}]\n    expect: [{ decides: credit, of: H, gives: { dan: 100% } }]`;
    expect(run(situation, POLICY.replace(from, to))).toContain(` ${code} `);
  });

  it('are told of where nothing reads them', () => {
    const policy = POLICY.replace(', when: { window.holdover: not(open) }', '').replace(
      '{ window.holdover: open }',
      '{ account.owner: unknown }',
    );
    const situation = `    given: [${booking('2026-03-02')}]\n    expect: [{ decides: credit, of: H, gives: { nia: 100% } }]`;
    expect(run(situation, policy)).toContain('UNUSED No rule reads window.holdover.');
  });
});
