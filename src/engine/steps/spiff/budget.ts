import { compare, subtract, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { Spiff } from '../../rulebook/rulebook.js';
import { cutTo } from './caps.js';
import { recordedAt } from './recorded.js';
import type { Paid } from './sharing.js';
import type { SpiffProgram } from './spiff-program.js';

/**
 * Reserves a SPIFF's budget for its pay in the order in which the bookings behind it became known; pay of no booking, or of several, comes with the last
 * of them. What no longer fits whole is paid what is left, or nothing, as declared; what takes back gives back.
 */
export function budgeted(paid: readonly Paid[], program: SpiffProgram): readonly Paid[] {
  const terms = program.spiffs.findLast(({ budget }) => budget !== null)?.budget;
  const amount = terms && 'quantity' in terms.amount ? terms.amount.quantity.value : undefined;
  if (!terms || !amount) return paid;
  let left: Ratio = amount;
  return inOrder(paid, program).map((each) => {
    const wanted = each.earned.earning.working.exact;
    const fits = compare(wanted, left) <= 0;
    const given = fits ? wanted : terms.whenExhausted === 'pay-nothing' ? ZERO : left;
    left = subtract(left, given);
    return cutTo(each, given, { what: 'budget', because: sayBudget(terms) });
  });
}

function sayBudget({ whenExhausted }: NonNullable<Spiff['budget']>): string {
  return whenExhausted === 'pay-nothing'
    ? 'The budget no longer holds the whole, so nothing is paid.'
    : 'The budget holds no more.';
}

function inOrder(paid: readonly Paid[], { books }: SpiffProgram): readonly Paid[] {
  const orderOf = ({ earned: { lines } }: Paid): readonly [bigint, number] => {
    const places = lines.flatMap(({ credit }) => (credit ? [credit.line] : []));
    const last = places.length === 0 ? Number.MAX_SAFE_INTEGER : Math.max(...places);
    const recorded = places.map((line) => recordedAt(books, line));
    return [recorded.reduce((most, each) => (each > most ? each : most), 0n), last];
  };
  const placed = paid.map((each) => ({ each, order: orderOf(each) }));
  placed.sort((a, b) => {
    const [[first, line], [second, other]] = [a.order, b.order];
    return first === second ? line - other : first < second ? -1 : 1;
  });
  return placed.map(({ each }) => each);
}
