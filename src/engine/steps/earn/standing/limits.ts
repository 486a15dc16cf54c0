import { capped, floored } from '../../../formulas/limits.js';
import { add, multiply, ONE, subtract, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { ModifierWorking } from '../../../model/result.js';
import type { Modifier } from '../../../rulebook/rulebook.js';
import { sayCents } from '../../../explain/say-numbers.js';
import { roundToUnits } from '../../../kernel/ratio.js';
import { isReached } from '../../../formulas/steps.js';
import { isMultiplying, multiplied } from '../terms/modify.js';
import type { StandingWindow } from './standing-window.js';

/** What earlier windows left for the limits of one: what was earned of a longer window, and what a cap carried over. */
export interface Before {
  /** Earned, after all modifiers, in earlier windows of the limit's own window. */
  readonly earnedIn: (modifier: Extract<Modifier, { kind: 'cap' | 'floor' }>) => Ratio;
  /** What the window had come to by the end of the pay period before: at first, and after each modifier. */
  readonly stages: readonly Ratio[];
  /** Whether a limit is put on the pay period alone. */
  readonly isPerPeriod: (modifier: Extract<Modifier, { kind: 'cap' | 'floor' }>) => boolean;
  readonly carried: Ratio;
}

/** What modifiers make of an amount. */
export interface Modifying {
  readonly amount: Ratio;
  /** The amount at first, and after each modifier. */
  readonly stages: readonly Ratio[];
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
  const working: ModifierWorking[] = [];
  const stages: Ratio[] = [total];
  let [amount, over] = [total, ZERO];
  for (const modifier of modifiers) {
    if (isMultiplying(modifier)) {
      const { plan } = by.window.version;
      const found = multiplied(modifier, { plan, reading: by.window.reading, unknown });
      if (found.applied) amount = multiply(amount, found.times);
      working.push(found);
    } else if (modifier.kind === 'threshold') {
      const found = overThreshold(modifier, by.window);
      if (!found) unknown.push(modifier.of);
      else {
        if (found.applied) amount = multiply(amount, found.times);
        working.push(found);
      }
    } else if (modifier.kind === 'floor' || modifier.what === 'earning') {
      const found = limited(amount, modifier, { ...by, at: stages.length });
      if (!found) unknown.push('name' in modifier.at ? modifier.at.name : modifier.kind);
      else {
        amount = found.amount;
        if (modifier.kind === 'cap' && modifier.excess === 'carried') over = found.over;
        working.push(found.working);
      }
    }
    stages.push(amount);
  }
  return { amount, stages, working, over, unknown };
}

function limited(
  amount: Ratio,
  modifier: Extract<Modifier, { kind: 'cap' | 'floor' }>,
  { window, before, at }: { window: StandingWindow; before: Before; at: number },
): { amount: Ratio; over: Ratio; working: ModifierWorking } | undefined {
  const limit = window.number(modifier.at);
  if (!limit) return undefined;
  const carries = modifier.kind === 'cap' && modifier.excess === 'carried';
  const apart = before.isPerPeriod(modifier) ? before.stages.slice(at - 1, at + 1) : [];
  const [unlimited = ZERO, paid = ZERO] = apart;
  const already = before.earnedIn(modifier);
  // What a pay period adds; what it was cut by before is in it again only where that is carried.
  const added = carries ? subtract(add(amount, before.carried), paid) : subtract(amount, unlimited);
  const own = add(added, already);
  const found = modifier.kind === 'cap' ? capped(own, limit) : floored(own, limit);
  const left = add(subtract(found.amount, already), paid);
  const applied = found.cut.n !== 0n;
  const change = { n: -found.cut.n, d: found.cut.d };
  return {
    amount: left,
    over: found.cut,
    working: {
      what: modifier.kind,
      times: ONE,
      applied,
      because: sayLimit(modifier.kind, own, limit),
      change,
    },
  };
}

function sayLimit(kind: 'cap' | 'floor', amount: Ratio, limit: Ratio): string {
  const [earned, at] = [amount, limit].map((each) => sayCents(roundToUnits(each, 2)));
  if (kind === 'cap') return `${earned} would be earned, and the cap is ${at}.`;
  return `${earned} would be earned, and the floor is ${at}.`;
}

/** Below a threshold nothing is paid; above it everything, or what lies above it. */
function overThreshold(
  { of, from, counts }: Extract<Modifier, { kind: 'threshold' }>,
  window: StandingWindow,
): ModifierWorking | undefined {
  const [value, start] = [window.named(of), window.number(from)];
  if (!value || !start) return undefined;
  const reached = isReached({ at: start, inclusive: true }, value);
  const because = `${of} ${reached ? 'reaches' : 'does not reach'} the threshold.`;
  if (!reached) return { what: 'threshold', times: ZERO, applied: true, because };
  const part = value.n === 0n ? ONE : subtract(ONE, { n: start.n * value.d, d: start.d * value.n });
  const times = counts === 'from-first' ? ONE : part;
  return { what: 'threshold', times, applied: counts === 'from-threshold', because };
}
