import { add, ratio, ZERO, type Ratio } from '../../../../engine/kernel/ratio.js';
import type { Credit } from '../../../../engine/model/result.js';
import type { KnownCalculation } from './known-calculation.js';

/** What one rule credits one person of one booking in one currency: the sum over its lines. */
export interface Credited {
  readonly rule: string;
  readonly booking: string;
  readonly person: string;
  readonly currency: string;
  readonly amount: Ratio;
  /** How each line was divided. */
  readonly parts: readonly { readonly net: Ratio; readonly parts: number; readonly of: number }[];
}

const MILLION = 1_000_000n;

/** The credits that the engagement policy gave. What the situation itself gives is none of them. */
export function creditedOf(calculation: KnownCalculation): readonly Credited[] {
  const found = new Map<string, Credited>();
  for (const credit of creditsOf(calculation)) {
    const line = calculation.lines[credit.line];
    if (line?.source !== 'bookings') continue;
    const { participant: person, parts, of } = credit;
    const rule = credit.rule.slice(credit.rule.indexOf('/') + 1);
    const net = ratio(line.net, MILLION);
    const part = { net, parts, of };
    const key = [rule, line.booking, person, line.currency].join('\u001f');
    const before = found.get(key);
    found.set(key, {
      rule,
      booking: line.booking,
      person,
      currency: line.currency,
      amount: add(before?.amount ?? ZERO, ratio(net.n * BigInt(parts), net.d * BigInt(of))),
      parts: [...(before?.parts ?? []), part],
    });
  }
  return [...found.values()];
}

/** Each credit once, however many incentives count it. */
function creditsOf({ earnings }: KnownCalculation): readonly Credit[] {
  const credits = new Map<string, Credit>();
  for (const { credit } of earnings.flatMap(({ lines }) => lines))
    if (credit) credits.set([credit.line, credit.participant, credit.rule].join('\u001f'), credit);
  return [...credits.values()];
}
