import { expect, it } from '@jest/globals';
import { stalenessOf } from './staleness.js';

const changed = (kind: string, count: number): string | undefined => {
  const fact = { kind, name: 'any', how: 'published', participants: [], from: null, until: null };
  const facts = Array.from({ length: count }, () => fact);
  const told = { bookings: [], days: [], credited: [], shared: false };
  return stalenessOf(6n, [], { ...told, facts }).words[0];
};

it.each([
  ['account', 2, '2 accounts'],
  ['territory', 2, '2 territories'],
  ['facts', 1, '1 fact catalogue'],
  ['facts', 2, '2 fact catalogues'],
  ['approvals', 1, '1 approval matrix'],
  ['approvals', 6, '6 approval matrices'],
])('says how many of a kind changed: %s, %d', (kind, count, said) => {
  expect(changed(kind, count)).toBe(`Changed since calculation 6: ${said}.`);
});
