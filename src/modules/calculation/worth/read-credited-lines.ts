import type { BookingLine } from '../../../engine/model/facts.js';
import { CHANGES } from '../../../engine/model/derived/related-facts.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import { accountHistory } from '../../accounts/accounts.service.js';
import { lineFacts } from '../lines/line-facts.js';
import { bookingLinesSql } from '../lines/line-query.js';
import { LineReader } from '../lines/line-reader.js';
import { holdersOf } from '../reading/holders.js';

/** Whose lines, of which calculation, with which facts. */
export interface CreditedWanted {
  readonly calculation: bigint;
  readonly position: bigint;
  readonly participant: string;
  readonly catalogue: FactCatalogue;
  /** The facts that each line comes with, in order. */
  readonly facts: readonly string[];
}

/** More lines than these take too long while others wait. */
const MOST_LINES = 200_000;

/** Facts because of which a line hangs on others, of the same account or that it changes. */
const OF_OTHERS: readonly string[] = ['booking.account', CHANGES];

/**
 * The bookings of which a calculation credited a participant a line, in the declared order, as known to it; and, where rules may ask about other bookings, those of the same
 * accounts and those that they change. Any other line is somebody else's, and changes nothing of theirs.
 */
export async function readCreditedLines(tx: Transaction, wanted: CreditedWanted): Promise<BookingLine[]> {
  const { calculation, position, participant, catalogue } = wanted;
  const holders = await holdersOf(tx, [calculation], participant);
  await tx.query(`select set_config('kicker.worth_of', $1, true)`, [participant]);
  const facts = lineFacts(wanted.facts, catalogue, await accountHistory(tx, wanted.facts));
  const hangsOnOthers = wanted.facts.some((name) => OF_OTHERS.includes(name));
  const which = linesOf({ calculation, holders, hangsOnOthers });
  const stream = tx.copyOut(
    `copy (${bookingLinesSql(position, facts, which)} limit ${MOST_LINES + 1}) to stdout (format binary)`,
  );
  const lines: BookingLine[] = [];
  await new LineReader(facts).read(
    stream,
    ({ line }) => lines.push(line),
    () => undefined,
  );
  if (lines.length <= MOST_LINES) return lines;
  throw new Refusal(
    'WORTH_TOO_LARGE',
    `${participant} is credited for more booking lines than one question may go over.`,
    'Ask for somebody further down the hierarchy.',
    'earning',
  );
}

/** COPY takes no parameters: numbers are ours, and the participant comes by a setting of the transaction. */
function linesOf(of: { calculation: bigint; holders: readonly bigint[]; hangsOnOthers: boolean }): string {
  const credited = `
    select mine.source, mine.external_id, mine.account, mine.changes from booking_line mine where mine.id in (
      select l.booking_line from manifest m join earning_line l on l.calculation = m.held_in and l.earning_id = m.earning_id
      where m.calculation = ${of.calculation} and m.participant = current_setting('kicker.worth_of')
        and l.calculation = any(array[${of.holders.join(', ')}]::bigint[]))`;
  const own = `(b.source, b.external_id) in (select source, external_id from (${credited}) own)`;
  if (!of.hangsOnOthers) return own;
  return `(${own} or b.account in (select account from (${credited}) theirs)
    or (b.source, b.external_id) in (select source, changes from (${credited}) changed))`;
}

/** The last day of which any line is known. */
export async function lastDayBooked(tx: Transaction, position: bigint): Promise<string | null> {
  const [row] = await tx.query<{ day: string | null }>(
    `select max(booked_on) as day from (${latestKnown('booking_line', 'booked_on')}) b`,
    [position],
  );
  return row?.day ?? null;
}
