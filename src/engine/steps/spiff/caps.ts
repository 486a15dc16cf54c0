import { capped } from '../../formulas/limits.js';
import { add, ONE, roundToUnits, subtract, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { Incentive } from '../../rulebook/rulebook.js';
import { StandingWindow } from '../earn/standing/standing-window.js';
import type { Paid, Sharing } from './sharing.js';

/** Caps on what somebody earns of a shared incentive, in the order in which it was earned; a pay that is cut keeps its place. */
export function cappedTogether(
  paid: readonly Paid[],
  incentive: Incentive,
  { program, people }: Sharing,
): readonly Paid[] {
  const cap = incentive.modify.find((each) => each.kind === 'cap' && each.what === 'earning');
  if (!cap || !('at' in cap)) return paid;
  const earned = new Map<string, Ratio>();
  return paid.flatMap((each) => {
    const { earning } = each.earned;
    const version = program.books.plans.on(program.id, earning.window.from);
    const who = people.find(({ person }) => person === each.person);
    if (!version || !who) return [each];
    const window = version.periodOn(cap.window ?? 'plan-to-date', earning.period.from) ?? earning.window;
    const standing = new StandingWindow(who.measuring, version, { window, known: earning.period.until });
    const limit = standing.number(cap.at);
    const key = `${each.person} ${window.from}`;
    const before = earned.get(key) ?? ZERO;
    const own = earning.working.exact;
    const left = limit ? subtract(capped(add(before, own), limit).amount, before) : own;
    earned.set(key, add(before, left));
    return [cutTo(each, left, { what: 'cap', because: 'The cap on what one person earns is reached.' })];
  });
}

/** The same pay with less: each line in proportion, the explanation says why. */
export function cutTo(
  { person, earned }: Paid,
  left: Ratio,
  { what, because }: { what: string; because: string },
): Paid {
  const { earning, lines } = earned;
  const whole = earning.working.exact;
  if (left.n * whole.d === whole.n * left.d) return { person, earned };
  const cents = roundToUnits(left, 2);
  let far = 0n;
  const cut = lines.map((line, index) => {
    const exact =
      whole.n === 0n ? ZERO : { n: line.exact.n * left.n * whole.d, d: line.exact.d * left.d * whole.n };
    const amount = index === lines.length - 1 ? cents - far : roundToUnits(exact, 2);
    far += amount;
    return { ...line, exact, amount };
  });
  const change = subtract(left, whole);
  const modifiers = [...earning.working.modifiers, { what, times: ONE, applied: true, because, change }];
  const working = { ...earning.working, exact: left, modifiers };
  return { person, earned: { earning: { ...earning, amount: cents, working }, lines: cut } };
}
