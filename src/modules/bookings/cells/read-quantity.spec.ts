import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CATALOGUE } from '../../../../test/support/importing.js';
import { readConstant } from '../../../engine/kernel/quantity.js';
import { PLAIN_WRITING } from './read-number.js';
import { readQuantity } from './read-quantity.js';

const context = { writing: PLAIN_WRITING, catalogue: CATALOGUE };

describe('a quantity', () => {
  it.each([
    ['105%', '105%'],
    ['-3.50 %', '-3.5%'],
    ['12000USD', '12000 USD'],
    ['12000.10 USD', '12000.1 USD'],
    ['4 logos', '4 logo'],
    ['1 day', '1 days'],
    ['0 days', '0 days'],
  ])('%s is %s', (raw, text) => {
    expect(readQuantity(raw, context)).toEqual({ text });
  });

  it('means in a document what it means in a file', () => {
    const number = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    const unit = fc.constantFrom('%', ' USD', ' logos', ' days');
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 6 }), unit, (units, decimals, written) => {
        const digits = Math.abs(units)
          .toString()
          .padStart(decimals + 1, '0');
        const [whole, rest] = [
          digits.slice(0, digits.length - decimals),
          digits.slice(digits.length - decimals),
        ];
        const raw = `${units < 0 ? '-' : ''}${whole}${rest && `.${rest}`}${written}`;
        const read = readQuantity(raw, context);
        if (!('text' in read)) throw new Error(read.fault);
        const value = (text: string): unknown => {
          const constant = readConstant(text);
          return 'quantity' in constant ? constant.quantity.value : constant;
        };
        expect(value(read.text)).toEqual(value(raw));
        expect(readQuantity(read.text, context)).toEqual(read);
      }),
    );
  });

  it('without a unit takes the one that a mapping file gives, and leaves another as it is', () => {
    expect(readQuantity('12', { ...context, unwritten: { unit: 'EUR' } })).toEqual({ text: '12 EUR' });
    expect(readQuantity('12%', { ...context, unwritten: { unit: 'EUR' } })).toEqual({ text: '12%' });
    expect(readQuantity('1.05', { ...context, unwritten: { fraction: true } })).toEqual({ text: '105%' });
    expect(readQuantity('12', { ...context, unwritten: { unit: 'tons' } })).toEqual({
      fault: 'tons is neither a currency, nor %, nor one of logo',
    });
  });

  it('without a catalogue takes any word as a unit, but no currency in small letters', () => {
    expect(readQuantity('12 stages', { ...context, catalogue: null })).toEqual({ text: '12 stages' });
    expect(readQuantity('12 ABC', { ...context, catalogue: null })).toEqual({
      fault: 'ABC is neither a currency of ISO 4217 nor %',
    });
  });
});
