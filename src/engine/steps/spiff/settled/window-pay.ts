import type { Day } from '../../../kernel/day.js';
import { settlingOf } from '../../../rulebook/reads/settling.js';
import { contestPay, placesKept } from '../pays/contest-pay.js';
import { partsKept, poolPay } from '../pays/pool-pay.js';
import { sharedWindows, type SharedWindow } from '../pays/shared-windows.js';
import type { Paid, Sharing } from '../sharing.js';
import { lost } from './lost.js';

/**
 * The prizes or parts of a window that has settled: by what was known by its cut-off, where that is not what is known now. Afterwards nothing changes them, or
 * those lose theirs who no longer have what it took.
 */
export function windowPay(
  at: SharedWindow,
  sharing: Sharing,
  before: (day: Day) => Sharing | undefined,
): readonly Paid[] {
  const settling = settlingOf(at.incentive, at.window.until);
  if (!settling) return [];
  const reruns = settling.afterwards === 're-run';
  if (settling.day > (reruns ? sharing.over : sharing.settledBy)) return [];
  const then = reruns ? undefined : before(settling.day);
  if (!then) return payOf(at, sharing);
  const known = sameWindow(at, then);
  if (!known) return [];
  const paid = payOf(known, then);
  if (settling.afterwards === 'stand') return paid;
  const keeps = keptOf({ settled: known, now: at }, { settled: then, now: sharing });
  return paid.map((each) => (keeps(each.who.id) ? each : lost(each, LOST)));
}

/** What says that something was lost. */
const LOST = 'the result that won it does not stand any more, as known now; nobody else gets it.';

function payOf(at: SharedWindow, sharing: Sharing): readonly Paid[] {
  const { formula } = at.incentive;
  if (formula.kind === 'contest') return contestPay(at, formula, sharing);
  return formula.kind === 'pool' ? poolPay(at, formula, sharing) : [];
}

function keptOf(
  at: { settled: SharedWindow; now: SharedWindow },
  sharing: { settled: Sharing; now: Sharing },
): (id: string) => boolean {
  const { formula } = at.now.incentive;
  if (formula.kind === 'contest') return placesKept(formula, at, sharing);
  return formula.kind === 'pool' ? partsKept(formula, at.now, sharing.now) : () => true;
}

function sameWindow(
  { window, incentive }: SharedWindow,
  { program, over }: Sharing,
): SharedWindow | undefined {
  // A window of the calendar may end with one run of the SPIFF, and go on with the next.
  for (const at of sharedWindows(program, incentive.id, over))
    if (at.window.from === window.from && at.window.until === window.until) return at;
  return undefined;
}
