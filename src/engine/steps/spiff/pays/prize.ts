import type { Day } from '../../../kernel/day.js';
import type { Ratio } from '../../../kernel/ratio.js';
import type { Stood } from '../../../model/result.js';
import { contributing, contributionsOf, type Contribution } from '../../earn/standing/contributions.js';
import { attributionOf, NO_ATTRIBUTION, standingLines } from '../../earn/standing/standing-lines.js';
import { sharedEarning, type Contestant, type Paid } from '../sharing.js';
import type { SharedWindow } from './shared-windows.js';

/** What somebody has of something shared. */
export interface Prize {
  readonly formula: string;
  readonly tier: string;
  readonly measure: Ratio;
  readonly day: Day;
  readonly by?: readonly Stood[];
  readonly exact: Ratio;
  /** Cents were decided among all, so that they make the whole. */
  readonly cents: bigint;
}

/**
 * Whether somebody has a part in a window: a credit that what is measured counts; where results count that are handed in, whoever takes part on the last of
 * their days in it while the SPIFF is in force, by its version of that day, with a credit or without.
 */
export function hasPart(who: Contestant, at: SharedWindow): boolean {
  const { stint } = who.measuring;
  if (contributing(at.version, at.incentive.id)) return contributions(stint, at).length > 0;
  const { from, until } = at.window;
  if (stint.dates.some((day) => day >= from && day < until)) return true;
  const seats = who.program.books.roster.seatsOf(who.person).rows;
  const days = seats
    .filter(({ assignment }) => assignment.from < until)
    .map(({ assignment }) => Math.min(until, assignment.until ?? until) - 1);
  const last: Day = Math.max(...days);
  const begins = Math.max(from, at.version.unbroken.from);
  const { id, books } = who.program;
  const asked = books.plans.on(id, last) ?? at.version;
  return last >= begins && who.program.takesPart(who.person, asked, last);
}

/** Somebody's part of something shared, laid on the credits that brought it. */
export function prizeOf(who: Contestant, won: Prize, at: SharedWindow): Paid {
  const { stint } = who.measuring;
  const { window, version, incentive } = at;
  const credits = contributions(stint, at);
  const weighted = credits.map((credit) => ({ ...credit, weight: credit.amount }));
  const now = attributionOf(won, { credits: weighted, rest: 0n }, version.plan.rounding);
  const lines = standingLines(stint, credits, {
    now,
    before: NO_ATTRIBUTION,
    from: window.from,
    tier: won.tier,
  });
  const under = { version, incentive, day: won.day };
  return {
    who,
    under,
    earned: {
      earning: sharedEarning({ ...won, ...under, window, participant: who.id }),
      lines: adjusted([...lines], won.cents),
    },
  };
}

function contributions(
  stint: Contestant['measuring']['stint'],
  { window, incentive }: SharedWindow,
): readonly Contribution[] {
  return contributionsOf(stint, incentive.id, { window, known: window.until });
}

/** Cents of a part were decided among all; what its lines round to otherwise falls on the last of them. */
function adjusted(lines: Paid['earned']['lines'][number][], cents: bigint): Paid['earned']['lines'] {
  const made = lines.reduce((sum, { amount }) => sum + amount, 0n);
  const last = lines.at(-1);
  if (!last || made === cents) return lines;
  return [...lines.slice(0, -1), { ...last, amount: last.amount + cents - made }];
}
