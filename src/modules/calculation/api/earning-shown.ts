import { sayLine } from '../../../engine/explain/explain.js';
import { writeDecimal } from '../../../engine/kernel/ratio.js';
import type { Earning } from '../../../engine/model/result.js';
import { moneyOf, moneyOfDecimal } from '../../../platform/graphql/scalars/money.js';
import { writeId } from '../../../platform/graphql/schema/node-id.js';
import type { StoredEarning, StoredLine } from '../reading/read-earnings.js';
import type { EarningLineType, EarningType } from './earning.type.js';

/** An earning as the API shows it, with what its further fields are read from. */
export interface ShownEarning extends EarningType {
  readonly stored: StoredEarning;
}

/** An earning as the API shows it. */
export function earningOf(stored: StoredEarning): ShownEarning {
  const { earning, calculation, id, lines } = stored;
  const { participant, amount, currency, ...rest } = earning;
  return {
    ...rest,
    id: writeId('ern', calculation, id),
    participantId: participant,
    amount: moneyOf(amount, currency),
    lineCount: lines,
    stored,
  };
}

/** A line as the API shows it. */
export function lineOf({ line, booking }: StoredLine, earning: Earning): EarningLineType {
  const { credit, credited, measureBefore, tier, rate, amount } = line;
  return {
    source: booking?.source ?? null,
    booking: booking?.booking ?? null,
    line: booking?.line ?? null,
    date: booking?.date ?? null,
    net: booking && moneyOfDecimal(writeDecimal(booking.net), booking.currency),
    account: booking?.account ?? null,
    kind: credit?.kind ?? 'window',
    rule: credit?.rule ?? null,
    parts: credit?.parts ?? null,
    ofParts: credit?.of ?? null,
    credited,
    measureBefore,
    tier,
    rate,
    amount: moneyOf(amount, earning.currency),
    says: sayLine(line, earning),
  };
}
