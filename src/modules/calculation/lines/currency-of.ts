import { readConstant } from '../../../engine/kernel/quantity.js';

/** In which currency an amount is, as a person wrote it; undefined where it says none. */
export function currencyOf(text: string): string | undefined {
  const constant = readConstant(text.trim());
  return 'quantity' in constant && constant.quantity.unit.kind === 'money'
    ? constant.quantity.unit.currency
    : undefined;
}
