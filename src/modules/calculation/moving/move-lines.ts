import type { Day } from '../../../engine/kernel/day.js';
import type { BookingLine } from '../../../engine/model/facts.js';
import { formerOn, type AccountMove, type OwnersOfMoves, type TopOfAccount } from './owner-days.js';

/** Where the facts that a move changes stand among those of a line. */
interface Places {
  readonly owner: number;
  readonly former: number;
  readonly above: number;
}

/** Lines as they would be were the accounts moved; a line that no move touches is the same. */
export class MovedLines {
  private readonly moves: ReadonlyMap<string, AccountMove>;
  private readonly tops: ReadonlyMap<string, readonly TopOfAccount[]>;
  private readonly places: Places;

  constructor(
    names: readonly string[],
    moves: readonly AccountMove[],
    private readonly owners: OwnersOfMoves,
  ) {
    this.moves = new Map(moves.map((move) => [move.account, move]));
    const found = new Map<string, TopOfAccount[]>();
    for (const top of owners.tops) found.set(top.account, [...(found.get(top.account) ?? []), top]);
    this.tops = found;
    this.places = {
      owner: names.indexOf('account.owner'),
      former: names.indexOf('account.previous-owner'),
      above: names.indexOf('account.parent-owner'),
    };
  }

  /** The line after the moves. */
  moved(line: BookingLine): BookingLine {
    const { account, date } = line;
    if (account === null) return line;
    const own = this.inForce(account, date);
    const move = this.moves.get(account);
    const top = this.tops.get(account)?.find(({ since, till }) => since <= date && date < till)?.top;
    const above = top === undefined ? undefined : this.inForce(top, date);
    // Whoever gets it had it before all who have it later, too.
    const hasFormer = move !== undefined && move.on <= date;
    if (!hasFormer && !above) return line;
    const said = this.owners.said.get(account);
    const facts = [...line.facts];
    const set = (place: number, value: string | null | undefined): void => {
      if (place >= 0) facts[place] = value ?? undefined;
    };
    if (own) set(this.places.owner, own.to);
    if (hasFormer) set(this.places.former, formerOn(this.owners.after.get(account), date) ?? said?.previous);
    if (above) set(this.places.above, said?.above ?? above.to);
    return { ...line, facts };
  }

  private inForce(account: string, date: Day): AccountMove | undefined {
    const move = this.moves.get(account);
    return move && move.on <= date && (move.until === null || date < move.until) ? move : undefined;
  }
}
