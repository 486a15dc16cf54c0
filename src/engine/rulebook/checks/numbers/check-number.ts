import { reachOf } from '../values/reach.js';
import { isAlike, sayKind, type ValueKind } from '../../../values/type-of-value.js';
import { errorAt, type Fault, type Finding } from '../../finding.js';
import type { Operand } from '../../rulebook.js';
import type { InPlan } from '../plan/in-plan.js';
import { kindOf } from './kind-of.js';

/** What a number must be, and how an example of it is written. */
export interface NumberWanted {
  readonly kind: ValueKind;
  readonly example: string;
}

/** Money in the plan's currency. */
export function money({ plan }: InPlan): NumberWanted {
  return { kind: { is: 'money', currency: plan.currency }, example: `"10,000 ${plan.currency}"` };
}

/** A part of something. */
export const SHARE: NumberWanted = { kind: { is: 'percent' }, example: '50%' };

/** Judges a number that a window is paid by: of the wanted kind, and one for the whole window. */
export function checkNumber(
  operand: Operand,
  at: NumberWanted & { readonly path: string },
  by: InPlan,
): Finding[] {
  const { path } = at;
  const { kind, findings } = kindOf(operand, path, by);
  if (!kind) return findings;
  if ('quantity' in operand && operand.quantity.unit.kind === 'plain') return [errorAt(path, noUnit(at))];
  if (!isAlike(kind, at.kind)) return [errorAt(path, otherKind(operand, kind, at))];
  return 'name' in operand && isOfBooking(operand.name, by) ? [errorAt(path, notOfWindow(operand.name))] : [];
}

function isOfBooking(name: string, { values }: InPlan): boolean {
  return /booking|both/.test(reachOf(name, values));
}

function otherKind(operand: Operand, kind: ValueKind, { kind: wanted, example }: NumberWanted): Fault {
  const said = 'name' in operand ? operand.name : 'This';
  return {
    code: 'UNIT_MISMATCH',
    message: `${said} is ${sayKind(kind)}, and here must be ${sayKind(wanted)}.`,
    remedy: `Write it like ${example}.`,
  };
}

function noUnit({ example }: NumberWanted): Fault {
  return { code: 'BARE_NUMBER', message: 'The number has no unit.', remedy: `Write it like ${example}.` };
}

function notOfWindow(name: string): Fault {
  return {
    code: 'WRONG_SCOPE',
    message: `${name} may differ from booking to booking, and this is one number for a whole window.`,
    remedy: 'Write a constant, an attribute, or a value of attributes and measures.',
  };
}
