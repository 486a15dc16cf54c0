import type { Day } from '../../../engine/kernel/day.js';
import type { BookingLine, FactValue } from '../../../engine/model/facts.js';

/** An account that would change hands on a day; `until` is the first day on which it would be as it is again, null for none. */
export interface AccountMove {
  readonly account: string;
  /** Who owns it on that day as it is; null for nobody. */
  readonly from: string | null;
  readonly to: string | null;
  readonly on: Day;
  readonly until: Day | null;
}

/** The top of the hierarchy that an account belongs to, for a time. */
export interface TopOfAccount {
  readonly account: string;
  readonly top: string;
  readonly since: Day;
  readonly till: Day;
}

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

  constructor(names: readonly string[], moves: readonly AccountMove[], tops: readonly TopOfAccount[]) {
    this.moves = new Map(moves.map((move) => [move.account, move]));
    const found = new Map<string, TopOfAccount[]>();
    for (const top of tops) found.set(top.account, [...(found.get(top.account) ?? []), top]);
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
    const top = this.tops.get(account)?.find(({ since, till }) => since <= date && date < till)?.top;
    const above = top === undefined ? undefined : this.inForce(top, date);
    if (!own && !above) return line;
    const facts = [...line.facts];
    const set = (place: number, value: FactValue): void => {
      if (place >= 0) facts[place] = value;
    };
    if (own) {
      const before = this.places.owner < 0 ? undefined : line.facts[this.places.owner];
      if (before !== undefined && before !== own.to) set(this.places.former, before);
      set(this.places.owner, own.to ?? undefined);
    }
    if (above) set(this.places.above, above.to ?? undefined);
    return { ...line, facts };
  }

  private inForce(account: string, date: Day): AccountMove | undefined {
    const move = this.moves.get(account);
    return move && move.on <= date && (move.until === null || date < move.until) ? move : undefined;
  }
}
