import { LateHolders, sayLate, type CameLate, type ToldLate } from '../../../model/derived/late-holders.js';
import { TOLD_ON } from '../../../model/recorded.js';
import type { BookingLine } from '../../../model/facts.js';
import type { Books } from '../admission.js';
import { judge, type ReadyPolicy } from '../policy.js';
import { divide } from './divide.js';

/** That a line stays at the house though somebody would have it by now: why, and by which relations they would. */
export interface StaysAtHouse {
  readonly why: string;
  readonly relations: readonly string[];
}

/** Credit that was at the house when the booking was told: a holder or owner who is told later does not move it by that alone. */
export class HouseCredit {
  private readonly late: LateHolders;
  private readonly told: number;

  constructor(
    private readonly books: Books,
    told: ToldLate = {},
  ) {
    this.late = new LateHolders(told);
    this.told = books.row.lineFacts.indexOf(TOLD_ON);
  }

  /** Fills in a line: as it is, or as if nobody had come late where it stays at the house for that. Then it says so. */
  take(line: BookingLine, ready: ReadyPolicy): StaysAtHouse | undefined {
    const { row } = this.books;
    row.takeLine(line);
    const { territory, account, date } = line;
    const told = line.facts[this.told];
    if (typeof told !== 'number') return undefined;
    const asked = { territory, account, date, told, backfill: ready.policy.backfill ?? 0 };
    const late = this.late.cameLate(asked);
    if (late.length === 0 || this.isAtHouse(line, ready, late)) return undefined;
    row.takeLine(line, late);
    if (this.isAtHouse(line, ready, late))
      return { why: sayLate(asked, late), relations: late.map(({ relation }) => relation) };
    row.takeLine(line);
    return undefined;
  }

  /** Whether the line as it is filled in is at the house, or the part of whoever came late. */
  private isAtHouse(line: BookingLine, policy: ReadyPolicy, late: readonly CameLate[]): boolean {
    const answer = judge(policy, this.books.row.values, line);
    if (answer === null) return true;
    if (!('rule' in answer)) return false;
    if (answer.rule.rule.credit === 'house') return true;
    const division = divide(answer.rule, line, this.books);
    return !('fault' in division) && late.some(({ relation }) => division.nobody.includes(relation));
  }
}
