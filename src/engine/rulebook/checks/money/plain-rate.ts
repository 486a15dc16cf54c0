import { multiply, ONE, ratio, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { Operand, Pays } from '../../rulebook.js';
import type { InPlan } from '../plan/in-plan.js';
import { kindOf } from '../numbers/kind-of.js';

/** What one start pays in plain numbers: an amount, or a rate on what is paid on. */
export interface PlainPay {
  readonly amount: Ratio;
  readonly rate: Ratio;
}

/** Starts in plain numbers, and what was taken for the one name that they read. */
export interface PlainPays {
  readonly pays: readonly PlainPay[];
  /** `with attribute.base-rate at 10%`; empty where everything is written. */
  readonly given: string;
}

const EXAMPLES = {
  percent: { value: ratio(1n, 10n), says: '10%' },
  'money-per': { value: ratio(100n), says: '100' },
  money: { value: ratio(1_000n), says: '1,000' },
} as const;

/** Numbers for what several starts pay; nothing where they read different names, which may be anything to each other. */
export function plainPays(pays: readonly Pays[], by: InPlan): PlainPays | undefined {
  const names = new Set(pays.flatMap(({ what }) => ('name' in what ? [what.name] : [])));
  const [name] = names;
  if (names.size > 1) return undefined;
  const found = pays.map((each) => plainPay(each, by));
  if (!found.every((each) => each !== undefined)) return undefined;
  if (name === undefined) return { pays: found, given: '' };
  const beside = pays.some(({ what }, at) => !('name' in what) && !isNothing(found[at]));
  const kind = kindOf({ name }, '', by).kind?.is;
  if (beside || !kind || !(kind in EXAMPLES)) return undefined;
  return { pays: found, given: `with ${name} at ${EXAMPLES[kind as keyof typeof EXAMPLES].says}, ` };
}

function isNothing(pay: PlainPay | undefined): boolean {
  return pay?.amount.n === 0n && pay.rate.n === 0n;
}

function plainPay({ what, times }: Pays, by: InPlan): PlainPay | undefined {
  const factor = times === null ? ONE : constantOf(times);
  const kind = kindOf(what, '', by).kind?.is;
  const example = kind && kind in EXAMPLES ? EXAMPLES[kind as keyof typeof EXAMPLES].value : undefined;
  const value = 'name' in what ? example : constantOf(what);
  if (!factor || !value) return undefined;
  const number = multiply(value, factor);
  return kind === 'money' ? { amount: number, rate: ZERO } : { amount: ZERO, rate: number };
}

/** The number of a constant; nothing for a name. */
export function constantOf(operand: Operand): Ratio | undefined {
  return 'quantity' in operand ? operand.quantity.value : undefined;
}
