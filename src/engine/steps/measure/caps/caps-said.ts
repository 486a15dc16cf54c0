import { sayMoney } from '../../../explain/say-numbers.js';
import { writeDay, type Day } from '../../../kernel/day.js';
import { ONE, ratio } from '../../../kernel/ratio.js';
import type { ModifierWorking } from '../../../model/result.js';
import type { Measure } from '../../../rulebook/rulebook.js';
import type { PlanVersion } from '../../plan-version.js';
import type { Troubles } from '../../troubles.js';
import { capsOf } from './capped-credits.js';
import type { Stint } from '../stint.js';
import { VersionWalk } from '../version-walk.js';

/** The days of a window that are known, and the version that says what its measure caps. */
export interface CapsAt {
  readonly version: PlanVersion;
  readonly from: Day;
  readonly until: Day;
}

/** What caps on credits and deals left out of a measure, for its working: they changed what was measured, not the pay. */
export function capsSaid(stint: Stint, measure: Measure, at: CapsAt): readonly ModifierWorking[] {
  const caps = capsOf(measure);
  if (caps.length === 0) return [];
  const { version } = at;
  const { currency } = version.plan;
  const cut = cutOf(stint, measure.id, at);
  const day = Math.min(at.until, stint.segment.until) - 1;
  const most = caps.map((cap) => {
    const limit = stint.numberOn(cap.at, { version, day });
    const of = cap.what === 'deal' ? 'booking' : 'credit';
    return limit
      ? `${sayMoney(limit)} ${currency} of a ${of} at most`
      : `all of a ${of}, as its cap is not known`;
  });
  const left =
    cut === 0n
      ? 'all of what was credited counts'
      : `${sayMoney(ratio(cut, stint.unit))} ${currency} of what was credited does not count`;
  const because = `${measure.id} counts ${most.join(' and ')}; ${left}.`;
  return [{ what: 'cap on what counts', times: ONE, applied: false, because }];
}

function cutOf(stint: Stint, id: string, { from, until }: CapsAt): bigint {
  const walk = new VersionWalk(stint, (version) => {
    const measure = version.measure(id);
    return measure ? { measure, bit: version.measureBit(id) } : null;
  });
  let cut = 0n;
  for (let place = 0; place < stint.length; place += 1) {
    const date = stint.dates[place] ?? 0;
    if (date < from || date >= until) continue;
    walk.to(date);
    const { says } = walk;
    if (says && ((stint.counts[place] ?? 0) & says.bit) !== 0)
      cut += stint.amountAt(place, says.measure.sum) - stint.amountOf(place, says.measure);
  }
  return cut;
}

/** Caps on credits that nobody gave the person: nothing is capped until somebody does. */
export function tellUnknownCaps(
  stint: Stint,
  { horizon, troubles }: { horizon: Day; troubles: Troubles },
): void {
  for (const version of stint.versions) {
    const { effective, measures } = version.plan;
    const day = Math.min(stint.segment.until - 1, Math.max(horizon, effective.from));
    if (day < effective.from || (effective.until !== null && effective.until <= stint.segment.from)) continue;
    const caps = measures.flatMap((measure) => capsOf(measure).map(({ at }) => ({ id: measure.id, at })));
    for (const { id, at } of caps) {
      if (!('name' in at) || stint.numberOn(at, { version, day })) continue;
      const message = `${at.name} is not known, so nothing caps what a booking counts in ${id}.`;
      troubles.add({ participant: stint.participant, period: writeDay(day), code: 'NO_CAP', message });
    }
  }
}
