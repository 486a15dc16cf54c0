import { CalculationService } from '../../modules/calculation/calculation.service.js';
import { EarningsService, type StoredEarning } from '../../modules/calculation/earnings.service.js';
import { multiply, ratio, writeDecimal, writeUnits } from '../../engine/kernel/ratio.js';
import { Refusal } from '../../platform/refusal.js';
import type { Environment } from '../environment.js';
import { amount, OPERATOR, table } from '../output.js';
import { earningText, explainable } from '../pay/explain-earning.js';
import { summaryText } from '../pay/summary-text.js';

const LARGEST = 3;

/** What a comp admin sees at the start: each period, the three largest earners, one earning in words; null before any calculation. */
export async function companyText(environment: Environment): Promise<string | null> {
  const { app } = environment;
  const summary = await app.get(CalculationService).summary(OPERATOR).catch(nothingYet);
  if (summary === null) return null;
  const earnings = await app.get(EarningsService).earnings(OPERATOR, { calculation: summary.calculation });
  const example = earnings
    .filter(({ earning }) => earning.attainment !== null && earning.working.tiers.length > 1)
    .sort(byAmount)[0];
  return [
    '',
    await summaryText(environment, summary),
    '',
    'Largest earners',
    largestEarners(earnings),
    ...(example ? ['', earningText(await explainable(environment, example))] : []),
  ].join('\n');
}

function nothingYet(error: unknown): null {
  if (error instanceof Refusal && error.code === 'NOTHING_CALCULATED') return null;
  throw error;
}

function byAmount(a: StoredEarning, b: StoredEarning): number {
  const difference = b.earning.amount - a.earning.amount;
  if (difference !== 0n) return difference > 0n ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}

interface Earner {
  readonly participant: string;
  readonly currency: string;
  cents: bigint;
  /** The last attainment of each window that has one. */
  readonly attained: Map<string, string>;
}

function largestEarners(earnings: readonly StoredEarning[]): string {
  const earners = new Map<string, Earner>();
  for (const { earning } of earnings) {
    const key = `${earning.participant}\u001f${earning.currency}`;
    const { participant, currency, amount: cents, attainment, window } = earning;
    const earner = earners.get(key) ?? { participant, currency, cents: 0n, attained: new Map() };
    earner.cents += cents;
    if (attainment) earner.attained.set(window.name, percent(attainment));
    earners.set(key, earner);
  }
  const largest = [...earners.values()].sort((a, b) =>
    a.cents < b.cents ? 1 : a.cents > b.cents ? -1 : a.participant < b.participant ? -1 : 1,
  );
  const rows = largest.slice(0, LARGEST).map(({ participant, currency, cents, attained }) => {
    const windows = [...attained].map(([window, share]) => `${window} ${share}`);
    return [
      participant,
      `${amount(writeUnits(cents, 2))} ${currency}`,
      windows.length === 0 ? 'no quota' : windows.join(', '),
    ];
  });
  return table(['participant', 'earned', 'attainment'], rows, new Set([1]));
}

/** 1.135352 as `113.5%`. */
function percent(share: { n: bigint; d: bigint }): string {
  return `${writeDecimal(multiply(share, ratio(100n)), 1)}%`;
}
