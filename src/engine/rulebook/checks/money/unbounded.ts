import { multiply, ratio } from '../../../kernel/ratio.js';
import { warningAt, type Finding } from '../../finding.js';
import { measureType } from '../../reads/measure-type.js';
import type { Incentive, IncentiveFormula, Spiff } from '../../rulebook.js';
import { measureOf, type InPlan } from '../plan/in-plan.js';
import { sayOn, sayPay } from './money-words.js';
import { plainPays } from './plain-rate.js';

/** A SPIFF that may cost any amount: it has no budget, and pays a rate or an amount for each without a cap. */
export function unbounded({ incentives, budget }: Spiff, by: InPlan): Finding[] {
  if (budget) return [];
  return incentives.flatMap((incentive, index) => {
    const { formula, id } = incentive;
    if (isCapped(incentive) || !growsOnAndOn(formula)) return [];
    const message = `Nothing limits what ${id} costs${example(formula, by)}.`;
    const remedy = 'Write a `budget`, or a `cap` on what one person earns.';
    return [warningAt(`incentives.${index}.id`, { code: 'UNBOUNDED', message, remedy })];
  });
}

function isCapped({ modify }: Incentive): boolean {
  return modify.some((modifier) => modifier.kind === 'cap' && modifier.what === 'earning');
}

function growsOnAndOn(formula: IncentiveFormula): boolean {
  if (formula.kind === 'curve') return typeof formula.after === 'object' || formula.after === 'continue';
  return formula.kind === 'flat' || formula.kind === 'override' || formula.kind === 'tiers';
}

/** `: 1,000,000 USD cost 20,000.00 USD, and ten times as much 200,000.00 USD`. */
function example(formula: IncentiveFormula, by: InPlan): string {
  if (formula.kind !== 'flat' && formula.kind !== 'override') return '';
  const measure = measureOf(formula.base, by.plan);
  const plain = plainPays([formula.pays], by);
  const rate = plain?.pays[0]?.rate;
  if (!measure || !plain || !rate || plain.given !== '') return '';
  const type = measureType(measure, by.plan);
  const much = type.is === 'money' ? ratio(1_000_000n) : ratio(100n);
  const cost = multiply(much, rate);
  const { currency } = by.plan;
  return `: ${sayOn(much, type)} cost ${sayPay(cost, currency)}, and ten times as much ${sayPay(multiply(cost, ratio(10n)), currency)}`;
}
