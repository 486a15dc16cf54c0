import { writeDecimal, type Ratio } from '../../kernel/ratio.js';

/** An amount as people read it: thousands apart, two places at least. */
export function writeAmount(amount: Ratio): string {
  const [whole = '', places = ''] = writeDecimal(amount).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${places.padEnd(2, '0')}`;
}
