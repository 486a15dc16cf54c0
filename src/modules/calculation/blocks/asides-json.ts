import { readDay, writeDay } from '../../../engine/kernel/day.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import type { Credit, EarningLine } from '../../../engine/model/result.js';
import type { Json } from './json-text.js';

/** What is to be known of some lines of an earning and has no column, by the lines' places. */
export interface StoredAsides {
  /** Parts that retire quota, where those are others than are paid on. */
  readonly quotaParts?: Readonly<Record<string, number>>;
  /** The day on which the credit counts, where that is not the day of the booking. */
  readonly counted?: Readonly<Record<string, string>>;
}

/** Gathers, as an earning's lines pass, what has no column. */
export class Asides {
  private readonly quotaParts: Record<string, number> = {};
  private readonly counted: Record<string, string> = {};
  private some = { quotaParts: false, counted: false };

  /** Takes the line of a place. */
  add({ credit }: EarningLine, place: number): void {
    if (credit?.quotaParts !== undefined) {
      this.quotaParts[place] = credit.quotaParts;
      this.some.quotaParts = true;
    }
    if (credit?.counted !== undefined) {
      this.counted[place] = writeDay(credit.counted);
      this.some.counted = true;
    }
  }

  /** As it is stored; nothing where no line has anything beside. */
  stored(): { readonly [key: string]: Json } {
    const { quotaParts, counted, some } = this;
    return { ...(some.quotaParts ? { quotaParts } : {}), ...(some.counted ? { counted } : {}) };
  }
}

/** A credit with what was stored beside its line. */
export function withAsides(credit: Credit | null, place: number, asides: StoredAsides): Credit | null {
  const [quotaParts, text] = [asides.quotaParts?.[place], asides.counted?.[place]];
  if (!credit || (quotaParts === undefined && text === undefined)) return credit;
  const counted = text === undefined ? undefined : readDay(text);
  invariant((counted === undefined) === (text === undefined), `a stored day that is none: ${text}`);
  return {
    ...credit,
    ...(quotaParts === undefined ? {} : { quotaParts }),
    ...(counted === undefined ? {} : { counted }),
  };
}
