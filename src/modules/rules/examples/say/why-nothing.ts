import type { KnownCalculation } from '../outcome/known-calculation.js';

/** Why a person has nothing, or less than expected: credits that nothing counts, lines nobody got, what the engine could not find. */
export function whyNothing(calculation: KnownCalculation, person: string): readonly string[] {
  const { earnings, exceptions, troubles, lines } = calculation;
  const reasons = [
    ...earnings.flatMap(({ earning: { participant, incentive, period, reason } }) =>
      participant === person && incentive === '' && reason !== null ? [`${period.name}: ${reason}`] : [],
    ),
    ...exceptions.map(({ line, reason }) => `${lines[line]?.booking ?? ''}: ${reason}`),
    ...troubles.flatMap((trouble) =>
      trouble.participant === person ? [`${trouble.period}: ${trouble.message}`] : [],
    ),
  ];
  return [...new Set(reasons)];
}
