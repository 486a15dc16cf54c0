import { ObjectType } from '@nestjs/graphql';
import { writeUnits } from '../../../engine/kernel/ratio.js';
import { Shown } from '../schema/shown.js';
import { CurrencyCode, Decimal } from './scalars.js';

/** An amount with its currency; exact. */
@ObjectType({ description: 'An amount of money, exact, with its currency.' })
export class Money {
  @Shown(() => Decimal, { to: 'everyone', description: 'The amount as a decimal.', example: '"1250.50"' })
  amount: string;

  @Shown(() => CurrencyCode, { to: 'everyone', description: 'The currency.', example: '"USD"' })
  currency: string;
}

/** Cents as money. */
export function moneyOf(cents: bigint, currency: string): Money {
  return { amount: writeUnits(cents, 2), currency };
}

/** A decimal as money: with cents at least, and every further place that it has. */
export function moneyOfDecimal(decimal: string, currency: string): Money {
  const [whole = '0', places = ''] = decimal.split('.');
  return { amount: `${whole}.${places.padEnd(2, '0')}`, currency };
}
