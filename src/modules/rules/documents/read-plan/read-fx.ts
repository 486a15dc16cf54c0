import type { Half } from '../../../../engine/kernel/ratio.js';
import { errorAt, type Finding } from '../../../../engine/rulebook/finding.js';
import type { Conversion, CreditRateDay, Fx, PayRateDay } from '../../../../engine/rulebook/rulebook.js';
import type { RoundingStep } from '../../../../engine/rulebook/parts/value.js';
import type {
  ConversionInput,
  CreditConversionInput,
  FxInput,
  PayConversionInput,
} from '../plan-kinds/fx.input.js';

/** Reads how a plan or SPIFF converts currencies. */
export function readFx({ credit, pay }: FxInput, findings: Finding[]): Fx {
  if (!credit && !pay)
    findings.push(
      errorAt('fx', {
        code: 'MISSING_KEY',
        message: '`fx` says neither how a credit is converted nor how pay is.',
        remedy: 'Write `credit: { rates: market, date: booking-date }`, `pay: { … }`, or both.',
      }),
    );
  return {
    credit: credit ? conversion<CreditRateDay>(credit) : null,
    pay: pay ? readPayFx(pay) : null,
  };
}

/** Reads how pay is converted. */
export function readPayFx(input: PayConversionInput): Conversion<PayRateDay> {
  return conversion<PayRateDay>(input);
}

function conversion<D extends string>(
  input: ConversionInput & Pick<CreditConversionInput, 'date'>,
): Conversion<D> {
  const { rates, date, round, corrections } = input;
  return {
    rates,
    date: date as D,
    round: round ? { to: round.to as RoundingStep, half: round.half as Half } : null,
    corrections: (corrections ?? 'stand') as 'stand' | 'restate',
  };
}
