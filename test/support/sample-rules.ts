import { readDay, type Day } from '../../src/engine/kernel/day.js';
import { readConstant, type Quantity } from '../../src/engine/kernel/quantity.js';
import type { Ratio } from '../../src/engine/kernel/ratio.js';
import type {
  Condition,
  EngagementPolicy,
  Incentive,
  IncentiveFormula,
  Measure,
  Operand,
  Plan,
  TierStart,
} from '../../src/engine/rulebook/rulebook.js';

/** A day from `2026-01-20`. */
export function day(text: string): Day {
  const read = readDay(text);
  if (read === undefined) throw new Error(`no day ${text}`);
  return read;
}

/** A constant as a document has it, `8%` or `500,000 USD`; a dotted word is a name. */
export function operand(text: string): Operand {
  if (/^[a-z]/.test(text) && text.includes('.')) return { name: text };
  const read = readConstant(text);
  if ('fault' in read) throw new Error(read.fault);
  return read;
}

/** The exact number of a constant. */
export function number(text: string): Ratio {
  const read = operand(text);
  if (!('quantity' in read)) throw new Error(`no number ${text}`);
  const { value }: Quantity = read.quantity;
  return value;
}

export const IS_NEW: Condition = { fact: 'booking.type', test: { is: 'equal', to: { word: 'new' } } };

/** Credit to the salesperson, else equally to the holders of the territory, else the house. */
export function policy(changes: Partial<EngagementPolicy> = {}): EngagementPolicy {
  return {
    id: 'field',
    effective: { from: day('2000-01-01'), until: null },
    fingerprint: 'field-1',
    phases: [
      {
        id: 'named',
        hit: 'unique',
        rules: [
          {
            id: 'seller',
            when: { fact: 'booking.salesperson', test: { is: 'known' } },
            credit: [{ to: 'booking.salesperson', parts: 1 }],
            because: 'Named',
          },
        ],
      },
      {
        id: 'territory',
        hit: 'unique',
        rules: [
          {
            id: 'holders',
            when: { fact: 'territory.holders', test: { is: 'known' } },
            credit: [{ to: 'territory.holders', parts: 'equal' }],
            because: 'Held the territory',
          },
        ],
      },
    ],
    otherwise: { because: 'Nobody holds the territory' },
    rollup: [],
    ...changes,
  };
}

export function measure(changes: Partial<Measure> = {}): Measure {
  return {
    id: 'sold',
    sum: 'line.net',
    when: null,
    credits: 'own',
    window: 'quarter',
    quota: null,
    quotaChange: 'by-day',
    negative: 'carry-measure',
    ...changes,
  };
}

/** Tiers from `['to-quota', '0%', '10%']`, a start with `>` before it is exclusive; a fourth part is `times`. */
export function tiers(
  rows: readonly (readonly string[])[],
  changes: Partial<Extract<IncentiveFormula, { kind: 'tiers' }>> = {},
): IncentiveFormula {
  const starts = rows.map(([id = '', at = '', pays = '', times]): TierStart => ({
    id,
    at: operand(at.replace('>', '')),
    inclusive: !at.startsWith('>'),
    what: operand(pays),
    times: times === undefined ? null : operand(times),
  }));
  return {
    kind: 'tiers',
    axis: 'attainment.sold',
    base: 'measure.sold',
    mode: 'marginal',
    grain: 'running-total',
    noQuota: operand('0%'),
    starts,
    ...changes,
  };
}

export function flat(pays: string, base = 'measure.sold'): IncentiveFormula {
  return { kind: 'flat', base, grain: 'running-total', pays: { what: operand(pays), times: null } };
}

export function incentive(formula: IncentiveFormula, changes: Partial<Incentive> = {}): Incentive {
  return {
    id: 'commission',
    title: null,
    source: null,
    when: null,
    payEvery: null,
    attribution: null,
    formula,
    modify: [],
    ...changes,
  };
}

export function plan(changes: Partial<Plan> = {}): Plan {
  return {
    id: 'ae',
    effective: { from: day('2000-01-01'), until: null },
    fingerprint: 'ae-1',
    title: null,
    currency: 'USD',
    calendar: 'company',
    payEvery: null,
    conditions: [],
    values: [],
    measures: [measure()],
    incentives: [incentive(flat('10%'))],
    rounding: { to: 'cents', half: 'away-from-zero', per: 'window' },
    ...changes,
  };
}
