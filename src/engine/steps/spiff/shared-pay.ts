import type { Earned } from '../../model/result.js';
import type { PersonNumber } from '../../model/roster.js';
import type { Incentive } from '../../rulebook/rulebook.js';
import type { Earning } from '../earn/incentives.js';
import { Measuring } from '../measure/measuring.js';
import { budgeted } from './budget.js';
import { cappedTogether } from './caps.js';
import { contestPay } from './contest-pay.js';
import { firstPay } from './first-pay.js';
import { poolPay } from './pool-pay.js';
import type { SpiffProgram } from './spiff-program.js';
import type { Contestant, Sharing } from './sharing.js';

/** What everybody earns of a SPIFF that people share: each their own, then prizes, pools and places, then caps, then the budget. */
export function sharedPay(program: SpiffProgram, by: Earning): ReadonlyMap<PersonNumber, readonly Earned[]> {
  const people = program.books.credits.people().map((person): Contestant => {
    const measuring = new Measuring(program.stintOf(person));
    return { person, id: program.books.roster.idOf(person), measuring };
  });
  const sharing: Sharing = { program, people, horizon: by.horizon };
  const own = people.flatMap(({ person }) => program.own(person, by).map((earned) => ({ person, earned })));
  const shared = crossIncentives(program).flatMap((incentive) =>
    cappedTogether(payOf(incentive, sharing), incentive, sharing),
  );
  const paid = budgeted([...own, ...shared], program);
  const result = new Map<PersonNumber, Earned[]>();
  for (const { person, earned } of paid) {
    const known = result.get(person);
    if (known) known.push(earned);
    else result.set(person, [earned]);
  }
  return result;
}

function crossIncentives(program: SpiffProgram): readonly Incentive[] {
  const latest = new Map<string, Incentive>();
  for (const { incentives } of program.spiffs)
    for (const incentive of incentives)
      if (program.isCross(incentive.id)) latest.set(incentive.id, incentive);
  return [...latest.values()];
}

function payOf(incentive: Incentive, sharing: Sharing): ReturnType<typeof firstPay> {
  const { formula } = incentive;
  if (formula.kind === 'contest') return contestPay(incentive, formula, sharing);
  if (formula.kind === 'pool') return poolPay(incentive, formula, sharing);
  return formula.kind === 'first-n' ? firstPay(incentive, formula, sharing) : [];
}
