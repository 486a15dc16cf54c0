import { writeDay } from '../../../engine/kernel/day.js';
import { add, ratio } from '../../../engine/kernel/ratio.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { MovedCredits } from '../../calculation/moved-credits.service.js';
import type { MoveRuling } from './limits.js';
import type { CreditSum, HoldoverRuling, PreviewedCredit, TransitionPreview } from './preview.js';
import type { PlannedMove } from './planned-move.js';

/** Puts what is known of moves together. */
export async function previewed(
  tx: Transaction,
  moves: readonly PlannedMove[],
  of: {
    readonly rulings: readonly MoveRuling[];
    readonly holdovers: readonly (HoldoverRuling | null)[];
    readonly moved: MovedCredits;
  },
): Promise<Omit<TransitionPreview, 'opportunities'>> {
  const credits = await closedOrOpen(tx, of.moved.credits);
  return {
    moves: moves.flatMap((move, index) => {
      const ruling = of.rulings[index];
      return ruling ? [{ ...move, ruling, holdover: of.holdovers[index] ?? null }] : [];
    }),
    credits,
    sums: sumsOf(credits),
    exceptions: of.moved.exceptions,
    ...approvalOf(of.rulings),
  };
}

/** Whether somebody must approve moves, and of which roles. */
export function approvalOf(
  rulings: readonly MoveRuling[],
): Pick<TransitionPreview, 'needsApproval' | 'approverRoles'> {
  const asking = rulings.filter(({ answer }) => answer === 'needs-approval');
  const roles = asking.flatMap(({ approver }) => approver ?? []);
  return { needsApproval: asking.length > 0, approverRoles: [...new Set(roles)].sort() };
}

/** Credits with whether their booking dates lie in a period that some calendar has closed. */
async function closedOrOpen(
  tx: Transaction,
  credits: MovedCredits['credits'],
): Promise<readonly PreviewedCredit[]> {
  const days = [...new Set(credits.map(({ date }) => date))];
  const rows = await tx.query<{ day: string }>(
    `select distinct asked.day::text as day from unnest($1::date[]) asked (day)
     join period_closing c on c.period_from <= asked.day and asked.day < c.period_until`,
    [days.map(writeDay)],
  );
  const closed = new Set(rows.map(({ day }) => day));
  return credits.map((credit) => ({ ...credit, isClosed: closed.has(writeDay(credit.date)) }));
}

function sumsOf(credits: readonly PreviewedCredit[]): readonly CreditSum[] {
  const sums = new Map<string, CreditSum>();
  const nothing = ratio(0n);
  for (const { participant, currency, isClosed, before, after } of credits) {
    const key = `${participant} ${currency} ${isClosed}`;
    const sum = sums.get(key) ?? { participant, currency, isClosed, before: nothing, after: nothing };
    sums.set(key, { ...sum, before: add(sum.before, before), after: add(sum.after, after) });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}
