import { ZERO, type Ratio } from '../../../kernel/ratio.js';
import { sharedEarning, type Contestant, type Paid } from '../sharing.js';
import type { SharedWindow } from './shared-windows.js';
import type { Day } from '../../../kernel/day.js';

/** Somebody who takes part and has nothing of what is shared, and why: by their own numbers alone. */
export function nothingOf(
  who: Contestant,
  at: SharedWindow,
  of: { readonly formula: string; readonly day: Day; readonly measure: Ratio; readonly reason: string },
): Paid {
  const { window, version, incentive } = at;
  const under = { version, incentive, day: of.day };
  const earning = sharedEarning({
    ...under,
    ...of,
    window,
    participant: who.id,
    tier: '',
    exact: ZERO,
    cents: 0n,
  });
  return { who, under, earned: { earning, lines: [] } };
}
