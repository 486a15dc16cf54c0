import { sayVerdict } from '../../../conditions/verdict/say-verdict.js';
import { whyNot } from '../../../conditions/verdict/why-not.js';
import { multiply, ONE, type Ratio } from '../../../kernel/ratio.js';
import type { ModifierWorking } from '../../../model/result.js';
import type { Modifier, Plan } from '../../../rulebook/rulebook.js';
import type { WindowReading } from './reading.js';

/** What the modifiers of an incentive make of its pay: one number to multiply with, and how each of them came out. */
export interface Modified {
  readonly times: Ratio;
  readonly working: readonly ModifierWorking[];
  /** Modifiers whose number is not known; they leave the pay as it is. */
  readonly unknown: readonly string[];
}

/** Judges each modifier on the window as it stands, and stacks those that apply, from top to bottom. */
export function modified(
  modifiers: readonly Modifier[],
  plan: Plan | undefined,
  reading: WindowReading,
): Modified {
  const named = new Map((plan?.conditions ?? []).map(({ id, when }) => [id, when]));
  const unknown: string[] = [];
  const working = modifiers.map((modifier): ModifierWorking => {
    const verdict = modifier.when && whyNot(modifier.when, { read: (name) => reading.read(name), named });
    const times = reading.number(modifier.times);
    if (!times) unknown.push('name' in modifier.times ? modifier.times.name : modifier.kind);
    const because = verdict ? sayVerdict(verdict, reading.how).join('\n') : 'It always applies.';
    return {
      what: modifier.kind,
      times: times ?? ONE,
      applied: times !== undefined && (verdict?.holds ?? true),
      because,
    };
  });
  const times = working.reduce((all, each) => (each.applied ? multiply(all, each.times) : all), ONE);
  return { times, working, unknown };
}
