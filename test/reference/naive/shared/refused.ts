import type { Part, Program } from './program.js';
import { originalOf, rootOf } from './taken-back.js';

/** What was paid, refused and taken back so far, in the order in which it was. */
export interface Refusing {
  readonly program: Program;
  readonly asked: Part[];
  /** What the budget pays, and what it refused, before anything took that back. */
  readonly portions: Portion[];
  readonly takings: Taking[];
  /** What was taken back where there was nothing to take, and what made up for that. */
  readonly owed: { readonly of: Part; readonly cents: bigint }[];
}

interface Portion {
  readonly is: 'paid' | 'refused';
  readonly of: Part;
  readonly cents: bigint;
}

/** What a part took of a portion, how much of that is there again, and how much was settled otherwise. */
interface Taking {
  readonly by: Part;
  readonly of: Portion;
  readonly cents: bigint;
  again: bigint;
  otherwise: bigint;
}

/** What is paid, and how much of it through the budget. */
interface Outcome {
  readonly cents: bigint;
  readonly budget: bigint;
}

/** What a budget admits of some cents, after so many that it just admitted. */
type Admits = (cents: bigint, after: bigint) => bigint;

/**
 * What is paid of a part. What takes back what somebody earned by a booking takes first what they were refused of all that changes each other with it; then what they were paid of it; then what
 * they were refused of its window; then what they were paid there; the rest they owe. What comes again makes up for that, the last first; and it is refused what a return
 * that it takes back took of what was.
 */
export function paidOf(refusing: Refusing, part: Part, admits: Admits): Outcome {
  const alike = (cents: bigint): Outcome => ({ cents, budget: cents });
  if (part.booking === undefined) return alike(admits(part.cents, 0n));
  if (part.cents > 0n) return asking(refusing, part, admits);
  const everAsked = refusing.asked.some((each) => isOfOne(each, part) && isOneDeal(refusing, each, part));
  return everAsked ? takingBack(refusing, part) : alike(part.cents);
}

function takingBack(refusing: Refusing, part: Part): Outcome {
  const isOfDeal = (each: Portion): boolean => isOneDeal(refusing, each.of, part);
  const isInWindow = ({ of }: Portion): boolean => of.window.from === part.window.from;
  const refused = take(refusing, part, { cents: -part.cents, is: 'refused', from: isOfDeal });
  const paid = take(refusing, part, { cents: -part.cents - refused, is: 'paid', from: isOfDeal });
  const further = -part.cents - refused - paid;
  const ofRefused = take(refusing, part, { cents: further, is: 'refused', from: isInWindow });
  const ofPaid = take(refusing, part, { cents: further - ofRefused, is: 'paid', from: isInWindow });
  const owes = further - ofRefused - ofPaid;
  refusing.owed.push({ of: part, cents: owes });
  return { cents: -paid - ofPaid - owes, budget: -paid - ofPaid };
}

/** Takes so many cents of what somebody was paid or refused. */
function take(
  { portions, takings }: Refusing,
  by: Part,
  { cents, is, from }: { cents: bigint; is: Portion['is']; from: (of: Portion) => boolean },
): bigint {
  let got = 0n;
  for (const of of portions) {
    if (of.is !== is || !isOfOne(of.of, by) || !from(of)) continue;
    const gone = sum(takings.filter((each) => each.of === of).map((each) => each.cents - each.again));
    const some = least(of.cents - gone, cents - got);
    if (some <= 0n) continue;
    takings.push({ by, of, cents: some, again: 0n, otherwise: 0n });
    got += some;
  }
  return got;
}

function asking(refusing: Refusing, part: Part, admits: Admits): Outcome {
  const { program, asked, takings } = refusing;
  asked.push(part);
  const tally = { owed: 0n, budget: 0n, admits };
  let left = afterMakingUp(refusing, part, { cents: part.cents, tally });
  const original = originalOf(program, part.booking ?? '');
  for (const taking of takings) {
    const { by, of } = taking;
    const isOwn = of.is === 'refused' && isOneDeal(refusing, of.of, by);
    if (!isOfOne(by, part) || by.booking !== original || !isOwn) continue;
    const again = least(outstanding(taking), left);
    taking.again += again;
    left -= again;
  }
  admit(refusing, part, { cents: left, tally });
  return { cents: tally.owed + tally.budget, budget: tally.budget };
}

interface Tally {
  owed: bigint;
  budget: bigint;
  readonly admits: Admits;
}

/** What is left for a deal of some cents once they made up for what was taken back beyond it: what is owed first, then what others of the person's were paid, then what they were refused. */
function afterMakingUp(
  refusing: Refusing,
  part: Part,
  { cents, tally }: { cents: bigint; tally: Tally },
): bigint {
  const { owed, takings } = refusing;
  const isOfDeal = (of: Part): boolean => isOfOne(of, part) && isOneDeal(refusing, of, part);
  const owes = sum(owed.filter(({ of }) => isOfDeal(of)).map((each) => each.cents));
  const made = least(cents, owes);
  owed.push({ of: part, cents: -made });
  tally.owed += made;
  let left = cents - made;
  for (const is of ['paid', 'refused'] as const)
    for (const taking of takings.filter(({ by, of }) => of.is === is && isOfDeal(by) && !isOfDeal(of.of))) {
      const some = least(outstanding(taking), left);
      if (some <= 0n) continue;
      left -= some;
      taking.otherwise += some;
      const rest = afterMakingUp(refusing, taking.of.of, { cents: some, tally });
      if (is === 'paid') admit(refusing, taking.of.of, { cents: rest, tally });
      else {
        taking.otherwise -= rest;
        taking.again += rest;
      }
    }
  return left;
}

function outstanding({ cents, again, otherwise }: Taking): bigint {
  return cents - again - otherwise;
}

/** Asks the budget, and notes what it pays and what it refuses. */
function admit({ portions }: Refusing, of: Part, { cents, tally }: { cents: bigint; tally: Tally }): void {
  const some = tally.admits(cents, tally.budget);
  tally.budget += some;
  portions.push({ is: 'paid', of, cents: some }, { is: 'refused', of, cents: cents - some });
}

function isOneDeal({ program }: Refusing, a: Part, b: Part): boolean {
  return rootOf(program, a.booking ?? '') === rootOf(program, b.booking ?? '');
}

/** Whether two parts are of one person and incentive. */
function isOfOne(a: Part, b: Part): boolean {
  return a.person === b.person && a.incentive === b.incentive;
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function sum(cents: readonly bigint[]): bigint {
  return cents.reduce((all, each) => all + each, 0n);
}
