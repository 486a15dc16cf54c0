import { describe, expect, it } from '@jest/globals';
import { readDocuments } from '../read-documents.js';
import { withChange } from './base-documents.js';

const MODIFY = 'negative: carry-measure\n';
const relief = (text: string): string => `${MODIFY}    modify: [{ relief: { ${text} } }]\n`;
const proration = (text: string): string => `${MODIFY}    modify: [{ proration: { ${text} } }]\n`;
const QUOTA = '    quota: attribute.quota\n';

type Case = readonly [name: string, from: string, to: string, told: readonly string[]];

// prettier-ignore
const CASES: readonly Case[] = [
  ['relief for what is no absence', MODIFY, relief('for: [leaf], by: days'), ['UNKNOWN_NAME 19:32']],
  ['an amount as a part of the quota', MODIFY, relief('for: [leave], by: days, then: [5 USD]'), ['UNIT_MISMATCH 19:57']],
  ['more than the whole quota, or less than none', MODIFY, relief('for: [leave], by: days, then: [150%, -200%]'), ['NO_PART 19:57', 'NO_PART 19:63']],
  ['months without part months', MODIFY, relief('for: [leave], by: months'), ['UNDECLARED 19:24']],
  ['part months of weeks', MODIFY, relief('for: [leave], by: weeks, part-month: counts'), ['NOT_NEEDED 19:63']],
  ['relief of nothing', MODIFY, relief('for: [leave], by: none'), ['UNDECLARED 19:24']],
  ['a length in weeks', MODIFY, relief('for: [leave], by: days, at-least: 4 weeks'), ['BAD_NUMBER 19:60']],
  ['a month that starts by no day', MODIFY, relief('for: [leave], by: months, part-month: counts-if-started'), ['UNDECLARED 19:24']],
  ['a day of the month without need', MODIFY, proration('by: months, part-month: counts, before-day: 15'), ['NOT_NEEDED 19:73']],
  ['a day before the first', MODIFY, proration('by: months, part-month: counts-if-started, before-day: 1'), ['BAD_NUMBER 19:84']],
  ['a day that February lacks', MODIFY, proration('by: months, part-month: counts-if-started, before-day: 29'), ['BAD_NUMBER 19:84']],
  ['a team quota of what is no quota', QUOTA, '    team-quota: { sum: attribute.rate }\n', ['UNIT_MISMATCH 17:24']],
  ['a team quota beside a quota', QUOTA, `${QUOTA}    team-quota: { sum: attribute.quota }\n`, ['NOT_NEEDED 17:12']],
  ['months of a team since no day', QUOTA, '    team-quota: { sum: attribute.quota, months: [50%] }\n', ['UNDECLARED 17:17']],
  ['a day of a team without months', QUOTA, '    team-quota: { sum: attribute.quota, since: assignment.start }\n', ['NOT_NEEDED 17:48']],
  ['a team quota as at each credit', QUOTA, '    team-quota: { sum: attribute.quota }\n    quota-change: latest\n', ['NOT_NEEDED 18:19']],
  ['a quota as at each credit that is none', `window: quarter\n${QUOTA}`, 'window: quarter\n    quota-change: as-at-credit\n', ['NOT_NEEDED 17:19']],
];

const ROLLING = '  - { id: recent, sum: line.net, rolling: 90 days, negative: zero }\n';
const GATED = `incentives:\n  - { id: gated, source: §6, flat: { base: measure.arr, pays: 1% }, modify: [{ gate: { when: { measure.recent: "> 5 USD" } } }] }\n`;

/** A measure over the last days, and a change of it. */
function withRolling(from = '', to = ''): ReturnType<typeof withChange> {
  return withChange('plan', 'incentives:\n', `${ROLLING}${GATED}`.replace(from, to));
}

// prettier-ignore
const ROLLINGS: readonly Case[] = [
  ['neither days nor a window', ', rolling: 90 days', '', ['ONE_OF_KEYS 19:5']],
  ['days and a window', 'rolling', 'window: quarter, rolling', ['ONE_OF_KEYS 19:5']],
  ['a length in months', '90 days', '3 months', ['BAD_NUMBER 19:43']],
  ['a negative that waits', 'negative: zero', 'negative: carry-measure', ['NOT_NEEDED 19:62']],
  ['different values', 'sum: line.net', 'distinct: booking.type, split-counts: whole', ['NOT_SUPPORTED 19:29']],
  ['a result', 'sum: line.net, rolling: 90 days, negative: zero', 'reported: company, rolling: 90 days', ['NOT_SUPPORTED 19:47']],
  ['pay on each credit', 'base: measure.arr', 'base: measure.recent', ['NOT_SUPPORTED 21:44']],
];

describe('measures over the last days that cannot be meant', () => {
  it.each(ROLLINGS)('%s', (_, from, to, told) => {
    const { findings } = readDocuments(withRolling(from, to));
    const found = findings.map(({ code, line, column }) => `${code} ${line}:${column}`);
    expect(found).toEqual(expect.arrayContaining([...told]));
  });

  it('are read without a finding where they decide', () => {
    expect(readDocuments(withRolling()).findings).toEqual([]);
  });
});

describe('quotas that cannot be meant', () => {
  it.each(CASES)('%s', (_, from, to, told) => {
    const { findings } = readDocuments(withChange('plan', from, to));
    const found = findings.map(({ code, line, column }) => `${code} ${line}:${column}`);
    expect(found).toEqual(expect.arrayContaining([...told]));
    for (const { message, remedy } of findings)
      expect([message.length, remedy.length].every((each) => each > 5)).toBe(true);
  });

  it('are read without a finding where they are right', () => {
    const right = [
      relief(
        'for: [leave], by: months, part-month: counts-if-started, before-day: 15, at-least: 28 days, then: [50%]',
      ),
      proration('by: months, part-month: counts-if-started, before-day: 15'),
      `${MODIFY}    quota-change: as-at-credit\n`,
    ];
    for (const to of right) expect(readDocuments(withChange('plan', MODIFY, to)).findings).toEqual([]);
  });

  it('says that relief has nothing to relieve on a share', () => {
    const measures =
      '    negative: carry-measure\n  - { id: nrr, reported: participant, window: quarter, quota: attribute.rate, modify: [{ relief: { for: [leave], by: days } }] }\n';
    const { findings } = readDocuments(withChange('plan', `    ${MODIFY}`, measures));
    expect(findings.map(({ code, message }) => `${code} ${message}`)).toContain(
      'NOT_NEEDED The goal of a share, a ratio or a score is the same whatever part of the window somebody was there.',
    );
  });
});
