import type { Day } from '../../kernel/day.js';
import type { BookingLine, FactValue } from '../../model/facts.js';
import { CHANGES } from '../../model/derived/related-facts.js';
import { RATES_KNOWN, type AppliedRate } from '../../model/rates.js';
import type { LineOrdinal } from '../../model/result.js';
import type { Rulebook } from '../../rulebook/rulebook.js';
import type { PlanVersion } from '../plan-version.js';
import { creditRateDay } from './rate-day.js';
import { RateSets } from './rate-sets.js';

/** The booking that pins a rate: its first line and date, and how many files of rates were known with it. */
export interface Origin {
  readonly line: LineOrdinal;
  readonly date: Day;
  readonly known: number | undefined;
}

/** What is known of a booking: whose rates it has, the booking that it takes back in the end, and which signs its lines have, as bits. */
interface Known {
  readonly origin: Origin;
  readonly root: Known | undefined;
  signs: number;
}

/** Whether a rulebook converts anything, so that it matters which booking a line changes. */
export function convertsIn({ plans, spiffs = [] }: Pick<Rulebook, 'plans' | 'spiffs'>): boolean {
  return [...plans, ...spiffs].some(
    ({ fx, incentives }) => fx !== undefined || incentives.some((each) => each.fx !== undefined),
  );
}

/** The facts that must come with each line of a rulebook that converts. */
export const FACTS_OF_EXCHANGE: readonly string[] = [CHANGES, RATES_KNOWN];

/** Converts credits: each rate that was applied has a number, from 1 on. A line that takes back a booking has the rate of that booking. */
export class Exchange {
  readonly applied: (AppliedRate | undefined)[] = [undefined];
  private readonly numbers = new Map<string, number>();
  private readonly known = new Map<string, Known>();
  /** The booking that a line takes back, where it names one. */
  private readonly changed = new Map<LineOrdinal, Origin>();
  private readonly places: { readonly changes: number; readonly known: number } | null;

  constructor(
    readonly rates: RateSets,
    converts: boolean,
    lineFacts: readonly string[],
  ) {
    this.places = converts
      ? { changes: lineFacts.indexOf(CHANGES), known: lineFacts.indexOf(RATES_KNOWN) }
      : null;
  }

  /** Takes the next line, before anything is asked about it. */
  pass(line: BookingLine, ordinal: LineOrdinal): void {
    if (!this.places) return;
    const named = this.changedBy(line);
    if (named) this.changed.set(ordinal, named.origin);
    const key = keyOf(line.source, line.booking);
    const origin = named?.origin ?? { line: ordinal, ...this.ownOf(line) };
    const known = this.known.get(key) ?? { origin, root: named && (named.root ?? named), signs: 0 };
    known.signs |= signOf(line);
    this.known.set(key, known);
  }

  /** The booking that a line takes back, or the one which that one takes back in its turn. */
  originalOf(ordinal: LineOrdinal): Origin | undefined {
    return this.changed.get(ordinal);
  }

  /** The number of the rate from the currency of a line to a plan's, 0 where it is the same; or why there is none. */
  credit(line: BookingLine, version: PlanVersion): number | string {
    const { plan } = version;
    const { currency } = line;
    const conversion = plan.fx?.credit;
    if (!conversion || currency === plan.currency) return 0;
    const { date, known } = this.changedBy(line)?.origin ?? this.ownOf(line);
    const on = creditRateDay(conversion.date, date, version);
    const standing = conversion.corrections === 'stand' && known !== undefined;
    const pair = { set: conversion.rates, from: currency, to: plan.currency, on };
    const found = this.rates.find(standing ? { ...pair, known } : pair);
    return typeof found === 'string' ? found : this.number(found);
  }

  /** The booking that a line takes back. What only adds to the one that it names is a fact of its own date. */
  private changedBy({ source, facts, net }: BookingLine): Known | undefined {
    const changes = facts[this.places?.changes ?? -1];
    const named = typeof changes === 'string' ? this.known.get(keyOf(source, changes)) : undefined;
    if (!named) return undefined;
    const all = named.signs | (named.root ?? named).signs;
    return net !== 0n && all === signOf({ net }) ? undefined : named;
  }

  private ownOf({ date, facts }: BookingLine): Omit<Origin, 'line'> {
    return { date, known: whole(facts[this.places?.known ?? -1]) };
  }

  private number(rate: AppliedRate): number {
    const { set, from, to, on, dated } = rate;
    const key = [set, from, to, on, dated, rate.rate.n, rate.rate.d].join('\u001f');
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.applied.length);
    return this.applied.push(rate) - 1;
  }
}

function keyOf(source: string, booking: string): string {
  return `${source}\u001f${booking}`;
}

/** A bit for an amount below, at or above nothing. */
function signOf({ net }: Pick<BookingLine, 'net'>): number {
  if (net === 0n) return 1;
  return net < 0n ? 2 : 4;
}

function whole(value: FactValue): number | undefined {
  return typeof value === 'object' ? Number(value.n / value.d) : undefined;
}
