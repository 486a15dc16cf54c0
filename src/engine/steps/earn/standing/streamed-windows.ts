import type { Day, NamedPeriod } from '../../../kernel/day.js';
import { add, ZERO, type Ratio } from '../../../kernel/ratio.js';
import { leastCommonMultiple } from '../../../kernel/whole.js';
import { isLeftOver } from '../terms/left-over.js';
import type { Earned, EarningLine, ModifierWorking, TierWorking } from '../../../model/result.js';

/** What an incentive that pays credit by credit has earned in a window, before what limits it. */
export interface StreamedWindow {
  readonly window: NamedPeriod;
  readonly slices: readonly Earned[];
}

/** Where a streamed window stands at the end of a day: its pay, its working, and what lies on each credit, by its line. */
export interface StreamedStanding {
  readonly total: Ratio;
  readonly parts: readonly TierWorking[];
  readonly formula: string;
  readonly per?: string | undefined;
  readonly paidOn?: string | undefined;
  readonly paid?: Ratio | undefined;
  /** What earlier windows left to take back, and what is left for later ones. */
  readonly leftOver: readonly ModifierWorking[];
  readonly reason: string | null;
  readonly weights: ReadonlyMap<number, bigint>;
  /** Where each credit found its group, by its line, where the formula is applied to groups. */
  readonly stood?: ReadonlyMap<number, StoodInGroup> | undefined;
}

/** Where a credit found its group, and the tier it reached there. */
export type StoodInGroup = Pick<EarningLine, 'measureBefore' | 'tier'>;

/** What the last pay period's working says of the whole window. */
function toldOf(last: Earned['earning'] | undefined): Omit<StreamedStanding, 'total' | 'weights' | 'stood'> {
  return {
    parts: last?.working.tiers ?? [],
    formula: last?.working.formula ?? '',
    per: last?.working.per,
    paidOn: last?.working.paidOn,
    paid: last?.working.paid,
    leftOver: last?.working.modifiers.filter(isLeftOver) ?? [],
    reason: last?.reason ?? null,
  };
}

/** Sums what the pay periods of a window earned until a day. */
export function streamedStanding({ slices }: StreamedWindow, known: Day): StreamedStanding {
  const until = slices.filter(
    ({ earning }) => earning.period.until <= known || earning.period.until >= earning.window.until,
  );
  const seen = until.filter(({ earning }) => earning.period.from < known);
  let total = ZERO;
  const exact = new Map<number, Ratio>();
  const stood = new Map<number, StoodInGroup>();
  for (const slice of seen) {
    total = add(total, slice.earning.working.exact);
    for (const line of slice.lines) {
      if (!line.credit) continue;
      stood.set(line.credit.line, line);
      exact.set(line.credit.line, add(exact.get(line.credit.line) ?? ZERO, line.exact));
    }
  }
  const last = seen.at(-1)?.earning;
  const finest = [...exact.values()].reduce((all, { d }) => leastCommonMultiple(all, d), 1n);
  return {
    total,
    ...toldOf(last),
    ...(last?.working.tiers.some(({ group }) => group) ? { stood } : {}),
    weights: new Map([...exact].map(([line, { n, d }]) => [line, (n * finest) / d])),
  };
}
