import { capped, floored } from '../../../formulas/limits.js';
import { add, compare, multiply, ONE, subtract, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { ModifierWorking } from '../../../model/result.js';
import type { Modifier } from '../../../rulebook/rulebook.js';
import { belowStart } from '../../../explain/below-start.js';
import { sayExact, sayIn } from '../../../explain/say-numbers.js';
import { unitOfName } from '../../../rulebook/reads/unit-of.js';
import { isReached } from '../../../formulas/steps.js';
import { dealCap, isMultiplying, multiplied, rateCap } from '../terms/modify.js';
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
  /** Whether every part of the amount was changed alike: multiplied, and by no limit. */
  readonly isEven: boolean;
}

interface By {
  readonly window: StandingWindow;
  readonly before: Before;
}

/** What one modifier made of the amount; `unknown` names the number it lacks, and then it leaves the amount as it is. */
interface Made {
  readonly amount: Ratio;
  readonly working: readonly ModifierWorking[];
  readonly over?: Ratio;
  readonly unknown?: readonly string[];
}

/** Applies modifiers from top to bottom to what a window has earned so far. */
export function modifiedPay(total: Ratio, modifiers: readonly Modifier[], by: By): Modifying {
  const unknown: string[] = [];
  const working: ModifierWorking[] = [];
  const stages: Ratio[] = [total];
  let [amount, over, isEven] = [total, ZERO, true];
  for (const modifier of modifiers) {
    const made = madeBy(modifier, amount, { ...by, at: stages.length });
    isEven &&= isMultiplying(modifier) || compare(made.amount, amount) === 0;
    ({ amount } = made);
    over = made.over ?? over;
    working.push(...made.working);
    unknown.push(...(made.unknown ?? []));
    stages.push(amount);
  }
  return { amount, stages, working, over, unknown, isEven };
}

function madeBy(modifier: Modifier, amount: Ratio, by: By & { readonly at: number }): Made {
  const { window } = by;
  if (isMultiplying(modifier)) {
    const unknown: string[] = [];
    const { plan } = window.version;
    const found = multiplied(modifier, { plan, reading: window.reading, unknown });
    return { ...timed(amount, found), unknown };
  }
  if (modifier.kind === 'threshold') {
    const found = overThreshold(modifier, window);
    return found ? timed(amount, found) : { amount, working: [], unknown: [modifier.of] };
  }
  if (modifier.kind === 'cap' && modifier.what === 'rate') {
    const most = window.number(modifier.at);
    return { amount, working: most ? [rateCap(most)] : [] };
  }
  if (modifier.kind === 'deal-cap') {
    const most = window.number(modifier.at);
    return most ? { amount, working: [dealCap(most)] } : { amount, working: [], unknown: [nameOf(modifier)] };
  }
  const found = limited(amount, modifier, by);
  if (!found) return { amount, working: [], unknown: [nameOf(modifier)] };
  const carries = modifier.kind === 'cap' && modifier.excess === 'carried';
  const working = [...(carries ? carriedOver(by.before.carried) : []), found.working];
  return { amount: found.amount, working, ...(carries ? { over: found.over } : {}) };
}

function nameOf({ at, kind }: Extract<Modifier, { kind: 'cap' | 'floor' | 'deal-cap' }>): string {
  return 'name' in at ? at.name : kind;
}

function timed(amount: Ratio, found: ModifierWorking): Made {
  return { amount: found.applied ? multiply(amount, found.times) : amount, working: [found] };
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
  { window, before, at }: By & { readonly at: number },
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
  const of = window === null ? '' : window === 'plan-to-date' ? ' for the whole time' : ` of the ${window}`;
  const earned = `${sayExact(amount)} would be earned, and the ${kind}${of} is ${sayExact(limit)}`;
  const isCarried = kind === 'cap' && modifier.excess === 'carried' && compare(amount, limit) > 0;
  return isCarried ? `${earned} (the rest is carried into the next window).` : `${earned}.`;
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
  const reaches = `${of} is ${say(value)}, which reaches the threshold of ${say(start)}`;
  const above = subtract(value, start);
  const only = above.n === 0n ? 'nothing lies above it' : `${say(above)} of it lies above and is paid`;
  const because = counts === 'from-first' ? `${reaches}.` : `${reaches}: ${only}.`;
  const part = value.n === 0n ? ONE : subtract(ONE, { n: start.n * value.d, d: start.d * value.n });
  const times = counts === 'from-first' ? ONE : part;
  return { what: 'threshold', times, applied: counts === 'from-threshold', because };
}
