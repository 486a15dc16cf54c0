import { readDocuments } from '../../../src/modules/rules/documents/read-documents.js';

const FACTS = `kicker: 1
facts: company
time-zone: UTC
units: [logo]
fields:
  - { name: booking.type, is: one-of, values: [new, expansion, renewal], means: What was sold }
  - { name: line.net, is: money, means: Price }
  - { name: line.discount, is: percent, means: Discount }
attributes:
  - { name: attribute.quota, is: money, means: Quota }
  - { name: attribute.rate, is: percent, means: Rate }
  - { name: attribute.target, is: money, means: Variable pay at target }
relations:
  - { name: booking.salesperson, gives: person, means: Seller }
  - { name: account.owner, gives: person, means: Owner }
calendars: [{ id: company, year-starts: 2026-01-01 }]
`;

/** Measures that the plans have unless others are given. */
export const MEASURES = [
  '{ id: net, sum: line.net, window: quarter, quota: attribute.quota, negative: pay-back }',
  '{ id: churn, reported: participant, window: quarter }',
];

/** A plan of these incentives; other measures and values where a case needs them. */
export function plan(
  incentives: readonly string[],
  rest: { measures?: readonly string[]; more?: string } = {},
): string {
  const list = (items: readonly string[]): string => items.map((each) => `  - ${each}\n`).join('');
  return `kicker: 1
plan: seller
from: 2026-01-01
currency: USD
calendar: company
${rest.more ?? ''}measures:
${list(rest.measures ?? MEASURES)}incentives:
${list(incentives.map((each) => each.replace('{ ', '{ source: §1, ')))}`;
}

/** What the check says of texts beside that catalogue. */
export function told(...texts: readonly string[]): string[] {
  const files = [FACTS, ...texts].map((text, index) => ({ path: `${index}.yaml`, text }));
  const found = readDocuments(files).findings.filter(({ code }) => code !== 'UNUSED');
  return found.map(({ code, severity, message }) => `${severity} ${code} ${message}`);
}

/** An incentive of tiers. */
export const tiers = (axis: string, mode: string, starts: string): string =>
  `{ id: pay, tiers: { axis: ${axis}, mode: ${mode},${axis.startsWith('attainment') ? ' no-quota: 0%,' : ''} starts: [${starts}] } }`;
/** An incentive on a curve. */
export const curve = (points: string, rest: string, axis = 'attainment.net'): string =>
  `{ id: pay, curve: { axis: ${axis}, base: attribute.target, points: [${points}], between: straight, ${rest}${axis.startsWith('attainment') ? ', no-quota: 0%' : ''} } }`;
