import type { Plan } from '../../../../../src/engine/rulebook/rulebook.js';
import { runOf, type Part, type Program } from '../program.js';
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

export interface Portion {
  readonly is: 'paid' | 'refused';
  readonly of: Part;
  /** By the budget of which version. */
  readonly by: Plan | undefined;
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

/** What is paid, and by the budget of which version; nothing of a budget moves where it is owed, or makes up for that. */
export interface Share {
  readonly by: Plan | undefined;
  readonly cents: bigint;
}

/** Asks the budget of a version for some cents, or gives some back where they are less than nothing: what it pays. */
export type Ask = (by: Plan | undefined, cents: bigint) => bigint;

/**
 * What is paid of a part. What takes back what somebody earned by a booking takes first what they were refused of all that changes each other with it; then what they were paid of it; then what
 * they were refused of its window; then what they were paid there; the rest they owe. What comes again makes up for that, the last first; and it is refused what a return
 * that it takes back took of what was. Whatever a budget had paid, before a pause or after it, comes back to that budget, and is asked of it again by what takes back the return.
 */
export function paidOf(refusing: Refusing, part: Part, ask: Ask): readonly Share[] {
  const alone = (): readonly Share[] => [{ by: part.version, cents: ask(part.version, part.cents) }];
  if (part.booking === undefined) return alone();
  if (part.cents > 0n) return asking(refusing, part, ask);
  const everAsked = refusing.asked.some((each) => isOfOne(each, part) && isOneDeal(refusing, each, part));
  return everAsked ? takingBack(refusing, part, ask) : alone();
}

function takingBack(refusing: Refusing, part: Part, ask: Ask): readonly Share[] {
  const isOfDeal = (each: Portion): boolean => isOneDeal(refusing, each.of, part);
  const isInWindow = ({ of }: Portion): boolean => of.window.from === part.window.from;
  const before = refusing.takings.length;
  const refused = take(refusing, part, { cents: -part.cents, is: 'refused', from: isOfDeal });
  const paid = take(refusing, part, { cents: -part.cents - refused, is: 'paid', from: isOfDeal });
  const further = -part.cents - refused - paid;
  const ofRefused = take(refusing, part, { cents: further, is: 'refused', from: isInWindow });
  const ofPaid = take(refusing, part, { cents: further - ofRefused, is: 'paid', from: isInWindow });
  const owes = further - ofRefused - ofPaid;
  refusing.owed.push({ of: part, cents: owes });
  const back = refusing.takings
    .slice(before)
    .filter(({ of }) => of.is === 'paid')
    .map(({ of: { by }, cents }) => ({ by, cents: ask(by, -cents) }));
  return [...back, { by: part.version, cents: -owes }];
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

function asking(refusing: Refusing, part: Part, ask: Ask): readonly Share[] {
  const { program, asked, takings } = refusing;
  asked.push(part);
  const tally: Tally = { shares: [], ask, version: part.version };
  let left = afterMakingUp(refusing, part, { cents: part.cents, tally });
  const original = originalOf(program, part.booking ?? '');
  const taken = takings.filter(
    ({ by, of }) => isOfOne(by, part) && by.booking === original && isOneDeal(refusing, of.of, by),
  );
  for (const taking of taken.filter(({ of }) => of.is === 'refused')) {
    const again = least(outstanding(taking), left);
    taking.again += again;
    left -= again;
  }
  const runs: { by: Plan | undefined; cents: bigint }[] = [];
  for (const taking of taken.filter(({ of }) => of.is === 'paid')) {
    const again = least(outstanding(taking), left);
    taking.otherwise += again;
    left -= again;
    if (again > 0n) addTo(runs, { by: paying(program, taking.of.by, part.version), cents: again }, program);
  }
  addTo(runs, { by: part.version, cents: left }, program);
  for (const each of runs) admit(refusing, part, { ...each, tally });
  return tally.shares;
}

/** All of one run is asked for at once. */
function addTo(runs: { by: Plan | undefined; cents: bigint }[], share: Share, program: Program): void {
  const same = runs.find(({ by }) => isOneRun(program, by, share.by));
  if (same) same.cents += share.cents;
  else runs.push({ ...share });
}

/** The budget of a run is that of the version which asks, where that is of the run, and otherwise of the one that had paid. */
function paying(program: Program, paid: Plan | undefined, asks: Plan | undefined): Plan | undefined {
  return isOneRun(program, paid, asks) ? asks : paid;
}

function isOneRun(program: Program, a: Plan | undefined, b: Plan | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && runOf(program, a).from === runOf(program, b).from);
}

interface Tally {
  readonly shares: Share[];
  readonly ask: Ask;
  readonly version: Plan | undefined;
}

/** What is left for a deal of some cents once they made up for what was taken back beyond it: what is owed first, then what others of the person's were paid, then what they were refused. */
function afterMakingUp(
  refusing: Refusing,
  part: Part,
  { cents, tally }: { cents: bigint; tally: Tally },
): bigint {
  const { owed, takings, program } = refusing;
  const isOfDeal = (of: Part): boolean => isOfOne(of, part) && isOneDeal(refusing, of, part);
  const owes = sum(owed.filter(({ of }) => isOfDeal(of)).map((each) => each.cents));
  const made = least(cents, owes);
  owed.push({ of: part, cents: -made });
  tally.shares.push({ by: tally.version, cents: made });
  let left = cents - made;
  for (const is of ['paid', 'refused'] as const)
    for (const taking of takings.filter(({ by, of }) => of.is === is && isOfDeal(by) && !isOfDeal(of.of))) {
      const some = least(outstanding(taking), left);
      if (some <= 0n) continue;
      left -= some;
      taking.otherwise += some;
      const rest = afterMakingUp(refusing, taking.of.of, { cents: some, tally });
      const by = paying(program, taking.of.by, tally.version);
      if (is === 'paid') admit(refusing, taking.of.of, { by, cents: rest, tally });
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

/** Asks a budget, and notes what it pays and what it refuses. */
function admit(
  { portions }: Refusing,
  of: Part,
  { by, cents, tally }: { by: Plan | undefined; cents: bigint; tally: Tally },
): void {
  const some = tally.ask(by, cents);
  tally.shares.push({ by, cents: some });
  portions.push({ is: 'paid', of, by, cents: some }, { is: 'refused', of, by, cents: cents - some });
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
