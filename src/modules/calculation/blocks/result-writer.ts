import { createHash } from 'node:crypto';
import type { CreditException, Earned } from '../../../engine/model/result.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { BlockEncoder, EARNING_COLUMNS, LINE_COLUMNS } from './block-encoder.js';
import { CopySink } from './copy-sink.js';
import { TupleWriter } from '../../../platform/database/copy/tuple-writer.js';
import { idText, type HeldBlocks } from './held-blocks.js';
import type { LinesSeen } from '../lines/lines-seen.js';
import type { ShardTask } from '../shards/shard-task.js';
import type { LeafEntry } from '../shards/shard-summary.js';

const MANIFEST_COLUMNS = 'calculation, participant, incentive, period, period_from, earning_id, held_in';
const EXCEPTION_COLUMNS = 'calculation, booking_line, code, reason, participant';
/** Lines are sent when this many bytes wait: small enough that the database works while the next are made. */
const LINES_WAIT = 1 << 17;
/** The other tables go through the same connection, which ends the COPY of lines; so they wait longer. */
const REST_WAIT = 1 << 23;

/** Writes a shard's results into the partitions of its calculation, a bounded number of bytes at a time. */
export class ResultWriter {
  readonly written = { earnings: 0, lines: 0, shared: 0 };
  /** Credits of all blocks so far, stored or shared. */
  credits = 0;
  private readonly encoder: BlockEncoder;
  private readonly manifest = new TupleWriter(1 << 16);
  private readonly exceptions = new TupleWriter(1 << 16);
  private readonly exceptionHash = createHash('sha256');
  private readonly sink: CopySink;

  constructor(
    tx: Transaction,
    private readonly task: ShardTask,
    private readonly from: { readonly seen: LinesSeen; readonly held: HeldBlocks },
  ) {
    this.encoder = new BlockEncoder(task.calculation, from.seen);
    this.sink = new CopySink(tx);
  }

  /** Encodes an earning; unless an earlier calculation holds its block, it will be stored. */
  earn(earned: Earned): LeafEntry {
    const block = this.encoder.encode(earned);
    const { participant, incentive, period } = earned.earning;
    this.credits += block.credits;
    const holder = this.from.held.get(idText(block.id));
    if (holder === undefined) {
      this.encoder.keep(block);
      this.written.earnings += 1;
      this.written.lines += block.lines;
    } else {
      this.encoder.drop();
      this.written.shared += 1;
    }
    const { manifest } = this;
    manifest.tuple(7, 100);
    manifest.int8(this.task.calculation);
    for (const text of [participant, incentive, period.name]) manifest.text(text);
    manifest.ensure(100);
    manifest.date(period.from);
    manifest.uuid(block.id, 0);
    manifest.int8(holder === undefined ? this.task.calculation : BigInt(holder));
    return { incentive, period, digest: block.digest };
  }

  except(exception: CreditException): void {
    const { exceptions } = this;
    const id = this.from.seen.ids.subarray(exception.line * 16, exception.line * 16 + 16);
    this.exceptionHash.update(`${idText(id)}\u001f${exception.code}\u001f${exception.reason}\n`);
    exceptions.tuple(5, 100);
    exceptions.int8(this.task.calculation);
    exceptions.uuid(id, 0);
    exceptions.text(exception.code);
    exceptions.text(exception.reason);
    if (exception.participant === undefined) exceptions.null();
    else exceptions.text(exception.participant);
  }

  /** True when enough waits to be sent. */
  isFull(): boolean {
    const { earnings, lines } = this.encoder;
    return (
      lines.at >= LINES_WAIT || earnings.at + this.manifest.at >= REST_WAIT || this.exceptions.at >= REST_WAIT
    );
  }

  /** Sends what waits; `all` sends the little that waits for the other tables too. */
  async flush(all = false): Promise<void> {
    await this.send('earning_line', LINE_COLUMNS, this.encoder.lines);
    const rest = this.encoder.earnings.at + this.manifest.at >= REST_WAIT;
    if (all || rest) {
      await this.send('earning', EARNING_COLUMNS, this.encoder.earnings);
      await this.send('manifest', MANIFEST_COLUMNS, this.manifest);
    }
    if (all || this.exceptions.at >= REST_WAIT)
      await this.send('credit_exception', EXCEPTION_COLUMNS, this.exceptions);
  }

  /** Sends the last and ends; gives the digest of the exceptions. */
  async finish(): Promise<string> {
    await this.flush(true);
    await this.sink.end();
    return this.exceptionHash.digest('hex');
  }

  private async send(table: string, columns: string, tuples: TupleWriter): Promise<void> {
    await this.sink.write(`calculation_data.${table}_${this.task.calculation} (${columns})`, tuples.take());
  }
}
