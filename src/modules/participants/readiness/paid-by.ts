import { whyNot } from '../../../engine/conditions/verdict/why-not.js';
import { isWithin } from '../../../engine/kernel/day.js';
import type { Assignment, FactValue, Participant } from '../../../engine/model/facts.js';
import type { Plan, Spiff } from '../../../engine/rulebook/rulebook.js';
import type { ReadinessQuestion } from './readiness-line.js';

/** A version that pays somebody on a day, and how a sentence names it. */
export interface PaidBy {
  readonly plan: Plan;
  readonly called: string;
}

/** By what somebody on a plan is paid on a day: the plan, and the SPIFFs in which they take part. */
export function paidBy(
  person: Participant,
  seat: Assignment,
  { on, plans, spiffs = [] }: ReadinessQuestion,
): readonly PaidBy[] {
  const own = plans.filter((plan) => plan.id === seat.plan && isWithin(on, plan.effective));
  const others = spiffs.filter((spiff) => isWithin(on, spiff.effective) && takesPart(spiff, person, seat));
  return [
    ...own.map((plan) => ({ plan, called: `the plan ${plan.id}` })),
    ...others.map((plan) => ({ plan, called: `the SPIFF ${plan.id}` })),
  ];
}

function takesPart({ who, conditions }: Spiff, person: Participant, seat: Assignment): boolean {
  if (!who) return true;
  const named = new Map(conditions.map(({ id, when }) => [id, when]));
  const read = (name: string): FactValue =>
    name === 'participant.id' ? person.id : (seat.attributes.get(name) ?? person.facts.get(name));
  return whyNot(who, { read, named }).holds;
}
