import type { Day } from '../../kernel/day.js';
import { invariant } from '../../kernel/invariant.js';
import { ratio, type Ratio } from '../../kernel/ratio.js';
import { leastCommonMultiple } from '../../kernel/whole.js';
import type { FactValue } from '../../model/facts.js';
import type { AppliedRate } from '../../model/rates.js';
import type { Credit } from '../../model/result.js';
import type { PersonNumber } from '../../model/roster.js';
import type { Segment } from '../../model/seat.js';
import type { Books } from '../credit/admission.js';
import type { CreditedFor, OwnCredits } from '../credit/credit-book.js';
import type { InDeal } from './caps/deals.js';
import { inCurrency } from '../../values/in-currency.js';
import { CREDIT_RATE, type PlanVersion } from '../plan-version.js';
import type { Measure, Operand } from '../../rulebook/rulebook.js';
import { cappedCredits, capsOf } from './caps/capped-credits.js';
import { firstsOf } from './counted.js';

const MILLIONTHS = 1_000_000n;

/** A person's credits in one segment, in the order of their lines. A credit's place is its rank among them. */
export class Stint {
  /** Everything measured in this stint is a whole number of 1/unit of the currency: millionths, finer where lines are shared in parts. */
  readonly unit: bigint;
  /** How many credits there are. */
  readonly length: number;
  /** Per credit: its date, and the bits of what counts it. */
  readonly dates: Int32Array;
  readonly counts: Int32Array;
  /** Per grant: what an amount of the line is multiplied by, of the parts that are paid on and of those that retire quota. */
  private readonly factors: Readonly<Record<CreditedFor, readonly bigint[]>>;
  /** Whether some credit is paid on in other parts than those that retire quota. */
  readonly hasTwoCredits: boolean;
  private readonly converts: boolean;
  private readonly net: BigInt64Array;
  private readonly firsts = new Map<string, Uint8Array>();
  /** Ids of measures that cap credits or deals, and what credits count for them. */
  private readonly capped: ReadonlySet<string>;
  private readonly cappedAmounts = new Map<string, readonly bigint[]>();

  readonly person: PersonNumber;
  readonly segment: Segment;
  readonly credits: OwnCredits;

  constructor(
    { person, segment, credits }: Pick<Stint, 'person' | 'segment' | 'credits'>,
    readonly books: Books,
  ) {
    [this.person, this.segment, this.credits] = [person, segment, credits];
    const { grants } = books.credits;
    const { date, amounts } = books.lines;
    this.length = credits.line.length;
    this.counts = credits.counts;
    this.dates = credits.date ?? credits.line.map((line) => date.at(line));
    this.net = amounts.get('line.net')?.gather(credits.line) ?? new BigInt64Array(0);
    this.converts = this.versions.some(({ plan }) => plan.fx?.credit);
    const used = new Set(credits.grant);
    let finest = 1n;
    for (const number of used) finest = leastCommonMultiple(finest, BigInt(grants[number]?.of ?? 1));
    finest *= this.finenessOfValues() * this.finenessOfRates();
    const pay: bigint[] = [];
    const quotas: bigint[] = [];
    for (const number of used) {
      const { parts = 0, quota = 0, of = 1 } = grants[number] ?? {};
      pay[number] = (BigInt(parts) * finest) / BigInt(of);
      quotas[number] = (BigInt(quota) * finest) / BigInt(of);
    }
    this.factors = { pay, quota: quotas };
    this.hasTwoCredits = pay.some((factor, number) => factor !== quotas[number]);
    this.unit = MILLIONTHS * finest;
    const measures = this.versions.flatMap(({ plan }) => plan.measures);
    this.capped = new Set(measures.filter((each) => capsOf(each).length > 0).map(({ id }) => id));
  }

  get participant(): string {
    return this.segment.participant;
  }

  /** The versions of the stint's plan, oldest first. */
  get versions(): readonly PlanVersion[] {
    return this.books.plans.versions(this.segment.plan);
  }

  versionOn(date: Day): PlanVersion | undefined {
    return this.books.plans.on(this.segment.plan, date);
  }

  /** A fact of the person on a day, or a value or table that hangs on such facts alone, as a version of the plan works it out. */
  factOn(name: string, { version, day }: { version: PlanVersion | undefined; day: Day }): FactValue {
    const { roster } = this.books;
    if (!version) return roster.factOn(this.person, name, day);
    return version.ofPerson(name)({ roster, person: this.person, day });
  }

  /** A day, or the last before it on which the person was on a plan: in a SPIFF somebody may have left who takes part. */
  lastDayBy(day: Day): Day {
    const { roster } = this.books;
    if (roster.seatOn(this.person, day)) return day;
    const last = roster
      .seatsOf(this.person)
      .rows.flatMap(({ assignment: { from, until } }) =>
        from <= day && until !== null && until <= day ? [until - 1] : [],
      );
    return last.length === 0 ? day : Math.max(...last);
  }

  /** The days on which what names give of the person may change, through values and tables in any version of the plan; sorted, each once. */
  changeDays(names: readonly string[]): readonly Day[] {
    const leaves = new Set(this.versions.flatMap(({ values }) => values.leaves(names)));
    const ofPerson = this.books.roster.changeDays(this.person, [...leaves]);
    const ofTables = this.versions.flatMap(({ values }) => values.tableDays(names));
    return ofTables.length === 0 ? ofPerson : [...new Set([...ofPerson, ...ofTables])].sort((a, b) => a - b);
  }

  /** What a credit counts for a measure that counts it: the person's part of its number, capped where the measure says so. */
  amountOf(place: number, measure: Measure, by: CreditedFor = 'quota'): bigint {
    if (!this.capped.has(measure.id)) return this.amountAt(place, measure.sum, by);
    const key = `${by} ${measure.id}`;
    const known = this.cappedAmounts.get(key) ?? cappedCredits(this, measure.id, by);
    this.cappedAmounts.set(key, known);
    return known[place] ?? 0n;
  }

  /** Which deal a credit is part of. */
  dealAt(place: number): InDeal {
    return this.books.deals.at(this.credits.line[place] ?? 0);
  }

  /** The number of the grant by which a line was credited. */
  grantAt(place: number): number {
    return this.credits.grant[place] ?? 0;
  }

  /** A constant, or a number of the person on a day. */
  numberOn(operand: Operand, on: { version: PlanVersion | undefined; day: Day }): Ratio | undefined {
    if ('quantity' in operand) return operand.quantity.value;
    const value = 'name' in operand ? this.factOn(operand.name, on) : undefined;
    return typeof value === 'object' ? value : undefined;
  }

  /** The person's part of an amount of the credited line, in 1/unit: exact. What retires quota moves a measure; what is paid on is a base. */
  amountAt(place: number, fact: string, by: CreditedFor = 'quota'): bigint {
    const factor = this.factorAt(place, by);
    if (fact.startsWith('count.')) return this.countAt(place, { id: fact.slice('count.'.length), by });
    if (fact.startsWith('value.')) {
      const value = this.valueAt(place, fact);
      return value ? (value.n * MILLIONTHS * factor) / value.d : 0n;
    }
    const amount = fact === 'line.net' ? (this.net[place] ?? 0n) : this.otherAt(place, fact);
    const rate = this.converts ? this.rateAt(place) : undefined;
    if (rate && this.versionOn(this.dates[place] ?? 0)?.isMoney(fact))
      return this.converted(place, { amount, factor, rate });
    return factor === 1n ? amount : amount * factor;
  }

  private factorAt(place: number, by: CreditedFor): bigint {
    return this.factors[by][this.credits.grant[place] ?? 0] ?? 0n;
  }

  private otherAt(place: number, fact: string): bigint {
    return this.books.lines.amounts.get(fact)?.at(this.credits.line[place] ?? 0) ?? 0n;
  }

  /** A credit as others see it. */
  creditAt(place: number): Credit {
    const grant = this.books.credits.grants[this.credits.grant[place] ?? 0];
    invariant(grant !== undefined, 'a credit without a grant');
    const { kind, rule, parts, of, quota } = grant;
    return {
      participant: this.segment.participant,
      line: this.credits.line[place] ?? 0,
      kind,
      rule,
      parts,
      of,
      ...(quota === parts ? {} : { quotaParts: quota }),
      ...this.countedAt(place),
      ...this.bookedAt(place, quota || parts, of),
    };
  }

  /** The person's part of the line that is shown for a credit: what retires quota, else what is paid on. */
  creditedAt(place: number): bigint {
    return this.amountAt(place, 'line.net') || this.amountAt(place, 'line.net', 'pay');
  }

  /** The day on which a credit counts, where its plan dates it and that is not the day of the booking. */
  private countedAt(place: number): Pick<Credit, 'counted'> {
    const counted = this.credits.date?.[place];
    const booked = this.books.lines.date.at(this.credits.line[place] ?? 0);
    return counted === undefined || counted === booked ? {} : { counted };
  }

  /** The person's part of the net as booked, where it was converted. */
  private bookedAt(place: number, parts: number, of: number): Pick<Credit, 'booked'> {
    const rate = this.rateAt(place);
    const net = ratio((this.net[place] ?? 0n) * BigInt(parts), MILLIONTHS * BigInt(of));
    return rate ? { booked: { net, rate } } : {};
  }

  /** The rate that converted a credit to the plan's currency. */
  private rateAt(place: number): AppliedRate | undefined {
    if (!this.converts) return undefined;
    const column = this.versionOn(this.dates[place] ?? 0)?.rateNames.indexOf(CREDIT_RATE) ?? -1;
    const { credits, exchange } = this.books;
    return exchange.applied[credits.rates[column]?.at(this.credits.number[place] ?? 0) ?? 0];
  }

  /** An amount in the plan's currency, in 1/unit: exact, unless the plan rounds what it converts. */
  private converted(
    place: number,
    { amount, factor, rate: { rate } }: { amount: bigint; factor: bigint; rate: AppliedRate },
  ): bigint {
    const round = this.versionOn(this.dates[place] ?? 0)?.plan.fx?.credit?.round;
    if (!round) return (amount * factor * rate.n) / rate.d;
    const whole = inCurrency(ratio(amount, MILLIONTHS), { rate, round });
    return ((whole.n * MILLIONTHS) / whole.d) * factor;
  }

  /** One for a credit with which something new is counted, or the person's part of one; nothing for a further line of it, or without a part. */
  private countAt(place: number, { id, by }: { id: string; by: CreditedFor }): bigint {
    const key = `${by} ${id}`;
    const known = this.firsts.get(key) ?? firstsOf(this, id, { has: (at) => this.factorAt(at, by) !== 0n });
    this.firsts.set(key, known);
    if (known[place] !== 1) return 0n;
    const whole = this.versionOn(this.dates[place] ?? 0)?.measure(id)?.counted?.split === 'whole';
    return whole ? this.unit : MILLIONTHS * this.factorAt(place, by);
  }

  /** What a value came to for a credit's line; `undefined` where it is unknown, which was told when the line came. */
  private valueAt(place: number, name: string): Ratio | undefined {
    const column = this.versionOn(this.dates[place] ?? 0)?.rateNames.indexOf(name) ?? -1;
    const { credits, rates } = this.books;
    return rates.rate(credits.rates[column]?.at(this.credits.number[place] ?? 0) ?? 0);
  }

  /** What millionths have to be divided by further, so that every value that a measure adds up is a whole number of them. */
  private finenessOfValues(): bigint {
    const names = new Set(this.versions.flatMap(({ otherSums }) => otherSums.map(({ fact }) => fact)));
    let finest = MILLIONTHS;
    for (const name of [...names].filter((each) => each.startsWith('value.')))
      for (let place = 0; place < this.length; place += 1)
        finest = leastCommonMultiple(finest, this.valueAt(place, name)?.d ?? 1n);
    return finest / MILLIONTHS;
  }

  /** What millionths have to be divided by further, so that what is converted is a whole number of them. */
  private finenessOfRates(): bigint {
    let finest = 1n;
    if (this.converts)
      for (let place = 0; place < this.length; place += 1)
        finest = leastCommonMultiple(finest, this.rateAt(place)?.rate.d ?? 1n);
    return finest;
  }
}

/**
 * A person's credits by segment. A credit belongs to the segment of its date, whenever it became known. A segment without any credit is there
 * where its plan may pay all the same.
 */
export function stintsOf(participant: string, books: Books): readonly Stint[] {
  const person = books.roster.numberOf(participant);
  if (person === undefined) return [];
  const credits = books.credits.of(person);
  const stints: Stint[] = [];
  const dateAt = (place: number): Day =>
    credits.date?.[place] ?? books.lines.date.at(credits.line[place] ?? 0);
  let place = 0;
  const segments = new Set(books.roster.seatsOf(person).rows.map(({ segment }) => segment));
  for (const segment of [...segments].sort((a, b) => a.from - b.from)) {
    const start = firstFrom(place, credits.line.length, (at) => dateAt(at) >= segment.from);
    place = firstFrom(start, credits.line.length, (at) => dateAt(at) >= segment.until);
    if (place > start || books.plans.paysWithoutCredits(segment.plan))
      stints.push(new Stint({ person, segment, credits: between(credits, start, place) }, books));
  }
  return stints;
}

/** The first place of sorted ones that has come far enough; `end` when none has. */
function firstFrom(start: number, end: number, reached: (place: number) => boolean): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function between({ number, line, grant, counts, date }: OwnCredits, start: number, end: number): OwnCredits {
  return {
    number: number.subarray(start, end),
    line: line.subarray(start, end),
    grant: grant.subarray(start, end),
    counts: counts.subarray(start, end),
    date: date && date.subarray(start, end),
  };
}
