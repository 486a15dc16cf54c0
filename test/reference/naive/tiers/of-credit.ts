import type { NamedPeriod } from '../../../../src/engine/kernel/day.js';
import type { Incentive, Pays } from '../../../../src/engine/rulebook/rulebook.js';
import { readsOfCredit, type Credit } from '../facts/credits.js';
import { least, NOTHING, order, times, WHOLE, type Fraction } from '../facts/fraction.js';
import { numberOf, type Reads } from '../facts/reading.js';
import type { Seen } from '../facts/seen.js';
import type { Streamed } from '../main-measure.js';
import { idOf, standOf } from '../measures.js';
import { quotaOf } from '../quotas.js';
import { windowReads } from '../window-reads.js';
import type { Tier } from './tiers.js';

/** The tiers of a credit, or its one rate; `undefined` where something is not known, and nothing is paid. */
export function tiersOf(
  { seen, window }: { seen: Seen; window: NamedPeriod },
  credit: Credit,
  { incentive, formula }: { incentive: Incentive; formula: Streamed },
): readonly Tier[] | Fraction | undefined {
  const { version } = credit;
  const read = readsOfCredit(seen.world, credit);
  const rate = (what: Pays): Fraction | undefined => {
    const [number, factor] = [numberOf(what.what, read), what.times ? numberOf(what.times, read) : WHOLE];
    return number && factor && capped(times(number, factor), { incentive, read: windowReads(seen, version) });
  };
  if (formula.kind !== 'tiers') return rate(formula.pays);
  const quota = quotaFor({ seen, window }, formula, credit);
  const onQuota = formula.axis.startsWith('attainment.');
  if (onQuota && (!quota || order(quota, NOTHING) <= 0))
    return formula.noQuota === 'refuse' ? undefined : rate({ what: formula.noQuota, times: null });
  const tiers = formula.starts.map((start) => {
    const at = numberOf(start.at, windowReads(seen, version));
    const pays = rate(start);
    return (
      at && pays && { at: onQuota && quota ? times(at, quota) : at, inclusive: start.inclusive, rate: pays }
    );
  });
  if (
    tiers.some(
      (tier, index) => tier && tiers[index - 1] && order(tier.at, tiers[index - 1]?.at ?? NOTHING) < 0,
    )
  )
    return undefined;
  return tiers.includes(undefined) ? undefined : (tiers as Tier[]);
}

/** The quota that places the tiers of a credit. */
function quotaFor(
  { seen, window }: { seen: Seen; window: NamedPeriod },
  { axis }: Extract<Streamed, { kind: 'tiers' }>,
  { version: plan, date }: Credit,
): Fraction | undefined {
  const measure = plan.measures.find(({ id }) => id === idOf(axis));
  if (measure?.quotaChange !== 'as-at-credit') return standOf(seen, idOf(axis), plan).quota;
  return measure.quota === null ? undefined : quotaOf(seen, measure, { plan, window, credit: date });
}

/** A rate is at most what the plan caps it at. */
function capped(rate: Fraction, { incentive, read }: { incentive: Incentive; read: Reads }): Fraction {
  const caps = incentive.modify.flatMap((each) =>
    each.kind === 'cap' && each.what === 'rate' ? [each.at] : [],
  );
  return caps.reduce((lowest, at) => least(lowest, numberOf(at, read) ?? lowest), rate);
}
