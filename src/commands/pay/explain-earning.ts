import { writeDay, type NamedPeriod } from '../../engine/kernel/day.js';
import { ratio, writeDecimal, writeUnits } from '../../engine/kernel/ratio.js';
import { explain, sayBeside, sayPaidAt, type Explanation } from '../../engine/explain/explain.js';
import type { AppliedRate } from '../../engine/model/rates.js';
import type { Credit, Earning } from '../../engine/model/result.js';
import { sayCents, sayMoney, sayRate } from '../../engine/explain/say-numbers.js';
import {
  EarningsService,
  type BookedLine,
  type Explainable,
  type StoredEarning,
  type StoredLine,
} from '../../modules/calculation/earnings.service.js';
import type { Environment } from '../environment.js';
import { OPERATOR, table } from '../output.js';

const LINES = 40;

/** An earning with its lines, for whoever prints it. */
export async function explainable(
  { app }: Environment,
  { calculation, id }: StoredEarning,
): Promise<Explainable> {
  return await app.get(EarningsService).explainable(OPERATOR, calculation, id);
}

/** An earning in words, the numbers that made it, and its bookings; at most forty of them are printed. */
export function earningText({ earning: { earning }, lines, source }: Explainable): string {
  const { participant, incentive, period, plan } = earning;
  const title = incentive === '' ? 'credits that earn nothing' : incentive;
  const explanation = explain(earning, [], source);
  return [
    `${participant}, ${period.name}: ${title} (plan ${plan})`,
    explanation.says,
    ...explanation.parts.flatMap(partText),
    linesText(lines, earning),
    ...lines.slice(0, LINES).flatMap((line) => besideText(line, earning)),
    ...(lines.length > LINES ? [`  … and ${lines.length - LINES} more; --json gives all`] : []),
  ].join('\n');
}

/** The same for a program: amounts as decimals in the plan's currency, dates as YYYY-MM-DD. */
export function earningJson({ earning: { earning }, lines, source }: Explainable): unknown {
  const { participant, incentive, plan, version, period, window, currency, quota, attainment } = earning;
  return {
    participant,
    incentive,
    plan,
    version,
    period: periodJson(period),
    window: periodJson(window),
    currency,
    measure: writeDecimal(earning.measure),
    quota: quota && writeDecimal(quota),
    attainment: attainment && writeDecimal(attainment),
    amount: writeUnits(earning.amount, 2),
    explanation: explain(earning, [], source),
    lines: lines.map((line) => lineJson(line, earning)),
  };
}

function periodJson({ name, from, until }: NamedPeriod): unknown {
  return { name, from: writeDay(from), until: writeDay(until) };
}

function lineJson({ booking, line }: StoredLine, earning: Earning): unknown {
  const { credit, credited, measureBefore, tier, rate, exact, amount } = line;
  return {
    booking: booking && bookingJson(booking),
    credit: credit && creditJson(credit),
    credited: writeDecimal(credited),
    measureBefore: writeDecimal(measureBefore),
    tier,
    rate: rate && writeDecimal(rate),
    exact: writeDecimal(exact),
    amount: writeUnits(amount, 2),
    beside: sayBeside(line, earning),
  };
}

function creditJson({ kind, rule, parts, of, quotaParts = parts, counted, booked }: Credit): unknown {
  return {
    kind,
    rule,
    parts,
    of,
    quotaParts,
    ...(counted === undefined ? {} : { countedOn: writeDay(counted) }),
    ...(booked ? { booked: { net: writeDecimal(booked.net), rate: rateJson(booked.rate) } } : {}),
  };
}

function rateJson({ on, dated, rate, ...of }: AppliedRate): unknown {
  return { ...of, on: writeDay(on), dated: writeDay(dated), rate: writeDecimal(rate) };
}

function bookingJson({ source, booking: id, line, date, currency, net }: BookedLine): unknown {
  return { source, id, line, date: writeDay(date), currency, net: writeDecimal(net) };
}

function partText({ says, amount, parts }: Explanation): string[] {
  return [
    `  ${says}${amount === '' ? '' : ` (${amount})`}`,
    ...parts.flatMap(partText).map((text) => `  ${text}`),
  ];
}

function linesText(lines: readonly StoredLine[], earning: Earning): string {
  const head = ['  date', 'booking', 'credit', 'by rule', 'credited', 'on top of', 'tier', 'rate', 'pays'];
  return table(
    head,
    lines.slice(0, LINES).map((line) => lineCells(line, earning)),
    new Set([4, 5, 7, 8]),
  );
}

function lineCells({ booking, line }: StoredLine, earning: Earning): string[] {
  const { credit, credited, measureBefore, tier, amount } = line;
  const paid = [tier, sayPaidAt(line, earning), sayCents(amount)];
  if (!booking || !credit) return ['  no booking', '', '', '', '', '', ...paid];
  return [
    `  ${writeDay(booking.date)}`,
    `${booking.booking}/${booking.line}`,
    `${credit.kind}${partOf(credit)}`,
    credit.rule,
    sayMoney(credited),
    sayMoney(measureBefore),
    ...paid,
  ];
}

/** Of how many parts a credit is, for quota and for pay where that is not the same. */
function partOf({ parts, of, quotaParts = parts }: Credit): string {
  if (quotaParts !== parts) return ` ${quotaParts} of ${of} for quota, ${parts} for pay`;
  if (parts > of) return ` ${sayRate(ratio(BigInt(parts), BigInt(of)))}`;
  return parts === of ? '' : ` ${parts} of ${of}`;
}

/** What is to be said beside a line: on which day it counts, how it was converted. */
function besideText({ booking, line }: StoredLine, earning: Earning): string[] {
  const name = booking ? `${booking.booking}/${booking.line}` : 'no booking';
  return sayBeside(line, earning).map((said) => `  ${name}: ${said}`);
}
