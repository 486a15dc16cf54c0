import { isWithin, writeDay, type Day, type Period } from '../../kernel/day.js';

/** That a territory was held on some days, the day on which that was told, and the one on which it was no longer known. */
export interface HoldingTold extends Period {
  readonly of: string;
  readonly told: Day;
  /** Null where it is known still. */
  readonly gone: Day | null;
}

/** A booking as it is asked whether its territory was vacant. */
export interface VacantFor {
  readonly territory: string;
  readonly date: Day;
  readonly told: Day;
  /** Days after the booking was told in which a holder may be told and is credited all the same. */
  readonly backfill: number;
}

/**
 * Whether the territory of a booking stays vacant for it, though somebody holds it as is known now: nobody was known to hold it on the booking date when
 * the booking was told, nor by the end of the days of backfill. A pure function of recorded days: whatever is told on one day is told together. A booking
 * of a day to come is told on its own day.
 */
export class LateHolders {
  private readonly held = new Map<string, HoldingTold[]>();

  constructor(held: readonly HoldingTold[] = []) {
    for (const each of held) this.held.set(each.of, [...(this.held.get(each.of) ?? []), each]);
  }

  /** Whether a holder who is known now came too late for the booking. */
  staysVacant({ territory, date, told, backfill }: VacantFor): boolean {
    const rows = (this.held.get(territory) ?? []).filter((each) => isWithin(date, each));
    const known = Math.max(told, date);
    const wasHeld = rows.some(
      (each) => each.told <= known + backfill && (each.gone === null || each.gone > known),
    );
    return !wasHeld && rows.some(({ gone }) => gone === null);
  }
}

/** Why a booking stays at the house, and what moves it. */
export function sayVacant({ territory, told, date, backfill }: VacantFor): string {
  const within = backfill === 0 ? '' : ` and ${backfill} days after`;
  return `Nobody was known to hold ${territory} when the booking was told (${writeDay(Math.max(told, date))})${within}; whoever was told later has it by a credit ruling, or where the policy says backfill.`;
}
