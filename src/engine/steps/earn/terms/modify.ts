import { sayVerdict } from '../../../conditions/verdict/say-verdict.js';
import { whyNot } from '../../../conditions/verdict/why-not.js';
import { DEAL_CAP } from '../../../explain/say-modifiers.js';
import { sayExact, sayRate } from '../../../explain/say-numbers.js';
import {
  add,
  compare,
  divide,
  multiply,
  ONE,
  subtract,
  writeDecimal,
  ZERO,
  type Ratio,
} from '../../../kernel/ratio.js';
import type { ModifierWorking } from '../../../model/result.js';
import type { Condition, Modifier, Plan } from '../../../rulebook/rulebook.js';
import type { WindowReading } from './reading.js';

/** What the modifiers of an incentive make of its pay: one number to multiply with, and how each of them came out. */
export interface Modified {
  readonly times: Ratio;
  /** The most that one booking earns after the multipliers of the pass; null where deals are not capped. */
  readonly most: Ratio | null;
  readonly working: readonly ModifierWorking[];
  /** Modifiers whose number is not known; they leave the pay as it is. */
  readonly unknown: readonly string[];
}

/** Modifiers that multiply: gates by nothing where they are shut, several added up before they are used. Those that limit are applied elsewhere. */
export type Multiplying = Extract<Modifier, { kind: 'multiplier' | 'multipliers' | 'gate' }>;

/** Judges each modifier on the window as it stands, and stacks those that apply, from top to bottom. */
export function modified(
  modifiers: readonly Modifier[],
  plan: Plan | undefined,
  reading: WindowReading,
): Modified {
  const unknown: string[] = [];
  let most: Ratio | null = null;
  const working = modifiers.flatMap((modifier) => {
    if (isMultiplying(modifier)) {
      const found = multiplied(modifier, { plan, reading, unknown });
      if (found.applied) most = most && multiply(most, found.times);
      return found;
    }
    if (modifier.kind === 'deal-cap') {
      const at = reading.number(modifier.at);
      if (!at) unknown.push('name' in modifier.at ? modifier.at.name : 'the cap on deals');
      most = least(most, at);
      return at ? dealCap(at) : [];
    }
    const rate =
      modifier.kind === 'cap' && modifier.what === 'rate' ? reading.number(modifier.at) : undefined;
    return rate ? rateCap(rate) : [];
  });
  const times = working.reduce((all, each) => (each.applied ? multiply(all, each.times) : all), ONE);
  return { times, most, working, unknown };
}

/** The cap on deals where multipliers are left to who asks: they are put on what a deal has earned by then, so that it is what they leave of it. */
export function capBeforeMultipliers({ most, times }: Modified): Ratio | null {
  if (most === null || times.n <= 0n) return null;
  return divide(most, times);
}

function least(a: Ratio | null, b: Ratio | undefined): Ratio | null {
  if (!a || !b) return a ?? b ?? null;
  return compare(a, b) < 0 ? a : b;
}

/** Whether a modifier multiplies. */
export function isMultiplying(modifier: Modifier): modifier is Multiplying {
  return modifier.kind === 'multiplier' || modifier.kind === 'multipliers' || modifier.kind === 'gate';
}

/** A cap on the rate works where the rate is found; here it says so. */
export function rateCap(most: Ratio): ModifierWorking {
  return {
    what: 'cap on the rate',
    times: ONE,
    applied: false,
    because: `No rate is above ${sayRate(most)}.`,
  };
}

/** A cap on deals works while credits are paid; here it says so. */
export function dealCap(most: Ratio): ModifierWorking {
  return {
    what: DEAL_CAP,
    times: ONE,
    applied: false,
    because: `a booking earns ${sayExact(most)} at most.`,
  };
}

/** What a cap on deals took off, beside what it says. */
export function withCut(working: readonly ModifierWorking[], cut: Ratio): readonly ModifierWorking[] {
  if (cut.n === 0n) return working;
  const change = { n: -cut.n, d: cut.d };
  return working.map((each) => (each.what === DEAL_CAP ? { ...each, applied: true, change } : each));
}

interface Judging {
  readonly plan: Plan | undefined;
  readonly reading: WindowReading;
  /** Names of numbers that are not known. */
  readonly unknown: string[];
}

/** What a modifier multiplies by, and why. Multipliers that are added add what they have above one: 1.5x and 1.25x make 1.75x. */
export function multiplied(modifier: Multiplying, by: Judging): ModifierWorking {
  if (modifier.kind === 'gate') {
    const { holds, because } = judged(modifier.when, by);
    return { what: 'gate', times: ZERO, applied: !holds, because };
  }
  if (modifier.kind === 'multiplier') return one(modifier, by);
  const each = modifier.add.map((part) => one({ kind: 'multiplier', ...part }, by));
  const applied = each.filter((part) => part.applied);
  const times = applied.reduce((sum, part) => add(sum, subtract(part.times, ONE)), ONE);
  const because = each.map(sayPart).join('\n');
  return { what: 'multipliers added', times, applied: applied.length > 0, because };
}

const ALWAYS = 'It always applies.';

function sayPart({ times, applied, because }: ModifierWorking): string {
  if (because === ALWAYS) return `${writeDecimal(times, 6)}x always applies.`;
  return `${writeDecimal(times, 6)}x ${applied ? 'applies' : 'does not apply'}: ${because}`;
}

function one({ times: by, when }: Extract<Modifier, { kind: 'multiplier' }>, at: Judging): ModifierWorking {
  const { holds, because } = judged(when, at);
  const times = at.reading.number(by);
  if (!times) at.unknown.push('name' in by ? by.name : 'multiplier');
  return { what: 'multiplier', times: times ?? ONE, applied: times !== undefined && holds, because };
}

function judged(when: Condition | null, { plan, reading }: Judging): { holds: boolean; because: string } {
  if (!when) return { holds: true, because: ALWAYS };
  const named = new Map((plan?.conditions ?? []).map((each) => [each.id, each.when]));
  const verdict = whyNot(when, { read: (name) => reading.read(name), named });
  return { holds: verdict.holds, because: sayVerdict(verdict, reading.how).join('\n') };
}
