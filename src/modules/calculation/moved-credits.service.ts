import { Injectable } from '@nestjs/common';
import { startCalculation, type Calculating } from '../../engine/calculate.js';
import { multiply, ratio, subtract, type Ratio } from '../../engine/kernel/ratio.js';
import { writeDay, type Day } from '../../engine/kernel/day.js';
import type { BookingLine, Company } from '../../engine/model/facts.js';
import { isRelated } from '../../engine/model/derived/related-facts.js';
import type { CreditKind } from '../../engine/model/result.js';
import type { Rulebook } from '../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { Refusal } from '../../platform/refusal.js';
import { accountHistory } from '../accounts/accounts.service.js';
import { ParticipantsService } from '../participants/participants.service.js';
import { RulesService } from '../rules/rules.service.js';
import { lineFacts } from './lines/line-facts.js';
import { bookingLinesSql } from './lines/line-query.js';
import { LineReader } from './lines/line-reader.js';
import { readToday, withMovesTold } from './moving/moves-told.js';
import { MovedLines } from './moving/move-lines.js';
import { NO_OWNERS, ownersOfMoves, type AccountMove, type TopOfAccount } from './moving/owner-days.js';

export { readToday } from './moving/moves-told.js';
export type { AccountMove } from './moving/owner-days.js';

/** What a participant is credited of a booking line now, and would be after; in the booking's currency, exact. */
export interface MovedCredit {
  readonly source: string;
  readonly booking: string;
  readonly line: number;
  readonly date: Day;
  readonly account: string;
  readonly currency: string;
  readonly participant: string;
  readonly kind: CreditKind;
  readonly before: Ratio;
  readonly after: Ratio;
}

/** A line that nobody could be credited for after the move. */
export interface MovedException {
  readonly booking: string;
  readonly line: number;
  readonly code: string;
  readonly reason: string;
}

/** What moving accounts does to credit. */
export interface MovedCredits {
  readonly credits: readonly MovedCredit[];
  readonly exceptions: readonly MovedException[];
}

/** More lines than these take too long while others wait. */
const MOST_LINES = 200_000;

/** Says whose credit moves with accounts, by crediting their bookings twice: as they are, and as if they were moved. Nothing is stored. */
@Injectable()
export class MovedCreditsService {
  constructor(
    private readonly rules: RulesService,
    private readonly participants: ParticipantsService,
  ) {}

  /** The credits that differ on or after the days of the moves, as known at a position. The transaction must see everything. */
  async movedCredits(
    tx: Transaction,
    position: bigint,
    moves: readonly AccountMove[],
  ): Promise<MovedCredits> {
    if (moves.length === 0) return { credits: [], exceptions: [] };
    const { rulebook } = await this.rules.rulebookAt(tx, position);
    const known = await this.participants.companyAt(tx, position, rulebook.facts);
    const told = await readToday(tx, rulebook.facts.timeZone);
    const untold = withMovesTold(known, { moves, owners: NO_OWNERS }, { told, gone: null });
    const names = startCalculation(untold, rulebook).lineFacts;
    const owners = await ownersOfMoves(tx, { position, names }, moves);
    const [before, moved] = [
      withMovesTold(known, { moves, owners }, { told, gone: told }),
      withMovesTold(known, { moves, owners }, { told, gone: null }),
    ];
    const lines = await readLines(tx, { position, rulebook, names, moves, tops: owners.tops });
    const after = new MovedLines(names, moves, owners);
    return difference(
      lines,
      credited(lines, before, rulebook),
      credited(
        lines.map((line) => after.moved(line)),
        moved,
        rulebook,
      ),
    );
  }
}

interface Wanted {
  readonly position: bigint;
  readonly rulebook: Rulebook;
  readonly names: readonly string[];
  readonly moves: readonly AccountMove[];
  readonly tops: readonly TopOfAccount[];
}

async function readLines(tx: Transaction, wanted: Wanted): Promise<readonly BookingLine[]> {
  const { position, rulebook, names, moves, tops } = wanted;
  const accounts = [...moves.map(({ account }) => account), ...tops.map(({ account }) => account)];
  // COPY takes no parameters.
  await tx.query(`select set_config('kicker.moved_accounts', $1::text[]::text, true)`, [accounts]);
  const facts = lineFacts(names, rulebook.facts, await accountHistory(tx, names));
  const since = writeDay(Math.min(...moves.map(({ on }) => on)));
  const mine = `b.account in (select unnest((select current_setting('kicker.moved_accounts')::text[])::text[]))`;
  const which = names.some((name) => isRelated(name) || name === 'booking.changes')
    ? mine
    : `${mine} and b.booked_on >= '${since}'`;
  const lines: BookingLine[] = [];
  await new LineReader(facts).read(
    tx.copyOut(
      `copy (${bookingLinesSql(position, facts, which)} limit ${MOST_LINES + 1}) to stdout (format binary)`,
    ),
    ({ line }) => lines.push(line),
    () => undefined,
  );
  if (lines.length <= MOST_LINES) return lines;
  throw new Refusal(
    'WORTH_TOO_LARGE',
    'The accounts have more booking lines than one preview may go over.',
    'Move fewer accounts at once.',
    'moves',
  );
}

interface Found {
  readonly credits: ReadonlyMap<
    string,
    { readonly line: number; readonly kind: CreditKind; readonly amount: Ratio; readonly participant: string }
  >;
  readonly exceptions: ReadonlyMap<string, MovedException>;
}

function credited(lines: readonly BookingLine[], company: Company, rulebook: Rulebook): Found {
  const run: Calculating = startCalculation(company, rulebook);
  for (const line of lines) run.credit(line);
  const credits = new Map<string, { line: number; kind: CreditKind; amount: Ratio; participant: string }>();
  for (const participant of run.participants())
    for (const { line, kind, parts, of } of run.credits(participant)) {
      const net = lines[line]?.net ?? 0n;
      const amount = multiply(ratio(net, 1_000_000n), ratio(BigInt(parts), BigInt(of)));
      credits.set(`${line} ${kind} ${participant}`, { line, kind, amount, participant });
    }
  const exceptions = new Map<string, MovedException>();
  for (const { line, code, reason } of run.exceptions()) {
    const found = lines[line];
    if (found) exceptions.set(`${line} ${code}`, { booking: found.booking, line: found.line, code, reason });
  }
  return { credits, exceptions };
}

const NOTHING = ratio(0n);

function difference(lines: readonly BookingLine[], before: Found, after: Found): MovedCredits {
  const keys = new Set([...before.credits.keys(), ...after.credits.keys()]);
  const credits = [...keys].flatMap((key): MovedCredit[] => {
    const [was, is] = [before.credits.get(key), after.credits.get(key)];
    const some = was ?? is;
    const line = some && lines[some.line];
    if (!some || !line) return [];
    const [then, now] = [was?.amount ?? NOTHING, is?.amount ?? NOTHING];
    if (subtract(now, then).n === 0n) return [];
    const { source, booking, line: number, date, account, currency } = line;
    const { participant, kind } = some;
    return [
      {
        source,
        booking,
        line: number,
        date,
        account: account ?? '',
        currency,
        participant,
        kind,
        before: then,
        after: now,
      },
    ];
  });
  const order = (a: MovedCredit, b: MovedCredit): number =>
    a.date - b.date ||
    compare(`${a.booking} ${a.line} ${a.participant}`, `${b.booking} ${b.line} ${b.participant}`);
  const exceptions = [...after.exceptions]
    .filter(([key]) => !before.exceptions.has(key))
    .map(([, each]) => each);
  return { credits: credits.sort(order), exceptions };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
