import type { Earned } from '../../model/result.js';
import type { PersonNumber } from '../../model/roster.js';
import type { Earning } from '../earn/incentives.js';
import { Measuring } from '../measure/measuring.js';
import { budgeted } from './limits/budget.js';
import { cappedTogether } from './limits/caps.js';
import { contestPay } from './pays/contest-pay.js';
import { firstPay } from './pays/first-pay.js';
import { joined } from './joined.js';
import { poolPay } from './pays/pool-pay.js';
import { sharedWindows } from './pays/shared-windows.js';
import type { Contestant, Paid, SharedProgram, Sharing } from './sharing.js';

/** What everybody earns of a SPIFF that people share: each their own, then prizes, pools and places, then caps, then the budget. */
export function sharedPay(program: SharedProgram, by: Earning): ReadonlyMap<PersonNumber, readonly Earned[]> {
  const people = program.books.credits.people().map((person): Contestant => {
    const measuring = new Measuring(program.stintOf(person));
    return { person, id: program.books.roster.idOf(person), measuring };
  });
  const sharing: Sharing = { program, people, horizon: by.horizon };
  const own = people.flatMap(({ person }): Paid[] =>
    program.own(person, by).map((earned) => ({ person, earned, under: null })),
  );
  const shared = program.crossIds.flatMap((id) => cappedTogether(payOf(id, sharing), sharing));
  const paid = budgeted([...own, ...shared], program);
  const result = new Map<PersonNumber, Earned[]>();
  for (const { person, earned } of [...paid.filter(isOwn), ...joined(paid.filter((each) => !isOwn(each)))]) {
    const known = result.get(person);
    if (known) known.push(earned);
    else result.set(person, [earned]);
  }
  return result;
}

function isOwn({ under }: Paid): boolean {
  return under === null;
}

/** By the terms of each window's last day; places for the first by those of each booking's date. */
function payOf(id: string, sharing: Sharing): readonly Paid[] {
  const ofWindows = [...sharedWindows(sharing, id)].flatMap((at) => {
    const { formula } = at.incentive;
    if (formula.kind === 'contest') return contestPay(at, formula, sharing);
    return formula.kind === 'pool' ? poolPay(at, formula, sharing) : [];
  });
  return [...ofWindows, ...firstPay(id, sharing)];
}
