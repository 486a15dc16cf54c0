import { sayVerdict } from '../../../conditions/verdict/say-verdict.js';
import { whyNot } from '../../../conditions/verdict/why-not.js';
import { sayRate } from '../../../explain/say-numbers.js';
import { add, multiply, ONE, subtract, writeDecimal, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { ModifierWorking } from '../../../model/result.js';
import type { Condition, Modifier, Plan } from '../../../rulebook/rulebook.js';
import type { WindowReading } from './reading.js';

/** What the modifiers of an incentive make of its pay: one number to multiply with, and how each of them came out. */
export interface Modified {
  readonly times: Ratio;
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
  const working = modifiers.flatMap((modifier) => {
    if (isMultiplying(modifier)) return multiplied(modifier, { plan, reading, unknown });
    const most =
      modifier.kind === 'cap' && modifier.what === 'rate' ? reading.number(modifier.at) : undefined;
    return most ? rateCap(most) : [];
  });
  const times = working.reduce((all, each) => (each.applied ? multiply(all, each.times) : all), ONE);
  return { times, working, unknown };
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

function sayPart({ times, applied, because }: ModifierWorking): string {
  return `${writeDecimal(times, 6)}x ${applied ? 'applies' : 'does not apply'}: ${because}`;
}

function one({ times: by, when }: Extract<Modifier, { kind: 'multiplier' }>, at: Judging): ModifierWorking {
  const { holds, because } = judged(when, at);
  const times = at.reading.number(by);
  if (!times) at.unknown.push('name' in by ? by.name : 'multiplier');
  return { what: 'multiplier', times: times ?? ONE, applied: times !== undefined && holds, because };
}

function judged(when: Condition | null, { plan, reading }: Judging): { holds: boolean; because: string } {
  if (!when) return { holds: true, because: 'It always applies.' };
  const named = new Map((plan?.conditions ?? []).map((each) => [each.id, each.when]));
  const verdict = whyNot(when, { read: (name) => reading.read(name), named });
  return { holds: verdict.holds, because: sayVerdict(verdict, reading.how).join('\n') };
}
