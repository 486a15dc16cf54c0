import { readDocuments } from '../read-documents.js';
import { withChange } from './base-documents.js';

type Case = readonly [name: string, document: string, from: string, to: string, code: string, place: string];

// prettier-ignore
const CASES: readonly Case[] = [
  ['an unknown operator', 'plan', '{ booking.type: [new, expansion] }', '{ fact: booking.type, operator: equals, value: new }', 'UNKNOWN_WORD', '15:43'],
  ['a path', 'plan', '{ booking.type: [new, expansion] }', '{ fact: booking.type, operator: equal, value: new, path: $.x }', 'UNKNOWN_KEY', '15:62'],
  ['both forms in one map', 'plan', '{ booking.type: [new, expansion] }', '{ booking.type: new, any: [] }', 'BAD_TEST', '15:13'],
  ['an empty condition', 'plan', '{ booking.type: [new, expansion] }', '{ }', 'BAD_TEST', '15:11'],
  ['two values without brackets', 'plan', '{ booking.type: [new, expansion] }', '{ booking.type: "new, expansion" }', 'BAD_TEST', '15:27'],
  ['an unknown fact', 'plan', 'booking.type:', 'booking.typ:', 'UNKNOWN_FACT', '15:13'],
  ['an unknown value', 'plan', '[new, expansion] }', '[new, expansoin] }', 'UNKNOWN_WORD', '15:33'],
  ['text compared with a number', 'plan', '{ booking.type: [new, expansion] }', '{ booking.type: "> 5 USD" }', 'UNIT_MISMATCH', '15:13'],
  ['money compared with a percent', 'plan', '{ booking.type: [new, expansion] }', '{ line.net: "> 5%" }', 'UNIT_MISMATCH', '15:13'],
  ['another currency', 'plan', '{ booking.type: [new, expansion] }', '{ line.net: "> 5 EUR" }', 'UNIT_MISMATCH', '15:13'],
  ['a bare number in a test', 'plan', '{ booking.type: [new, expansion] }', '{ line.net: "> 5000" }', 'BARE_NUMBER', '15:13'],
  ['a window in a credit condition', 'plan', '{ booking.type: [new, expansion] }', '{ attainment.arr: "> 50%" }', 'WRONG_SCOPE', '15:13'],
  ['a booking in a window condition', 'plan', '{ attainment.arr: "< 50%" }', '{ booking.type: new }', 'WRONG_SCOPE', '11:13'],
  ['an unknown condition', 'plan', 'condition: low', 'condition: lwo', 'UNKNOWN_CONDITION', '30:55'],
  ['a condition of itself', 'plan', '{ attainment.arr: "< 50%" }', '{ condition: low }', 'CYCLE', '10:9'],
  ['an unused condition', 'plan', 'when: { condition: low }', 'when: { attainment.arr: "< 50%" }', 'UNUSED', '10:9'],
  ['an unknown calendar', 'plan', 'calendar: company', 'calendar: compnay', 'UNKNOWN_NAME', '7:11'],
  ['months of a calendar without', 'plan', 'calendar: company', 'calendar: weeks', 'CALENDAR', '8:12'],
  ['an unknown measure', 'plan', 'axis: attainment.arr', 'axis: attainment.ar', 'UNKNOWN_NAME', '23:13'],
  ['an unknown base', 'plan', 'base: measure.arr, grain', 'base: measure.arrr, grain', 'UNKNOWN_NAME', '33:19'],
  ['attainment without a quota', 'plan', '    quota: attribute.quota\n', '', 'WRONG_SCOPE', '11:13'],
  ['a quota that is a rate', 'plan', 'quota: attribute.quota', 'quota: attribute.rate', 'UNIT_MISMATCH', '17:12'],
  ['an unknown quota', 'plan', 'quota: attribute.quota', 'quota: attribute.qouta', 'UNKNOWN_FACT', '17:12'],
  ['a quota of another window', 'plan', '    window: quarter', '    window: year', 'UNIT_MISMATCH', '17:12'],
  ['an unknown table', 'plan', 'table.rates.rate', 'table.rate.rate', 'UNKNOWN_NAME', '33:51'],
  ['an unknown output', 'plan', 'table.rates.rate', 'table.rates.rat', 'UNKNOWN_NAME', '33:51'],
  ['an attribute that is money as rate', 'plan', 'no-quota: attribute.rate', 'no-quota: attribute.quota', 'UNIT_MISMATCH', '25:17'],
  ['an unknown attribute', 'plan', 'no-quota: attribute.rate', 'no-quota: attribute.rte', 'UNKNOWN_FACT', '25:17'],
  ['an amount as rate', 'plan', 'pays: 5%', 'pays: 500 USD', 'NOT_SUPPORTED', '27:39'],
  ['a multiple as rate', 'plan', 'pays: 5%', 'pays: 5x', 'UNIT_MISMATCH', '27:39'],
  ['a rate as multiple', 'plan', 'times: 1.5x', 'times: 150%', 'UNIT_MISMATCH', '28:54'],
  ['a measure as rate', 'plan', 'pays: 5%', 'pays: measure.arr', 'WRONG_SCOPE', '27:39'],
  ['a rate of 800%', 'plan', 'pays: 5%', 'pays: 800%', 'RATE_ABOVE_WHOLE', '27:39'],
  ['tiers out of order', 'plan', 'above: 100%', 'above: -10%', 'TIER_ORDER', '28:30'],
  ['two tiers at one place', 'plan', 'above: 100%', 'above: 0%', 'TIER_ORDER', '28:30'],
  ['tiers not from zero', 'plan', 'from: 0%', 'from: 10%', 'TIER_START', '27:29'],
  ['tiers above zero', 'plan', 'from: 0%', 'above: 0%', 'TIER_START', '27:30'],
  ['an amount along attainment', 'plan', 'above: 100%', 'above: "100,000 USD"', 'UNIT_MISMATCH', '28:30'],
  ['another currency along an amount', 'plan', 'axis: attainment.arr', 'axis: measure.arr', 'NOT_NEEDED', '25:17'],
  ['an incentive twice', 'plan', 'id: by-table', 'id: commission', 'DUPLICATE_ID', '31:9'],
  ['a tier twice', 'plan', '{ id: more,', '{ id: base,', 'DUPLICATE_ID', '28:17'],
  ['a measure twice', 'plan', 'incentives:\n', '  - { id: arr, sum: line.net, window: quarter, negative: zero }\nincentives:\n', 'DUPLICATE_ID', '19:11'],
  ['an override on own credits', 'plan', 'flat: { base: measure.arr, grain: line, pays: table.rates.rate }', 'override: { base: measure.arr, pays: 1% }', 'WRONG_SCOPE', '33:23'],
  ['an attribution of one rate', 'plan', 'source: §5', 'source: §5\n    attribution: in-order', 'NOT_NEEDED', '33:18'],
  ['an incentive without source', 'plan', '    source: \u00a75\n', '', 'NO_SOURCE', '31:9'],
  ['an end before the start', 'plan', 'until: 2027-01-01', 'until: 2025-01-01', 'PERIOD_ORDER', '5:8'],
  ['paid less often than measured', 'plan', 'pay-every: month', 'pay-every: year', 'CALENDAR', '8:12'],
  ['an unused measure', 'plan', 'incentives:\n', '  - { id: other, sum: line.net, window: quarter, negative: zero }\nincentives:\n', 'UNUSED', '19:11'],
  ['a fact twice', 'facts', 'booking.reason', 'booking.type', 'DUPLICATE_ID', '7:13'],
  ['a built-in fact of another type', 'facts', 'line.net, is: money', 'line.net, is: percent', 'BUILT_IN', '8:27'],
  ['a built-in relation of another kind', 'facts', 'territory.holders, gives: people', 'territory.holders, gives: person', 'BUILT_IN', '15:39'],
  ['one-of without words', 'facts', 'values: [new, expansion], ', '', 'MISSING_KEY', '6:5'],
  ['words without one-of', 'facts', 'is: text, means: Why', 'is: text, values: [a], means: Why', 'NOT_NEEDED', '7:47'],
  ['an unknown unit of a fact', 'facts', 'is: text, means: Why', 'is: count, unit: stges, means: Why', 'UNKNOWN_UNIT', '7:46'],
  ['a charge without a window', 'facts', 'attainment: event-window, ', '', 'UNDECLARED', '18:5'],
  ['a calendar twice', 'facts', 'id: weeks', 'id: company', 'DUPLICATE_ID', '21:11'],
  ['an unknown relation', 'engagement', 'to: booking.salesperson', 'to: booking.salesprson', 'UNKNOWN_RELATION', '11:28'],
  ['a person fact in a policy', 'engagement', '{ booking.salesperson: known }', '{ participant.manager: known }', 'WRONG_SCOPE', '10:21'],
  ['a rule twice', 'engagement', 'id: chain', 'id: seller', 'DUPLICATE_ID', '15:11'],
  ['parts of both kinds', 'engagement', 'parts: 1 }]', 'parts: 1 }, { to: territory.holders, parts: equal }]', 'CREDIT_PARTS', '11:21'],
  ['somebody twice', 'engagement', 'parts: 1 }]', 'parts: 1 }, { to: booking.salesperson, parts: 1 }]', 'DUPLICATE_ID', '11:67'],
  ['levels of a group', 'engagement', 'to: participant.manager, levels: all', 'to: territory.group-manager, levels: all', 'UNKNOWN_RELATION', '15:22'],
  ['a cell of another unit', 'table', '"> 5 USD"', '"> 5%"', 'UNIT_MISMATCH', '8:11'],
  ['an output of another unit', 'table', '3%]', '3 USD]', 'UNIT_MISMATCH', '8:22'],
  ['an unknown input', 'table', '[booking.type, line.net]', '[booking.tpe, line.net]', 'UNKNOWN_FACT', '4:10'],
  ['the sum of words', 'table', 'is: percent }]\nhit: unique', 'is: text }]\nhit: collect-sum', 'HIT_POLICY', '6:6'],
  ['an input twice', 'table', '[booking.type, line.net]', '[booking.type, booking.type]', 'DUPLICATE_ID', '4:10'],
  ['an unlisted first row', 'table', 'hit: unique', 'hit: frist', 'UNKNOWN_WORD', '6:6'],
  ['a test of nothing', 'test', 'test: ae', 'test: aee', 'TEST_TARGET', '2:7'],
  ['an unknown incentive in a test', 'test', 'earned: commission', 'earned: comission', 'TEST_TARGET', '9:19'],
  ['an unknown fact in a test', 'test', 'attribute.rate: 10%', 'attribute.rat: 10%', 'UNKNOWN_FACT', '5:29'],
  ['a period of no calendar in a test', 'test', 'period: 2026-01', 'period: 2026-13', 'TEST_TARGET', '9:52'],
  ['a wrong value in a test', 'test', 'attribute.rate: 10%', 'attribute.rate: 10 USD', 'UNIT_MISMATCH', '5:45'],
];

describe('what cannot be meant is refused', () => {
  it.each(CASES)('%s in the %s', (_, document, from, to, code, place) => {
    const { findings } = readDocuments(withChange(document, from, to));
    const told = findings.filter(({ file }) => file === `rules/${document}.yaml`);
    expect(told.map((each) => `${each.code} ${each.line}:${each.column}`)).toContain(`${code} ${place}`);
    for (const { message, remedy } of findings)
      expect([message.length, remedy.length].every((length) => length > 5)).toBe(true);
  });
});
