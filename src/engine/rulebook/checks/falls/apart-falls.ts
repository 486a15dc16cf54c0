import { warningAt, type Finding } from '../../finding.js';
import type { Incentive } from '../../rulebook.js';
import type { InPlan } from '../plan/in-plan.js';
import { apartOf, type Apart } from '../money/counted.js';
import { countingSites } from '../money/counting-sites.js';
import { constantOf } from '../money/plain-rate.js';
import { bandOf, fallBehind, type Band } from './table-falls.js';

interface PaidBand extends Band {
  readonly index: number;
}

/** Flat incentives that share out sales by the very amount they pay on, of which the larger one earns less: 10% below 10,000 and 8% from there on. */
export function apartFalls(by: InPlan): Finding[] {
  return apartOf(countingSites(by.plan), by).flatMap((apart) => {
    const bands = bandsOf(apart);
    return bands.flatMap((band) => {
      const fall = fallBehind(band, bands, by.plan.currency);
      const next = bands.find((each) => each === fall?.next);
      if (!fall || !next) return [];
      const message = `By ${band.row} ${fall.smaller}, and by ${next.row} ${fall.larger} for a larger sale.`;
      const remedy = 'Let the larger amount pay at least as much, or write tiers with `mode: marginal`.';
      return [warningAt(`incentives.${next.index}.flat.pays`, { code: 'PAY_FALLS', message, remedy })];
    });
  });
}

/** What each takes of the amount, and its rate; none where something else changes what one of them pays. */
function bandsOf({ fact, sites }: Apart): readonly PaidBand[] {
  const bands = sites.flatMap(({ incentive, index, measure, tests }): PaidBand[] => {
    const [rate, test] = [plainRate(incentive), tests.get(fact)];
    const band = test && bandOf(test);
    const isPaidOn = measure.sum === fact && !measure.counted;
    return rate && band && isPaidOn ? [{ ...band, rate, row: incentive.id, index }] : [];
  });
  return bands.length === sites.length ? bands : [];
}

function plainRate({ formula, modify }: Incentive): Band['rate'] | undefined {
  if (formula.kind !== 'flat' || modify.length > 0 || formula.pays.times) return undefined;
  return constantOf(formula.pays.what);
}
