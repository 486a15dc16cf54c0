import { isSameUnit, type NameType } from '../../../conditions/types/name-types.js';
import { sayKind, type ValueKind } from '../../../values/type-of-value.js';
import { errorAt, warningAt, type Fault, type Finding } from '../../finding.js';
import type { Measure, Operand } from '../../rulebook.js';
import { measureType } from '../../reads/measure-type.js';
import type { InPlan } from '../plan/in-plan.js';
import { kindOf } from './kind-of.js';
import { aboveWhole } from './rate-above-whole.js';

/** What is paid on, and whether an amount may be paid instead of a rate. */
export interface PaidOn {
  readonly base: Measure | undefined;
  readonly amounts?: boolean;
}

/**
 * Judges what is paid: on money a percent of it, on a count an amount for each, and where starts are reached an amount of money. From a constant, an
 * attribute, a fact of the line, a value or a table.
 */
export function checkPays(operand: Operand, at: PaidOn & { readonly path: string }, by: InPlan): Finding[] {
  const { path } = at;
  if ('name' in operand && /^(?:measure|quota|attainment)\./.test(operand.name))
    return [errorAt(path, isMeasure(operand.name), operand.name)];
  const { kind, findings } = kindOf(operand, path, by);
  if (!kind) return findings.length > 0 ? findings : [errorAt(path, notPaid('This is no number.', by, at))];
  if ('quantity' in operand && ['plain', 'times'].includes(operand.quantity.unit.kind))
    return [errorAt(path, notPaid('This is no rate.', by, at))];
  return kind.is === 'percent' ? checkRate(operand, at, by) : checkAmount(kind, at, by);
}

/** A percent is paid on money only. */
function checkRate(operand: Operand, at: PaidOn & { readonly path: string }, by: InPlan): Finding[] {
  if (paidOnType(at, by).is !== 'money')
    return [errorAt(at.path, notPaid('A percent of a count is no money.', by, at))];
  return aboveWhole(operand, by.values) ? [warningAt(at.path, ABOVE_WHOLE)] : [];
}

function checkAmount(kind: ValueKind, at: PaidOn & { readonly path: string }, by: InPlan): Finding[] {
  const each = kind.is === 'money-per' && isForEach(kind, paidOnType(at, by), by);
  const amount = kind.is === 'money' && at.amounts === true && isOurs(kind, by);
  return each || amount ? [] : [errorAt(at.path, notPaid(`Here is ${sayKind(kind)}.`, by, at))];
}

function paidOnType({ base }: PaidOn, { plan }: InPlan): NameType {
  return base ? measureType(base, plan) : { is: 'money' };
}

function isForEach(kind: ValueKind, on: { is: string; unit?: string }, by: InPlan): boolean {
  return on.is === 'count' && isOurs(kind, by) && isSameUnit(kind.unit ?? '', on.unit ?? 'unit');
}

function isOurs({ currency }: ValueKind, { plan }: InPlan): boolean {
  return currency === undefined || currency === plan.currency;
}

function isMeasure(name: string): Fault {
  return {
    code: 'WRONG_SCOPE',
    message: `${name} is what is paid on or reached, not a rate.`,
    remedy: 'Write a rate such as 8%, an attribute or a table.',
  };
}

function notPaid(message: string, { plan }: InPlan, { base, amounts }: PaidOn): Fault {
  const on: NameType = base ? measureType(base, plan) : { is: 'money' };
  const each = 'unit' in on && on.unit !== undefined ? on.unit : 'unit';
  const rate =
    on.is === 'count'
      ? `250 ${plan.currency} per ${each}`
      : on.is === 'money'
        ? '8%, attribute.base-rate or table.rates.rate'
        : '';
  const amount = amounts ? `"500 ${plan.currency}"` : '';
  const remedy = `Write ${[rate, amount].filter((part) => part !== '').join(', or ')}.`;
  return { code: 'UNIT_MISMATCH', message, remedy };
}

const ABOVE_WHOLE: Fault = {
  code: 'RATE_ABOVE_WHOLE',
  message: 'This rate pays more than the whole of what it is paid on.',
  remedy: 'Is a decimal point missing? 8% is eight cents of each dollar.',
};
