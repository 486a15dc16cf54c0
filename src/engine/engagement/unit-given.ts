import type { Unit } from '../kernel/quantity.js';
import type { DecisionOutput } from '../rulebook/parts/decision.js';
import type { Operand } from '../rulebook/rulebook.js';
import type { SubjectFacts } from './ruling.js';

/** What a number that is given counts: as the constant says, or as the output is, amounts in the currency of the subject. */
export function unitGiven(
  operand: Operand,
  { is, unit }: DecisionOutput,
  { currency }: SubjectFacts,
): { readonly unit?: Unit } {
  if ('quantity' in operand) return { unit: operand.quantity.unit };
  if (is === 'money' && currency !== null) return { unit: { kind: 'money', currency } };
  if (is === 'percent') return { unit: { kind: 'percent' } };
  if (is === 'days') return { unit: { kind: 'duration', of: 'days' } };
  return is === 'count' && unit !== undefined ? { unit: { kind: 'count', of: unit } } : {};
}
