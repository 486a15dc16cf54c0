import { Injectable } from '@nestjs/common';
import { civilFromDays, daysFromCivil, writeDay, type Day } from '../../engine/kernel/day.js';
import { multiply, ratio, roundToUnits, writeUnits } from '../../engine/kernel/ratio.js';
import { Database, type Actor } from '../../platform/database/database.js';
import { pageOf, pageSize, type Page, type PageArgs } from '../../platform/graphql/schema/connection.js';
import { filteredList, KEY, readCursor, writeCursor } from '../../platform/graphql/schema/cursor.js';
import { RulesService } from '../rules/rules.service.js';
import { yearOf } from './preview/years-of-losers.js';
import {
  countMoves,
  listMoves,
  readMoves,
  readTransition,
  type MoveFilter,
} from './store/read-transitions.js';
import { readShares, type CountedShare } from './store/read-shares.js';
import type { StoredMove, Transition } from './store/transition.js';

export type { MoveFilter } from './store/read-transitions.js';

/** How many accounts moved in a year, of how many. */
export interface TransitionShare extends CountedShare {
  /** With two decimals, half up; null where there are no accounts. */
  readonly percent: string | null;
}

/** Moves of one transition that are shown with it. */
const MOST_SHOWN = 1000;

/** What became of accounts: the ledger of their moves. */
@Injectable()
export class TransitionLedgerService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
  ) {}

  /** A page of moves, the latest day first. */
  async moves(actor: Actor, filter: MoveFilter, { first, after }: PageArgs): Promise<Page<StoredMove>> {
    const list = filteredList('account moves', filter);
    const from = after == null ? null : readCursor(list, after, [KEY.day, KEY.text, KEY.uuid]);
    const rows = await this.database.reading(actor, (tx) =>
      listMoves(tx, filter, { after: from, limit: pageSize(first) + 1 }),
    );
    return pageOf(rows, first, {
      cursor: ({ on, account, transition }) => writeCursor(list, [on, account, transition]),
      total: () => this.database.reading(actor, (tx) => countMoves(tx, filter)),
    });
  }

  /** One transition with its first moves; null where there is none that the actor sees. */
  async one(
    actor: Actor,
    id: string,
  ): Promise<{ readonly transition: Transition; readonly moves: readonly StoredMove[] } | null> {
    return await this.database.reading(actor, async (tx) => {
      const transition = await readTransition(tx, id);
      return transition ? { transition, moves: await readMoves(tx, id, MOST_SHOWN) } : null;
    });
  }

  /**
   * The share of accounts that moved in the year in which a civil year's last day lies, in all, by reason and by segment. Counted are distinct accounts with at least one applied
   * move whose day lies in the year, of all that were known, booked or owned before its end; moves that were taken back, and those that took them back, do not count.
   */
  async shares(actor: Actor, year: number): Promise<readonly TransitionShare[]> {
    return await this.database.reading(actor, async (tx) => {
      const { position, rulebook } = await this.rules.rulebookNow(tx);
      const days = yearNamed(year, (day) => yearOf(rulebook.facts, day));
      const span = { from: writeDay(days.from), until: writeDay(days.until), last: writeDay(days.until - 1) };
      const counted = await readShares(tx, position, span);
      return counted.map((each) => ({ ...each, percent: percentOf(each) }));
    });
  }
}

/** A year of the calendar is named after the civil year in which it begins. */
function yearNamed(
  year: number,
  of: (day: Day) => { readonly from: Day; readonly until: Day },
): { readonly from: Day; readonly until: Day } {
  const last = of(daysFromCivil(year, 12, 31));
  return civilFromDays(last.from).year === year ? last : of(last.from - 1);
}

function percentOf({ moved, accounts }: CountedShare): string | null {
  if (accounts === 0) return null;
  const percent = multiply(ratio(BigInt(moved), BigInt(accounts)), ratio(100n));
  return writeUnits(roundToUnits(percent, 2), 2);
}
