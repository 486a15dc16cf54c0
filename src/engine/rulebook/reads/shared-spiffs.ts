import type { Rulebook, Spiff } from '../rulebook.js';

/** Formulas that make one person's pay depend on another's. */
const SHARED: ReadonlySet<string> = new Set(['contest', 'pool', 'first-n']);

/** Whether an incentive is paid to several people together. */
export function isCross({ formula }: Spiff['incentives'][number]): boolean {
  return SHARED.has(formula.kind);
}

/** SPIFFs, every version of them, by which one person's pay may hang on another's: contests, pools, places for the first, and budgets. */
export function sharedSpiffs({ spiffs = [] }: Pick<Rulebook, 'spiffs'>): readonly Spiff[] {
  const ids = new Set(
    spiffs
      .filter(({ incentives, budget }) => budget !== null || incentives.some(isCross))
      .map(({ id }) => id),
  );
  return spiffs.filter(({ id }) => ids.has(id));
}

/** The rules by which somebody's pay hangs on their own credits alone. */
export function withoutShared(rulebook: Rulebook): Rulebook {
  const shared = new Set(sharedSpiffs(rulebook));
  return shared.size === 0
    ? rulebook
    : { ...rulebook, spiffs: (rulebook.spiffs ?? []).filter((spiff) => !shared.has(spiff)) };
}
