import { describe, expect, it } from '@jest/globals';
import { refuseUnused } from './of-answer.js';

type Said = Parameters<typeof refuseUnused>[0];

const said = (changes: Partial<Said>): Said => ({
  answer: 'uphold',
  shares: null,
  reach: 'booking',
  until: null,
  ...changes,
});
const ACCOUNT = { reach: 'account', until: 20_000 } as const;

describe('what is said beside an answer to a dispute', () => {
  it.each<[string, Partial<Said>, string]>([
    ['a day, for the booking alone', { until: 20_000 }, 'until'],
    ['a day of a split for the booking alone', { answer: 'split', shares: 'ana 1', until: 20_000 }, 'until'],
    ['shares of what is upheld', { shares: 'ana 1' }, 'shares'],
    ['shares of what is passed up', { answer: 'pass-up', shares: 'ana 1' }, 'shares'],
    ['the account of what is denied', { answer: 'deny', ...ACCOUNT }, 'forAccount'],
    ['a day of what is sent back', { answer: 'send-back', until: 20_000 }, 'until'],
  ])('is refused where it is of another: %s', (_, changes, path) => {
    expect(() => refuseUnused(said(changes))).toThrow(
      expect.objectContaining({ code: 'DISPUTE_UNUSED', path }),
    );
  });

  it.each<[string, Partial<Said>]>([
    ['upheld', {}],
    ['upheld for the account until a day', ACCOUNT],
    ['split', { answer: 'split', shares: 'ana 1' }],
    ['split for the account until a day', { answer: 'split', shares: 'ana 1', ...ACCOUNT }],
    ['denied, with shares left empty', { answer: 'deny', shares: ' ' }],
  ])('is taken where it is of this one: %s', (_, changes) => {
    expect(() => refuseUnused(said(changes))).not.toThrow();
  });
});
