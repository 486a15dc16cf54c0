import { capped, floored } from '../../../formulas/limits.js';
import { add, compare, multiply, ONE, subtract, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { ModifierWorking } from '../../../model/result.js';
import type { Modifier } from '../../../rulebook/rulebook.js';
import { belowStart } from '../../../explain/below-start.js';
import { sayExact, sayIn } from '../../../explain/say-numbers.js';
import { unitOfName } from '../../../rulebook/reads/unit-of.js';
import { isReached } from '../../../formulas/steps.js';
import { isMultiplying, multiplied, rateCap } from '../terms/modify.js';
import type { StandingWindow } from './standing-window.js';

/** What earlier windows left for the limits of one: what was earned of a longer window, and what a cap carried over. */
export interface Before {
  /** Earned, after all modifiers, in earlier windows of the limit's own window. */
  readonly earnedIn: (modifier: Extract<Modifier, { kind: 'cap' | 'floor' }>) => Ratio;
  /** Earned in this window by the end of the pay period before, and whether a limit is put on the pay period alone. */
  readonly earlier: Ratio;
  readonly isPerPeriod: (modifier: Extract<Modifier, { kind: 'cap' | 'floor' }>) => boolean;
  readonly carried: Ratio;
}

/** What modifiers make of an amount. */
export interface Modifying {
  readonly amount: Ratio;
  readonly working: readonly ModifierWorking[];
  /** What a cap that carries puts over to the next window. */
  readonly over: Ratio;
  readonly unknown: readonly string[];
}

/** Applies modifiers from top to bottom to what a window has earned so far. */
export function modifiedPay(
  total: Ratio,
  modifiers: readonly Modifier[],
  by: { window: StandingWindow; before: Before },
): Modifying {
  const unknown: string[] = [];
  const working = carriedOver(by.before.carried);
  let [amount, over] = [add(total, by.before.carried), ZERO];
  for (const modifier of modifiers) {
    if (modifier.kind === 'cap' && modifier.what === 'rate') {
      const most = by.window.number(modifier.at);
      if (most) working.push(rateCap(most));
      continue;
    }
    const found = changed(amount, modifier, { ...by, unknown });
    if (!found) continue;
    amount = found.amount;
    if (modifier.kind === 'cap' && modifier.excess === 'carried') over = found.over;
    working.push(found.working);
  }
  return { amount, working, over, unknown };
}

interface Changed {
  readonly amount: Ratio;
  readonly over: Ratio;
  readonly working: ModifierWorking;
}

/** What one modifier makes of an amount; nothing where a number of it is not known, which is then told. */
function changed(
  amount: Ratio,
  modifier: Modifier,
  by: { window: StandingWindow; before: Before; unknown: string[] },
): Changed | undefined {
  const { window, unknown } = by;
  if (modifier.kind === 'cap' || modifier.kind === 'floor') {
    const found = limited(amount, modifier, by);
    if (!found) unknown.push('name' in modifier.at ? modifier.at.name : modifier.kind);
    return found;
  }
  const working = isMultiplying(modifier)
    ? multiplied(modifier, { plan: window.version.plan, reading: window.reading, unknown })
    : overThreshold(modifier, window);
  if (!working) {
    if (modifier.kind === 'threshold') unknown.push(modifier.of);
    return undefined;
  }
  return { amount: working.applied ? multiply(amount, working.times) : amount, over: ZERO, working };
}

/** What a cap of the window before carried into this one. */
function carriedOver(carried: Ratio): ModifierWorking[] {
  if (carried.n === 0n) return [];
  const because = `${sayExact(carried)} was over the cap of the window before, and is carried into this one.`;
  return [{ what: 'carried over', times: ONE, applied: true, because, change: carried }];
}

function limited(
  amount: Ratio,
  modifier: Extract<Modifier, { kind: 'cap' | 'floor' }>,
  { window, before }: { window: StandingWindow; before: Before },
): Changed | undefined {
  const limit = window.number(modifier.at);
  if (!limit) return undefined;
  const apart = before.isPerPeriod(modifier) ? before.earlier : ZERO;
  const already = before.earnedIn(modifier);
  const own = add(subtract(amount, apart), already);
  const found = modifier.kind === 'cap' ? capped(own, limit) : floored(own, limit);
  const left = add(subtract(found.amount, already), apart);
  const applied = found.cut.n !== 0n;
  const change = { n: -found.cut.n, d: found.cut.d };
  return {
    amount: left,
    over: found.cut,
    working: {
      what: modifier.kind,
      times: ONE,
      applied,
      because: sayLimit(modifier, own, limit),
      change,
    },
  };
}

function sayLimit(
  modifier: Extract<Modifier, { kind: 'cap' | 'floor' }>,
  amount: Ratio,
  limit: Ratio,
): string {
  const { kind, window } = modifier;
  const of = window === null ? '' : ` of the ${window}`;
  const earned = `${sayExact(amount)} would be earned, and the ${kind}${of} is ${sayExact(limit)}`;
  const isCarried = kind === 'cap' && modifier.excess === 'carried' && compare(amount, limit) > 0;
  return isCarried ? `${earned}; what is over is carried into the next window.` : `${earned}.`;
}

/** Below a threshold nothing is paid; above it everything, or what lies above it. */
function overThreshold(
  { of, from, counts }: Extract<Modifier, { kind: 'threshold' }>,
  window: StandingWindow,
): ModifierWorking | undefined {
  const [value, start] = [window.named(of), window.number(from)];
  if (!value || !start) return undefined;
  const reached = isReached({ at: start, inclusive: true }, value);
  const { plan } = window.version;
  if (!reached) {
    const because = belowStart(of, { at: value, start, inclusive: true }, plan);
    return { what: 'threshold', times: ZERO, applied: true, because };
  }
  const say = (number: Ratio): string =>
    sayIn(number, { unit: unitOfName(of, plan), currency: plan.currency });
  const because = `${of} is ${say(value)}, which reaches the threshold of ${say(start)}.`;
  const part = value.n === 0n ? ONE : subtract(ONE, { n: start.n * value.d, d: start.d * value.n });
  const times = counts === 'from-first' ? ONE : part;
  return { what: 'threshold', times, applied: counts === 'from-threshold', because };
}
