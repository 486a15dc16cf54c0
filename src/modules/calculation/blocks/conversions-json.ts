import { readDay, writeDay, type Day } from '../../../engine/kernel/day.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import {
  multiply,
  ratio,
  readDecimal,
  roundToUnits,
  writeUnits,
  type Ratio,
} from '../../../engine/kernel/ratio.js';
import type { AppliedRate } from '../../../engine/model/rates.js';
import type { Credit, EarningLine, PayConversion } from '../../../engine/model/result.js';
import { exactText, readExact } from './exact-text.js';
import type { Json } from './json-text.js';

/** A rate as it is stored: from which set, between which currencies, asked for which day and dated which. */
export interface StoredRate {
  readonly on: string;
  readonly to: string;
  readonly set: string;
  readonly from: string;
  readonly rate: string;
  readonly dated: string;
}

/** What a line was in the plan's currency and the number of its rate; where there are several, also how much of it was paid by which. */
type StoredPaid = readonly [
  amount: string,
  rate: number,
  ...parts: (readonly [amount: string, rate: number])[],
];

/** The conversions of an earning's lines: each rate once, and by the lines' places its number, −1 for none. */
export interface StoredConversions {
  readonly rates: readonly StoredRate[];
  readonly booked?: readonly number[];
  readonly paid?: readonly StoredPaid[];
}

/** Gathers the conversions of an earning's lines as they pass. */
export class Conversions {
  private readonly rates: StoredRate[] = [];
  private readonly numbers = new Map<AppliedRate, number>();
  private readonly booked: number[] = [];
  private readonly paid: StoredPaid[] = [];
  private lines = 0;

  /** Takes the next line. Nothing is kept of an earning before the first line that is converted. */
  add({ credit, paid }: EarningLine): void {
    this.lines += 1;
    if (!credit?.booked && !paid && this.booked.length === 0) return;
    while (this.booked.length < this.lines - 1) this.push(-1, ['0.00', -1]);
    const amount = writeUnits(paid?.amount ?? 0n, 2);
    const parts = (paid?.parts ?? []).map(
      (part) => [exactText(part.amount), this.number(part.rate)] as const,
    );
    this.push(this.number(credit?.booked?.rate), [amount, this.number(paid?.rate ?? undefined), ...parts]);
  }

  /** As it is stored; nothing where nothing was converted. */
  stored(hasPay: boolean): { readonly fx?: Json } {
    if (this.booked.length === 0) return {};
    const booked = this.booked.some((number) => number >= 0) ? { booked: this.booked } : {};
    const rates = this.rates.map((rate) => ({ ...rate }));
    return { fx: { ...(hasPay ? { paid: this.paid } : {}), rates, ...booked } };
  }

  private push(booked: number, paid: StoredPaid): void {
    this.booked.push(booked);
    this.paid.push(paid);
  }

  private number(rate: AppliedRate | undefined): number {
    if (!rate) return -1;
    const known = this.numbers.get(rate);
    if (known !== undefined) return known;
    const stored = rateText(rate);
    const same = this.rates.findIndex((each) => JSON.stringify(each) === JSON.stringify(stored));
    const number = same >= 0 ? same : this.rates.push(stored) - 1;
    this.numbers.set(rate, number);
    return number;
  }
}

/** The conversion of a whole earning, as it is stored. */
export function payText({ currency, amount, exact, rates }: PayConversion): Json {
  const texts = rates.map((rate): Json => ({ ...rateText(rate) }));
  return { exact: exactText(exact), rates: texts, amount: writeUnits(amount, 2), currency };
}

/** What `payText` wrote. */
export interface StoredPay {
  readonly exact: string;
  readonly rates: readonly StoredRate[];
  readonly amount: string;
  readonly currency: string;
}

/** Reads what `payText` wrote. */
export function readPay({ currency, amount, exact, rates }: StoredPay): PayConversion {
  return { currency, amount: cents(amount), exact: readExact(exact), rates: rates.map(readRate) };
}

/** The conversions of an earning's lines as they were stored, their rates read. */
export interface ReadConversions extends Omit<StoredConversions, 'rates'> {
  readonly rates: readonly AppliedRate[];
}

/** Reads the conversions of an earning's lines. */
export function readConversions(stored: StoredConversions | undefined): ReadConversions | undefined {
  return stored && { ...stored, rates: stored.rates.map(readRate) };
}

/** A line as it was converted: the credit in the booking's currency, the pay in the plan's. */
export function convertedLine(
  line: EarningLine,
  at: { readonly seq: number; readonly net: Ratio | null },
  conversions: ReadConversions | undefined,
): EarningLine {
  if (!conversions) return line;
  const { rates } = conversions;
  const rate = rates[conversions.booked?.[at.seq] ?? -1];
  const paid = conversions.paid?.[at.seq];
  const credit = line.credit && rate && at.net ? bookedCredit(line.credit, at.net, rate) : line.credit;
  if (!paid) return { ...line, credit };
  const [amount, number, ...several] = paid;
  const parts = several.flatMap(([part, of]) => {
    const by = rates[of];
    return by ? [{ amount: readExact(part), rate: by }] : [];
  });
  const said = { amount: cents(amount), rate: rates[number] ?? null };
  return { ...line, credit, paid: parts.length > 0 ? { ...said, parts } : said };
}

function bookedCredit(credit: Credit, net: Ratio, rate: AppliedRate): Credit {
  const parts = credit.quotaParts || credit.parts;
  return { ...credit, booked: { net: multiply(net, ratio(BigInt(parts), BigInt(credit.of))), rate } };
}

function rateText({ on, to, set, from, rate, dated }: AppliedRate): StoredRate {
  return { on: writeDay(on), to, set, from, rate: exactText(rate), dated: writeDay(dated) };
}

/** Reads a rate as it is stored. */
export function readRate({ on, dated, rate, ...rest }: StoredRate): AppliedRate {
  return { ...rest, on: day(on), dated: day(dated), rate: readExact(rate) };
}

function day(text: string): Day {
  const read = readDay(text);
  invariant(read !== undefined, `a stored day that is none: ${text}`);
  return read;
}

function cents(text: string): bigint {
  const value = readDecimal(text);
  invariant(value !== undefined, `a stored amount that is none: ${text}`);
  return roundToUnits(value, 2);
}
