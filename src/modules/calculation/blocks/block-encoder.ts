import { createHash } from 'node:crypto';
import { invariant } from '../../../engine/kernel/invariant.js';
import type { Ratio } from '../../../engine/kernel/ratio.js';
import type { Earned, Earning, EarningLine } from '../../../engine/model/result.js';
import type { LinesSeen } from '../lines/lines-seen.js';
import { textField, TupleWriter } from '../../../platform/database/copy/tuple-writer.js';
import { Asides } from './asides-json.js';
import { Conversions } from './conversions-json.js';
import { workingText } from './working-json.js';

/** The columns of the stored tuples, in the order in which they are written and hashed (`docs/digest.md`). */
export const EARNING_COLUMNS =
  'calculation, earning_id, participant, incentive, plan, version, period, period_from, period_until, window_from, window_until, currency, ' +
  'measure, quota, attainment, amount, exact_amount, lines, working, reason, digest';
export const LINE_COLUMNS =
  'calculation, earning_id, seq, booking_line, credit_kind, rule, parts, of_parts, credit, measure_before, tier, rate, exact_amount, amount';
const EARNING_FIELDS = EARNING_COLUMNS.split(',').length;
const LINE_FIELDS = LINE_COLUMNS.split(',').length;

/** Room for a tuple's fixed fields and numbers; a number takes at most 44 bytes, text asks for its own room. */
const LINE_ROOM = 400;
const EARNING_ROOM = 600;
/** Where a tuple's calculation and earning id stand: after the count of fields and each field's length. */
const CALCULATION_AT = 2 + 4;
const EARNING_ID_AT = CALCULATION_AT + 8 + 4;
const NAMELESS = Buffer.from('0000000800000000000000000000001000000000000000000000000000000000', 'hex');
const DIGEST_CHARACTERS = 64;
/** What a window pays that is no booking's has the id of zeros for its booking line, and a kind of its own. */
const NO_BOOKING = new Uint8Array(16);
const OF_WINDOW = { kind: 'window', rule: '', parts: 1, of: 1 };

/** An earning and its lines as they will be stored: named by their digest, still outside the database. */
export interface Block {
  /** SHA-256 of the block's tuples with calculation 0, no earning id and no digest, in hexadecimal. */
  readonly digest: string;
  /** The digest's first 16 bytes: the earning's id. */
  readonly id: Buffer;
  readonly lines: number;
  /** Lines that are a credit's. */
  readonly credits: number;
}

/**
 * Writes earnings and their lines as binary COPY tuples, hashing each block over the very bytes that are stored. A block that an earlier
 * calculation holds is taken back with `drop`, before its id is set.
 */
export class BlockEncoder {
  readonly earnings = new TupleWriter(1 << 18);
  readonly lines = new TupleWriter(1 << 18);
  private readonly words = new Map<string, Buffer>();
  private starts = new Int32Array(1 << 12);
  private earningStart = 0;
  private linesStart = 0;
  private digestAt = 0;
  private count = 0;
  private conversions = new Conversions();
  private asides = new Asides();
  private lastRate: Ratio | undefined;
  private lastRateField = new Uint8Array();

  constructor(
    private readonly calculation: bigint,
    private readonly seen: LinesSeen,
  ) {}

  /** Encodes a block at the end of `earnings` and `lines` and names it. Follow with `keep` or `drop`. */
  encode(earned: Earned): Block {
    this.earningStart = this.earnings.at;
    this.linesStart = this.lines.at;
    this.count = 0;
    [this.conversions, this.asides] = [new Conversions(), new Asides()];
    let [total, credits] = [0n, 0];
    for (const line of earned.lines) {
      this.asides.add(line, this.count);
      this.line(line);
      this.conversions.add(line);
      total += line.amount;
      if (line.credit) credits += 1;
    }
    const { earning } = earned;
    invariant(
      total === earning.amount,
      `the lines of ${earning.participant} ${earning.incentive} ${earning.period.name} do not make its amount`,
    );
    this.earning(earning);
    const hash = createHash('sha256');
    hash.update(this.earnings.bytes.subarray(this.earningStart, this.earnings.at));
    hash.update(this.lines.bytes.subarray(this.linesStart, this.lines.at));
    const digest = hash.digest();
    return { digest: digest.toString('hex'), id: digest.subarray(0, 16), lines: this.count, credits };
  }

  /** Sets the calculation, the id and the digest that were left out of the hash. */
  keep(block: Block): void {
    this.name(this.earnings.bytes, this.earningStart, block.id);
    this.earnings.at = this.digestAt;
    this.earnings.text(block.digest);
    for (let index = 0; index < this.count; index += 1)
      this.name(this.lines.bytes, this.starts[index] ?? 0, block.id);
  }

  drop(): void {
    this.earnings.at = this.earningStart;
    this.lines.at = this.linesStart;
  }

  private name(bytes: Buffer, start: number, id: Buffer): void {
    bytes.writeBigInt64BE(this.calculation, start + CALCULATION_AT);
    for (let index = 0; index < 16; index += 1) bytes[start + EARNING_ID_AT + index] = id[index] ?? 0;
  }

  private line(line: EarningLine): void {
    const { lines, seen } = this;
    const { credit } = line;
    if (this.count === this.starts.length) this.starts = grown(this.starts);
    lines.ensure(LINE_ROOM);
    this.starts[this.count] = lines.at;
    this.head(lines, LINE_FIELDS, LINE_ROOM);
    lines.int4(this.count);
    if (credit) lines.uuid(seen.ids, credit.line * 16);
    else lines.uuid(NO_BOOKING, 0);
    const { kind, rule, parts, of } = credit ?? OF_WINDOW;
    lines.prepared(this.word(kind));
    lines.prepared(this.word(rule));
    lines.ensure(LINE_ROOM);
    lines.int4(parts);
    lines.int4(of);
    lines.ratio(line.credited);
    lines.ratio(line.measureBefore);
    lines.prepared(this.word(line.tier));
    lines.ensure(LINE_ROOM);
    this.rate(line.rate);
    lines.ratio(line.exact);
    lines.cents(line.amount);
    this.count += 1;
  }

  /** Lines of a tier have one rate after the other over different numbers: an equal one is not divided out again. */
  private rate(rate: Ratio | null): void {
    const { lines, lastRate } = this;
    if (!rate) return lines.null();
    if (lastRate && lastRate.n * rate.d === rate.n * lastRate.d) return lines.prepared(this.lastRateField);
    const start = lines.at;
    lines.ratio(rate);
    this.lastRate = rate;
    this.lastRateField = Uint8Array.prototype.slice.call(lines.bytes, start, lines.at);
  }

  private earning(earning: Earning): void {
    const { earnings } = this;
    this.head(earnings, EARNING_FIELDS, EARNING_ROOM);
    for (const text of [
      earning.participant,
      earning.incentive,
      earning.plan,
      earning.version,
      earning.period.name,
    ])
      earnings.text(text);
    earnings.ensure(EARNING_ROOM);
    for (const day of [earning.period.from, earning.period.until, earning.window.from, earning.window.until])
      earnings.date(day);
    earnings.text(earning.currency);
    earnings.ensure(EARNING_ROOM);
    for (const number of [earning.measure, earning.quota, earning.attainment]) {
      if (number) earnings.ratio(number);
      else earnings.null();
    }
    earnings.cents(earning.amount);
    earnings.ratio(earning.working.pay?.exact ?? earning.working.exact);
    earnings.int4(this.count);
    const { working } = earning;
    const ofLines = { ...this.conversions.stored(working.pay !== undefined), ...this.asides.stored() };
    earnings.jsonb(workingText(earning.window.name, working, ofLines));
    if (earning.reason === null) this.none(earnings);
    else earnings.text(earning.reason);
    earnings.ensure(4 + DIGEST_CHARACTERS);
    this.digestAt = earnings.at;
    earnings.text('');
  }

  private none(into: TupleWriter): void {
    into.ensure(4);
    into.null();
  }

  /** The count of fields, calculation 0 and an id of zeros: what they are is set when the block is kept. */
  private head(into: TupleWriter, fields: number, room: number): void {
    into.tuple(fields, room);
    into.prepared(NAMELESS);
  }

  /** Kinds, rules and tiers are few; each is encoded once. */
  private word(text: string): Buffer {
    let field = this.words.get(text);
    if (!field) {
      field = textField(text);
      this.words.set(text, field);
    }
    return field;
  }
}

function grown(list: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(list.length * 2);
  larger.set(list);
  return larger;
}
