import type { Condition, FactCatalogue } from '../rulebook/rulebook.js';
import { readCondition } from './read-condition.js';
import { checkCondition, checkCycles, checkOperand } from './type-check.js';
import { catalogueTypes, isSameUnit } from './types/name-types.js';

const catalogue = {
  fields: [
    { name: 'booking.type', is: 'one-of', values: ['new', 'renewal'], means: '' },
    { name: 'booking.date', is: 'date', means: '' },
    { name: 'line.net', is: 'money', means: '' },
    { name: 'line.discount', is: 'percent', means: '' },
    { name: 'line.logos', is: 'count', unit: 'logo', means: '' },
    { name: 'account.name', is: 'text', means: '' },
    { name: 'account.city', is: 'text', means: '' },
    { name: 'account.age', is: 'days', means: '' },
    { name: 'line.months', is: 'count', unit: 'month', means: '' },
  ],
  attributes: [{ name: 'attribute.quota', is: 'money', means: '' }],
  relations: [
    { name: 'booking.salesperson', gives: 'person', means: '' },
    { name: 'territory.holders', gives: 'people', means: '' },
  ],
} as unknown as FactCatalogue;

const names = catalogueTypes(catalogue, 'USD');
names.set('quota.acv', { is: 'money', currency: 'USD' });
names.set('attainment.acv', { is: 'percent' });
names.set('measure.eur', { is: 'money', currency: 'EUR' });
names.set('measure.units', { is: 'count', unit: 'unit' });
const elsewhere = new Map([['booking.territory', 'a window has many bookings.']]);
const conditions = new Map<string, Condition>([['big', { named: 'big' }]]);

function condition(plain: unknown): Condition {
  const read = readCondition(plain, 'when');
  if ('findings' in read) throw new Error(read.findings.map(({ message }) => message).join(' '));
  return read.condition;
}
const check = (plain: unknown) =>
  checkCondition(condition(plain), 'measures.0.when', { names, elsewhere, conditions });

describe('checking a condition against the fact catalogue', () => {
  it.each([
    { 'booking.type': ['new', 'not(renewal)'] },
    { 'booking.date': '[2026-01-01..2026-04-01)' },
    { 'line.net': '>= 5,000 USD', 'line.discount': '(10%..20%]' },
    { 'line.net': '> quota.acv' },
    { 'line.logos': '> 4 logos' },
    { 'account.name': '"3M"', 'account.age': '> 90 days', 'line.months': '> 3 months' },
    { 'account.name': 'P90D' },
    { 'account.name': ['>= "3M"', '[A.."acme.com")', 'not(< account.city)'] },
    { 'booking.salesperson': 'ana', 'territory.holders': 'known' },
    { not: { condition: 'big' } },
    { 'attribute.quota': 'unknown' },
  ])('finds nothing in %j', (plain) => expect(check(plain)).toEqual([]));

  const findings: [unknown, string, string, RegExp][] = [
    [{ 'booking.tpye': 'new' }, 'UNKNOWN_FACT', 'booking.tpye', /Did you mean booking.type/],
    [{ 'line.net': '> quota.avc' }, 'UNKNOWN_FACT', 'quota.avc', /Did you mean quota.acv/],
    [{ 'account.name': 'acme.com' }, 'UNKNOWN_FACT', 'acme.com', /double quotes/],
    [
      { 'incentive.c.before-modify': '> 5 USD' },
      'WRONG_SCOPE',
      'incentive.c.before-modify',
      /stand in the list of `greater-of`/,
    ],
    [{ 'line.net': '> incentive.c' }, 'WRONG_SCOPE', 'incentive.c', /stand in the list of `greater-of`/],
    [{ 'booking.territory': 'west' }, 'WRONG_SCOPE', 'booking.territory', /./],
    [{ 'booking.type': 'newe' }, 'UNKNOWN_WORD', 'newe', /Did you mean new/],
    [{ 'booking.type': 'not(new, wen)' }, 'UNKNOWN_WORD', 'wen', /new/],
    [{ 'line.net': 'new' }, 'UNIT_MISMATCH', 'new', /5,000 USD/],
    [{ 'line.net': '> 5%' }, 'UNIT_MISMATCH', 'line.net', /5,000 USD/],
    [{ 'line.net': '> 5,000 usd' }, 'UNIT_MISMATCH', 'line.net', /^Did you mean 5,000 USD\?$/],
    [{ 'line.net': '> 5 dollars' }, 'UNIT_MISMATCH', 'line.net', /^Did you mean 5 USD\?$/],
    [{ 'line.net': '> 5 usdd' }, 'UNIT_MISMATCH', 'line.net', /^Did you mean 5 USD\?$/],
    [{ 'line.net': '> 5 seats' }, 'UNIT_MISMATCH', 'line.net', /^Write it like 5,000 USD/],
    [{ 'line.discount': '> 8 pct' }, 'UNIT_MISMATCH', 'line.discount', /^Did you mean 8%\?$/],
    [{ 'line.discount': '> 8 precent' }, 'UNIT_MISMATCH', 'line.discount', /^Did you mean 8%\?$/],
    [{ 'line.discount': '> 8 usd' }, 'UNIT_MISMATCH', 'line.discount', /^Write it like 8%/],
    [{ 'account.age': '> 3 weeks' }, 'UNIT_MISMATCH', 'account.age', /^Did you mean 21 days\?$/],
    [{ 'account.age': '> 90 dyas' }, 'UNIT_MISMATCH', 'account.age', /^Did you mean 90 days\?$/],
    [{ 'account.age': '> 3 seats' }, 'UNIT_MISMATCH', 'account.age', /^Write it like 90 days/],
    [{ 'line.net': '> 5,000' }, 'BARE_NUMBER', 'line.net', /5,000 USD/],
    [{ 'line.net': '[5,000..6,000 USD]' }, 'BARE_NUMBER', 'line.net', /5,000 USD/],
    [{ 'line.net': '> 5,000 EUR' }, 'UNIT_MISMATCH', 'line.net', /in USD/],
    [{ 'line.net': '> measure.eur' }, 'UNIT_MISMATCH', 'line.net', /same unit/],
    [{ 'line.net': '> attainment.acv' }, 'UNIT_MISMATCH', 'line.net', /5,000 USD/],
    [{ 'line.logos': '> 4 units' }, 'UNIT_MISMATCH', 'line.logos', /40 logos/],
    [{ 'line.logos': '> measure.units' }, 'UNIT_MISMATCH', 'line.logos', /same unit/],
    [{ 'account.age': '> 3 months' }, 'UNIT_MISMATCH', 'account.age', /28 to 31 days.* 90 days/],
    [{ 'account.age': '> 3 business days' }, 'UNIT_MISMATCH', 'account.age', /^Write it like 90 days/],
    [{ 'account.age': '> P90D' }, 'UNIT_MISMATCH', 'P90D', /^Write 90 days\.$/],
    [{ 'account.age': '> P2W' }, 'UNIT_MISMATCH', 'P2W', /^Write 14 days\.$/],
    [{ 'account.age': 'P1D' }, 'UNIT_MISMATCH', 'P1D', /^Write 1 day\.$/],
    [{ 'account.age': '> P3M' }, 'UNIT_MISMATCH', 'P3M', /^Write it like 90 days\.$/],
    [{ 'account.age': '> P1DT12H' }, 'UNIT_MISMATCH', 'P1DT12H', /^Write it like 90 days\.$/],
    [{ 'line.months': '> P1Y6M' }, 'UNIT_MISMATCH', 'P1Y6M', /^Write 18 months\.$/],
    [{ 'line.months': '> P30D' }, 'UNIT_MISMATCH', 'P30D', /^Write it like 40 months\.$/],
    [{ 'line.months': '> 30 days' }, 'UNIT_MISMATCH', 'line.months', /^Write it like 40 months\.$/],
    [{ 'booking.date': '> P90D' }, 'UNIT_MISMATCH', 'P90D', /2026-03-31/],
    [{ 'line.net': 'P' }, 'UNIT_MISMATCH', 'P', /5,000 USD/],
    [{ 'account.name': '> 3' }, 'UNIT_MISMATCH', 'account.name', /'"3"'/],
    [{ 'account.name': '[A..2026-03-31]' }, 'UNIT_MISMATCH', 'account.name', /a text/],
    [{ 'account.name': '> booking.type' }, 'UNIT_MISMATCH', 'booking.type', /values themselves/],
    [{ 'account.name': '< booking.salesperson' }, 'UNIT_MISMATCH', 'booking.salesperson', /themselves/],
    [{ 'booking.salesperson': '> ana' }, 'UNIT_MISMATCH', 'booking.salesperson', /values themselves/],
    [{ 'booking.type': '> new' }, 'UNIT_MISMATCH', 'booking.type', /values themselves/],
    [{ 'line.net': '> new' }, 'UNIT_MISMATCH', 'new', /5,000 USD/],
    [{ 'account.name': '3' }, 'UNIT_MISMATCH', 'account.name', /'"3"'/],
    [{ 'booking.date': '8%' }, 'UNIT_MISMATCH', 'booking.date', /2026-03-31/],
    [{ 'line.net': '2026-03-31' }, 'UNIT_MISMATCH', 'line.net', /5,000 USD/],
    [{ 'booking.type': '> 5 USD' }, 'UNIT_MISMATCH', 'booking.type', /values themselves/],
    [{ 'territory.holders': 'ana' }, 'UNIT_MISMATCH', 'territory.holders', /known or unknown/],
    [{ any: [{ condition: 'bigg' }] }, 'UNKNOWN_CONDITION', 'bigg', /Did you mean big/],
  ];
  it.each(findings)('%j: %s', (plain, code, text, remedy) => {
    expect(check(plain)).toEqual([
      {
        severity: 'error',
        code,
        path: 'measures.0.when',
        text,
        message: expect.any(String),
        remedy: expect.stringMatching(remedy),
      },
    ]);
  });

  it.each([
    ['> 80 USD', 'line.discount', '80 USD is an amount of money, and line.discount is percent.'],
    ['> 5%', 'line.net', '5% is a percentage, and line.net is money.'],
  ])('calls %s what it is', (test, fact, message) => {
    expect(check({ [fact]: test })).toEqual([expect.objectContaining({ message })]);
  });

  it('calls a duration of ISO 8601 what it is, and no word', () => {
    expect(check({ 'account.age': '> P90D' })).toEqual([
      expect.objectContaining({
        message: 'P90D is a duration as ISO 8601 writes it, and account.age is days.',
      }),
    ]);
  });

  it('finds every fault, each once', () => {
    expect(check({ all: [{ 'line.net': ['5%', '> 5', 'new'] }, { 'a.b': 'c' }] })).toHaveLength(4);
  });

  it('leaves the currency open where no plan gives one', () => {
    const open = { names: catalogueTypes(catalogue) };
    expect(checkCondition(condition({ 'line.net': '> 5,000 EUR' }), 'when', open)).toEqual([]);
  });

  it('judges an output against its column', () => {
    const place = { name: 'rate', type: { is: 'percent' as const }, path: 'rows.0.2' };
    expect(checkOperand({ name: 'attainment.acv' }, place, { names })).toEqual([]);
    expect(checkOperand({ name: 'quota.acv' }, place, { names })).toEqual([
      expect.objectContaining({ code: 'UNIT_MISMATCH', path: 'rows.0.2' }),
    ]);
    expect(checkOperand({ name: 'quota.none' }, place, { names })).toEqual([
      expect.objectContaining({ code: 'UNKNOWN_FACT' }),
    ]);
  });

  it('finds named conditions that are defined by themselves', () => {
    const circular = new Map<string, Condition>([
      ['a', { all: [{ named: 'b' }] }],
      ['b', { not: { named: 'a' } }],
      ['c', { any: [{ named: 'a' }] }],
    ]);
    expect(checkCycles(circular, 'conditions')).toMatchObject([
      { text: 'a', message: 'The condition a is defined by itself: a → b → a.' },
    ]);
  });

  it('says how to name a condition where there is none', () => {
    expect(checkCondition({ named: 'large' }, 'when', { names })).toMatchObject([
      { code: 'UNKNOWN_CONDITION', remedy: expect.stringContaining('under `conditions:`') },
    ]);
  });

  it('takes singular and plural of a unit for one', () => {
    expect([
      isSameUnit('logo', 'logos'),
      isSameUnit('opportunities', 'opportunity'),
      isSameUnit('logo', 'unit'),
    ]).toEqual([true, true, false]);
  });
});
