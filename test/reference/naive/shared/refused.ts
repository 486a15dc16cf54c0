import type { Part, Program } from './program.js';
import { originalOf, rootOf } from './taken-back.js';

/** What was paid, refused and taken back so far, in the order in which it was. */
export interface Refusing {
  readonly program: Program;
  readonly paid: { readonly part: Part; readonly cents: bigint }[];
  readonly refused: { readonly part: Part; readonly cents: bigint }[];
  /** What a part took of what another was refused; and how much of that was taken back in its turn. */
  readonly taken: { readonly by: Part; readonly of: Part; readonly cents: bigint; undone: bigint }[];
}

/**
 * What is paid of a part. What takes back what somebody earned by a booking takes first what they were refused of all that changes each other with it; then what they were paid of
 * it; then what they were refused of its window; the rest is taken of what they were paid. What takes a return back is refused what the return took of what was.
 */
export function paidOf(refusing: Refusing, part: Part, admits: (cents: bigint) => bigint): bigint {
  if (part.booking === undefined) return admits(part.cents);
  const cents = part.cents < 0n ? part.cents + refusedOf(refusing, part) : asking(refusing, part, admits);
  refusing.paid.push({ part, cents });
  return cents;
}

function asking(refusing: Refusing, part: Part, admits: (cents: bigint) => bigint): bigint {
  const { program, taken, refused } = refusing;
  const original = originalOf(program, part.booking ?? '');
  let asks = part.cents;
  for (const each of taken) {
    if (!isOfOne(each.by, part) || each.by.booking !== original) continue;
    const again = least(each.cents - each.undone, asks);
    each.undone += again;
    asks -= again;
  }
  const cents = admits(asks);
  if (cents < asks) refused.push({ part, cents: asks - cents });
  return cents;
}

/** How much of what takes back somebody was refused. */
function refusedOf(refusing: Refusing, part: Part): bigint {
  const { program, paid } = refusing;
  const deal = (of: Part): string => rootOf(program, of.booking ?? '');
  const own = paid.filter((each) => isOfOne(each.part, part) && deal(each.part) === deal(part));
  // What takes back what never counted stands for itself.
  if (!own.some((each) => each.part.cents > 0n)) return 0n;
  const ofDeal = take(refusing, part, { cents: -part.cents, from: (of) => deal(of) === deal(part) });
  const hadOfDeal = own.reduce((sum, { cents }) => sum + cents, 0n);
  const further = -part.cents - ofDeal - (hadOfDeal > 0n ? hadOfDeal : 0n);
  if (further <= 0n) return ofDeal;
  return (
    ofDeal + take(refusing, part, { cents: further, from: ({ window }) => window.from === part.window.from })
  );
}

function take(
  { refused, taken }: Refusing,
  by: Part,
  { cents, from }: { cents: bigint; from: (of: Part) => boolean },
): bigint {
  let sum = 0n;
  for (const { part: of, cents: had } of refused) {
    if (!isOfOne(of, by) || !from(of)) continue;
    const gone = taken
      .filter((each) => each.of === of)
      .reduce((all, each) => all + each.cents - each.undone, 0n);
    const some = least(had - gone, cents - sum);
    if (some <= 0n) continue;
    taken.push({ by, of, cents: some, undone: 0n });
    sum += some;
  }
  return sum;
}

/** Whether two parts are of one person and incentive. */
function isOfOne(a: Part, b: Part): boolean {
  return a.person === b.person && a.incentive === b.incentive;
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
