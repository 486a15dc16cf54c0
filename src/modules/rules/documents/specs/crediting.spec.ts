import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readDocuments } from '../read-documents.js';

/** The findings of a library document with a few words exchanged: code, place and severity. */
function found(document: string, from: string, to: string): readonly string[] {
  const text = readFileSync(`library/${document}`, 'utf8');
  if (!text.includes(from)) throw new Error(`${document} does not say ${from}`);
  const { findings } = readDocuments([
    { path: 'facts.yaml', text: readFileSync('library/facts.yaml', 'utf8') },
    { path: 'document.yaml', text: text.replace(from, to) },
  ]);
  return findings.map(({ code, path, severity }) => `${severity} ${code} ${path}`);
}

const HAND_OFF = 'decisions.0.phases.0.rules.0.credit';
const SHARED = 'decisions.0.phases.1.rules.0.credit';

describe('what the check says of who is credited', () => {
  it.each<[string, string, string, string[]]>([
    [
      'a fact that is none',
      'parts: booking.new-owner-stages',
      'parts: booking.new-stages',
      [`error UNKNOWN_FACT ${HAND_OFF}.1.parts`],
    ],
    [
      'a fact that is no number of parts',
      'parts: booking.new-owner-stages',
      'parts: booking.type',
      [`error UNIT_MISMATCH ${HAND_OFF}.1.parts`],
    ],
    [
      'stages beside a plain number',
      'parts: booking.new-owner-stages',
      'parts: 40%',
      [`error CREDIT_PARTS ${HAND_OFF}`],
    ],
    ['shares that do not make the whole', 'parts: 40%', 'parts: 30%', [`error CREDIT_PARTS ${SHARED}`]],
    [
      'quota for more than the booking',
      'quota-parts: 50% }, { to: booking.second',
      'quota-parts: 90% }, { to: booking.second',
      [`warning CREDIT_PARTS ${SHARED}`],
    ],
    [
      'nothing for somebody',
      'parts: 40%, quota-parts: 50%',
      'parts: none',
      [`error CREDIT_PARTS ${SHARED}.1.parts`],
    ],
    ['no parts at all', 'parts: 40%', 'parts: some', [`error BAD_NUMBER ${SHARED}.1.parts`]],
    [
      'an overlay for more than the booking',
      'share: 100%',
      'share: 150%',
      ['warning CREDIT_PARTS overlays.0.share'],
    ],
    ['an overlay for an amount', 'share: 100%', 'share: 5 USD', ['error UNIT_MISMATCH overlays.0.share']],
    [
      'an overlay for nobody that is known',
      'to: booking.engineer, share',
      'to: booking.type, share',
      ['error UNKNOWN_RELATION overlays.0.to'],
    ],
    [
      'an overlay that does not say of quota',
      'quota: counts',
      'quota: perhaps',
      ['error UNKNOWN_WORD overlays.0.quota'],
    ],
    [
      'an overlay with the id of a rule',
      'id: specialist',
      'id: hand-off',
      ['error DUPLICATE_ID overlays.0.id'],
    ],
  ])('%s', (_, from, to, expected) => {
    expect(found('crediting/policy.yaml', from, to)).toEqual(expected);
  });
});

describe('what the check says of caps, windfalls and dates', () => {
  const LARGE = 'enterprise-account-executive/plan.yaml';
  const DATED = 'account-executive-contract-start/plan.yaml';

  it.each<[string, string, string, string, string[]]>([
    [
      'a cap in percent',
      LARGE,
      'at: "600,000 USD"',
      'at: 60%',
      ['error UNIT_MISMATCH measures.0.modify.0.cap.at'],
    ],
    [
      'a windfall in another currency',
      LARGE,
      'above: "400,000 USD"',
      'above: "400,000 EUR"',
      ['error UNIT_MISMATCH measures.0.modify.1.windfall.above'],
    ],
    [
      'a cap of what is counted',
      LARGE,
      'sum: line.net',
      'count: booking\n    split-counts: whole',
      ['error NOT_NEEDED measures.0.modify.0.cap', 'error NOT_NEEDED measures.0.modify.1.windfall'],
    ],
    [
      'a cap on a deal that carries',
      LARGE,
      'at: "50,000 USD", excess: lost',
      'at: "50,000 USD", excess: carried',
      ['error NOT_SUPPORTED incentives.0.modify.0.cap.excess'],
    ],
    [
      'a cap on a deal that does not say what is lost',
      LARGE,
      'at: "50,000 USD", excess: lost',
      'at: "50,000 USD"',
      ['error UNDECLARED incentives.0.modify.0.cap'],
    ],
    [
      'a cap on a deal with a window',
      LARGE,
      'at: "50,000 USD", excess',
      'at: "50,000 USD", window: year, excess',
      ['error NOT_NEEDED incentives.0.modify.0.cap.window'],
    ],
    [
      'a cap on a deal below a floor',
      LARGE,
      'modify: [{ cap',
      'modify: [{ floor: { what: earning, at: 5 USD } }, { cap',
      ['error NOT_SUPPORTED incentives.0.modify.1.cap'],
    ],
    [
      'a date that is a number',
      DATED,
      'date: value.effective-date',
      'date: line.net',
      ['error UNIT_MISMATCH measures.0.date'],
    ],
    [
      'a date that is none',
      DATED,
      'date: value.effective-date',
      'date: booking.started',
      ['error UNKNOWN_FACT measures.0.date'],
    ],
    [
      'two measures on different dates',
      DATED,
      'incentives:',
      '  - { id: other, sum: line.net, window: quarter, negative: zero }\nincentives:',
      ['error NOT_SUPPORTED measures.1'],
    ],
  ])('%s', (_, document, from, to, expected) => {
    expect([...found(document, from, to)].sort()).toEqual(expect.arrayContaining(expected));
  });
});
