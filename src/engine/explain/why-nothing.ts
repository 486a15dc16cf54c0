import type { Earning, ModifierWorking } from '../model/result.js';
import { hasMeasure, lacksQuota, sayMeasure } from './say-measure.js';
import { absolute, plain } from './say-modifiers.js';
import { sayExact, sayIn } from './say-numbers.js';
import { isChoice, sayChosen } from './say-parts.js';
import { sayDuring, sayOf } from './say-window.js';

/** What takes off an amount, and may take all. */
const LIMITS: ReadonlySet<string> = new Set(['cap', 'budget', 'disqualified']);

/** Why an earning is nothing, in words; `null` when it is something. */
export function whyNothing(paid: Earning): string | null {
  if (paid.amount !== 0n) return null;
  const earning = { ...paid, currency: paid.working.pay?.currency ?? paid.currency };
  if (earning.reason !== null) return earning.reason;
  const limited = ofModifiers(earning);
  if (limited !== null) return [limited, earnedBefore(earning)].filter((each) => each !== '').join(' ');
  return ofMeasure(earning) ?? ofFormula(earning);
}

function ofModifiers({ currency, working: { modifiers } }: Earning): string | null {
  const applied = modifiers.filter((modifier) => modifier.applied);
  const shut = applied.find(({ times }) => times.n === 0n);
  if (shut) return sayShut(shut);
  const last = applied.at(-1);
  if (last?.what === 'below zero' && last.change)
    return `${sayExact(absolute(last.change))} ${currency}: ${plain(last.because)}`;
  return last?.change && LIMITS.has(last.what) ? plain(last.because) : null;
}

/** Where a limit was reached before, that earlier pay periods earned all that it leaves. */
function earnedBefore({ working: { exact, earlier }, window, currency }: Earning): string {
  if (exact.n !== 0n || earlier.n === 0n) return '';
  return `earlier pay periods ${sayOf(window)} already earned the whole ${sayExact(earlier)} ${currency}.`;
}

function sayShut({ what, because }: ModifierWorking): string {
  if (what === 'gate') return `the gate is shut: ${plain(because)}`;
  return what === 'threshold' ? plain(because) : `it is multiplied by 0, because ${plain(because)}`;
}

function ofMeasure(earning: Earning): string | null {
  const { measure, window, working } = earning;
  if (!hasMeasure(earning) || working.measured !== undefined) return null;
  if (measure.n < 0n) return 'below zero nothing is paid.';
  if (measure.n > 0n) return null;
  const done = working.unit === undefined ? 'credited' : 'counted';
  return `nothing was ${done} ${sayDuring(window)}, or what was ${done} was taken back.`;
}

function ofFormula(earning: Earning): string {
  const { working, measure, currency } = earning;
  const { tiers, formula, per } = working;
  const before = earnedBefore(earning);
  if (before !== '') return before;
  if (lacksQuota(earning) && tiers.every(({ amount }) => amount.n === 0n))
    return 'the plan pays nothing without one.';
  if (working.paid?.n === 0n) return 'it retires quota only.';
  const chosen = tiers
    .filter(() => isChoice(formula))
    .map((part) => sayChosen(part, earning, sayMeasure(earning)));
  if (chosen.length > 0) return `${chosen.join(' ')}.`;
  if (tiers.length === 0) return `${sayIn(measure, { ...working, currency })} does not reach the first tier.`;
  if (!tiers.every(({ rate }) => rate.n === 0n)) {
    return tiers.every(({ base }) => base.n === 0n)
      ? 'what it is a part of is zero.'
      : 'it is less than half a cent.';
  }
  if (formula === 'mbo')
    return `no objective was met: ${tiers.map(({ id, by = [] }) => `${id} ${by.map(({ name, value, unit }) => `${name} ${sayIn(value, { unit, currency })}`).join(' × ')}`).join(', ')}.`;
  if (formula === 'curve' || formula === 'matrix') return 'there it pays 0% of the target.';
  return per === undefined ? 'the rate is 0%.' : 'the rate is 0.';
}
