import { sayBeside, sayLine } from '../../../engine/explain/explain.js';
import { ratio, writeDecimal } from '../../../engine/kernel/ratio.js';
import type { Credit, Earning } from '../../../engine/model/result.js';
import { moneyOf, moneyOfDecimal } from '../../../platform/graphql/scalars/money.js';
import { writeId } from '../../../platform/graphql/schema/node-id.js';
import type { BookedLine, StoredEarning, StoredLine } from '../reading/read-earnings.js';
import type { EarningLineType, EarningType } from './earning.type.js';

/** An earning as the API shows it, with what its further fields are read from. */
export interface ShownEarning extends EarningType {
  readonly stored: StoredEarning;
}

/** An earning as the API shows it. */
export function earningOf(stored: StoredEarning): ShownEarning {
  const { earning, calculation, id, lines } = stored;
  const { participant, amount, currency, working, ...rest } = earning;
  const { pay, ...others } = working;
  return {
    ...rest,
    working: pay ? { ...others, pay: { ...pay, earned: ratio(pay.amount, 100n) } } : others,
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
    ...(booking ? bookingOf(booking) : NO_BOOKING),
    ...(credit ? creditOf(credit) : NO_CREDIT),
    credited,
    measureBefore,
    tier,
    rate,
    amount: moneyOf(amount, earning.currency),
    says: [sayLine(line, earning), ...sayBeside(line, earning)].join(' '),
  };
}

type Booking = Pick<EarningLineType, 'source' | 'booking' | 'line' | 'date' | 'net' | 'account'>;
type Credited = Pick<
  EarningLineType,
  'kind' | 'rule' | 'parts' | 'ofParts' | 'quotaParts' | 'countedOn' | 'creditRate'
>;

const NO_BOOKING: Booking = {
  source: null,
  booking: null,
  line: null,
  date: null,
  net: null,
  account: null,
};
const NO_CREDIT: Credited = {
  kind: 'window',
  rule: null,
  parts: null,
  ofParts: null,
  quotaParts: null,
  countedOn: null,
  creditRate: null,
};

function bookingOf({ net, currency, ...told }: BookedLine): Booking {
  return { ...told, net: moneyOfDecimal(writeDecimal(net), currency) };
}

function creditOf({ kind, rule, parts, of, quotaParts = parts, counted, booked }: Credit): Credited {
  return {
    kind,
    rule,
    parts,
    ofParts: of,
    quotaParts,
    countedOn: counted ?? null,
    creditRate: booked?.rate ?? null,
  };
}
