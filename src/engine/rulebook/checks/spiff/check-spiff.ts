import { namesIn } from '../../../conditions/fact-places.js';
import { checkCondition } from '../../../conditions/type-check.js';
import { liabilityOf, sayLiability } from '../../liability/liability.js';
import { isCross } from '../../reads/shared-spiffs.js';
import { errorAt, warningAt, type Fault, type Finding } from '../../finding.js';
import type { Plan, Rulebook, Spiff } from '../../rulebook.js';
import { Currencies } from '../../../values/currencies.js';
import { foreignAmounts } from '../units/check-currencies.js';
import { checkNumber, money } from '../numbers/check-number.js';
import { checkPlan } from '../plan/check-plan.js';
import { checkSettling } from './check-settling.js';
import { inPlan } from '../plan/in-plan.js';

/** Judges a SPIFF as a plan of its own: who takes part, what it may cost, and ids that no plan or other SPIFF pays under. */
export function checkSpiff(spiff: Spiff, rulebook: Rulebook): Finding[] {
  const by = inPlan(spiff, rulebook);
  const ofPeople = { ...by.windows, elsewhere: by.windows.elsewhere ?? new Map<string, string>() };
  const { who, budget } = spiff;
  return [
    ...checkPlan(spiff, rulebook),
    ...(who
      ? [
          ...checkCondition(who, 'who', ofPeople),
          ...foreignAmounts(namesIn(who), 'who', { plan: spiff, currencies: new Currencies(by.values) }),
        ]
      : []),
    ...(budget ? checkNumber(budget.amount, { path: 'budget.amount', ...money(by) }, by) : []),
    ...(budget && !('quantity' in budget.amount) ? [errorAt('budget.amount', ONE_BUDGET)] : []),
    ...takenIds(spiff, rulebook),
    ...limits(spiff),
    ...checkSettling(spiff),
    ...unbounded(spiff, rulebook),
  ];
}

/** What a SPIFF may cost is known before it is announced. */
function unbounded(spiff: Spiff, { facts }: Rulebook): Finding[] {
  const liability = liabilityOf(spiff, facts);
  if (liability.most) return [];
  const message = sayLiability(spiff, liability);
  const remedy = `Write a budget, such as \`budget: { amount: "10,000 ${spiff.currency}", … }\`, or what bounds each of them.`;
  return [warningAt('spiff', { code: 'UNBOUNDED_LIABILITY', message, remedy }, spiff.id)];
}

/** What people share can be capped, and nothing else: a gate or multiplier is said in the condition or the prize. */
function limits({ incentives }: Spiff): Finding[] {
  return incentives.flatMap((incentive, index) =>
    isCross(incentive)
      ? incentive.modify.flatMap((modifier, at) =>
          modifier.kind === 'cap' && modifier.what === 'earning' && modifier.excess === 'lost'
            ? []
            : [errorAt(`incentives.${index}.modify.${at}`, ONLY_CAPS)],
        )
      : [],
  );
}

/** The ledger knows an incentive by its id, whatever pays it. */
function takenIds({ id, incentives }: Spiff, { plans, spiffs = [] }: Rulebook): Finding[] {
  const others = [...plans, ...spiffs.filter((other) => other.id !== id)];
  const taken = new Map(
    others.flatMap((other) => other.incentives.map((each) => [each.id, other.id] as const)),
  );
  return incentives.flatMap((incentive, index) => {
    const by = taken.get(incentive.id);
    return by === undefined
      ? []
      : [errorAt(`incentives.${index}.id`, takenBy(incentive.id, by), incentive.id)];
  });
}

/** A contest, a pool and places for the first are paid to several together, which a plan does not. */
export function sharedInPlan({ incentives }: Plan): Finding[] {
  return incentives.flatMap((incentive, index) =>
    isCross(incentive) ? [errorAt(`incentives.${index}.${incentive.formula.kind}`, IN_PLAN)] : [],
  );
}

function takenBy(id: string, by: string): Fault {
  return {
    code: 'DUPLICATE_ID',
    message: `${by} has an incentive ${id} already, and the ledger knows an incentive by its id.`,
    remedy: `Write another id, such as ${id}-spiff.`,
  };
}

const ONE_BUDGET: Fault = {
  code: 'WRONG_SCOPE',
  message: 'A budget is one amount for all.',
  remedy: 'Write it, such as "10,000 USD".',
};
const ONLY_CAPS: Fault = {
  code: 'NOT_SUPPORTED',
  message: 'What people share takes a cap on the earning with `excess: lost`, and no other modifier.',
  remedy: 'Say it in `who`, `among` or `minimum`.',
};
const IN_PLAN: Fault = {
  code: 'NOT_SUPPORTED',
  message: 'This is paid to several people together, which a SPIFF does and a plan does not.',
  remedy: 'Write it into a SPIFF document.',
};
