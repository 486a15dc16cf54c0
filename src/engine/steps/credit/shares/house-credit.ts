import { LateHolders, sayVacant, type HoldingTold } from '../../../model/derived/late-holders.js';
import { TOLD_ON } from '../../../model/recorded.js';
import type { BookingLine } from '../../../model/facts.js';
import type { Books } from '../admission.js';
import { judge, type ReadyPolicy } from '../policy.js';
import { divide } from './divide.js';

/** Credit that was at the house when the booking was told: a holder who is told later does not move it by that alone. */
export class HouseCredit {
  private readonly late: LateHolders;
  private readonly told: number;

  constructor(
    private readonly books: Books,
    held: readonly HoldingTold[] = [],
  ) {
    this.late = new LateHolders(held);
    this.told = books.row.lineFacts.indexOf(TOLD_ON);
  }

  /** Fills in a line: as it is, or as if nobody held its territory where it stays at the house for that. Then it says why. */
  take(line: BookingLine, { policy, ...ready }: ReadyPolicy): string | undefined {
    const { row } = this.books;
    row.takeLine(line);
    const { territory, date } = line;
    const told = line.facts[this.told];
    if (typeof told !== 'number' || territory === null) return undefined;
    const asked = { territory, date, told, backfill: policy.backfill ?? 0 };
    if (!this.late.staysVacant(asked)) return undefined;
    const by = { policy, ...ready };
    if (this.isAtHouse(line, by)) return undefined;
    row.takeLine(line, true);
    if (this.isAtHouse(line, by)) return sayVacant(asked);
    row.takeLine(line);
    return undefined;
  }

  /** Whether the line as it is filled in is at the house, or the part of whoever holds its territory. */
  private isAtHouse(line: BookingLine, policy: ReadyPolicy): boolean {
    const answer = judge(policy, this.books.row.values);
    if (answer === null) return true;
    if (!('rule' in answer)) return false;
    if (answer.rule.rule.credit === 'house') return true;
    const division = divide(answer.rule, line, this.books);
    return !('fault' in division) && division.nobody.includes('territory.holders');
  }
}
