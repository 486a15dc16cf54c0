import type { FactField } from './rulebook.js';
import { endOf, outOfRange } from './fact-range.js';

const field = (is: FactField['is'], more: Partial<FactField>): FactField => ({
  name: 'deal.it',
  is,
  means: '',
  ...more,
});

describe('the range of a fact', () => {
  const share = field('percent', { atLeast: '0%', atMost: '100%' });
  it.each(['0%', '100%', '0.000001%', '12.5%'])('has %s in it', (text) => {
    expect(outOfRange(share, text)).toBeUndefined();
  });

  it.each([
    ['-5%', 'it is less than 0%, which deal.it may not be'],
    ['100.000001%', 'it is more than 100%, which deal.it may not be'],
    ['500%', 'it is more than 100%, which deal.it may not be'],
  ])('has no %s in it', (text, fault) => {
    expect(outOfRange(share, text)).toBe(fault);
  });

  it('may have one end, and be of days or of what a count counts', () => {
    expect(outOfRange(field('days', { atMost: '365 days' }), '366 days')).toContain('more than 365 days');
    expect(outOfRange(field('days', { atMost: '365 days' }), '-1 days')).toBeUndefined();
    const logos = field('count', { unit: 'logo', atLeast: '1 logo' });
    expect(outOfRange(logos, '0 logos')).toContain('less than 1 logo');
    expect(outOfRange(logos, '1 logos')).toBeUndefined();
    expect(outOfRange(field('percent', {}), '500%')).toBeUndefined();
  });

  it('has ends of the unit of the fact alone', () => {
    expect(endOf(share, '5 USD')).toBeUndefined();
    expect(endOf(share, 'much')).toBeUndefined();
    expect(endOf(field('count', { unit: 'logo' }), '5 seats')).toBeUndefined();
  });
});
