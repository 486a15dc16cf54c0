import { errorAt, pathTo, type Finding } from '../../../../engine/rulebook/finding.js';
import { readConstant } from '../../../../engine/kernel/quantity.js';
import { invariant } from '../../../../engine/kernel/invariant.js';
import type { Condition, Modifier, PlanModifier, WindowName } from '../../../../engine/rulebook/rulebook.js';
import type {
  CapInput,
  ModifierInput,
  MultiplierInput,
  PlanModifierInput,
} from '../plan-kinds/modifiers.input.js';
import { conditionOf, operandOf } from '../read/operand.js';

/** Reads what changes an incentive's pay; its key says which it is. */
export function readModifier(input: ModifierInput, path: string, findings: Finding[]): Modifier {
  const { multiplier, multipliers, gate, threshold, cap, floor } = input;
  if (multiplier) return { kind: 'multiplier', ...factorOf(multiplier) };
  if (multipliers) return { kind: 'multipliers', add: multipliers.add.map(factorOf) };
  if (gate) return { kind: 'gate', when: needed(conditionOf(gate.when)) };
  if (threshold)
    return {
      kind: 'threshold',
      of: threshold.of,
      from: operandOf(threshold.from),
      counts: threshold.counts as 'from-first' | 'from-threshold',
    };
  if (cap) return readCap(cap, pathTo(path, 'cap'), findings);
  invariant(floor !== undefined, 'a modifier passed its shape without its key');
  return { kind: 'floor', at: operandOf(floor.at), window: (floor.window ?? null) as WindowName | null };
}

function factorOf({
  times,
  when,
}: MultiplierInput): Pick<Extract<Modifier, { kind: 'multiplier' }>, 'times' | 'when'> {
  return { times: operandOf(times), when: conditionOf(when) };
}

function readCap({ what, at, window, excess }: CapInput, path: string, findings: Finding[]): Modifier {
  if (what !== 'rate' && excess === undefined)
    findings.push(
      errorAt(path, {
        code: 'UNDECLARED',
        message: EXCESS_MISSING,
        remedy: what === 'deal' ? 'Write `excess: lost`.' : 'Write `excess: lost` or `excess: carried`.',
      }),
    );
  const others = what === 'rate' ? { window, excess } : what === 'deal' ? { window } : {};
  const odd = Object.entries(others).filter(([, value]) => value !== undefined);
  for (const [key] of odd)
    findings.push(
      errorAt(pathTo(path, key), {
        code: 'NOT_NEEDED',
        message: `\`${key}\` belongs to a cap on what is earned.`,
        remedy: 'Take it away, or write `what: earning`.',
      }),
    );
  if (what === 'deal') {
    if (excess === 'carried') findings.push(errorAt(pathTo(path, 'excess'), LOST));
    return { kind: 'deal-cap', at: operandOf(at) };
  }
  return {
    kind: 'cap',
    what: what as 'earning' | 'rate',
    at: operandOf(at),
    window: (window ?? null) as WindowName | null,
    excess: (excess ?? 'lost') as 'lost' | 'carried',
  };
}

const EXCESS_MISSING =
  '`excess` is missing: 12,000 with a cap of 10,000 loses 2,000, or earns them in the next window. Say which.';
const LOST = {
  code: 'NOT_SUPPORTED',
  message: 'A booking has no next window: what it earns over the cap is lost.',
  remedy: 'Write `excess: lost`.',
} as const;

/** Reads what changes the sum of a plan's incentives. */
export function readPlanModifier({ guarantee, cap }: PlanModifierInput): PlanModifier {
  if (cap) return { kind: 'cap', at: operandOf(cap.at), window: cap.window as WindowName, excess: 'lost' };
  invariant(guarantee !== undefined, 'a modifier of a plan passed its shape without its key');
  return {
    kind: 'guarantee',
    at: operandOf(guarantee.at),
    window: guarantee.window as WindowName,
    since: guarantee.since ?? null,
    months: guarantee.lasts === undefined ? null : monthsOf(guarantee.lasts),
    when: conditionOf(guarantee.when),
  };
}

function monthsOf(text: string): number {
  const read = readConstant(text);
  invariant('quantity' in read, `the months ${text} passed their form and cannot be read`);
  return Number(read.quantity.value.n / read.quantity.value.d);
}

function needed(condition: Condition | null): Condition {
  invariant(condition !== null, 'a gate passed its shape without a condition');
  return condition;
}
