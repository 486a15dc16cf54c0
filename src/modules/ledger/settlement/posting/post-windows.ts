import { invariant } from '../../../../engine/kernel/invariant.js';
import type { Causes, LineChange } from '../../../../engine/model/ledger.js';
import { causeOf } from '../../../../engine/settle.js';
import { readCopy, type CopyReader } from '../../../../platform/database/copy/copy-reader.js';
import { CopyWriter } from '../../../../platform/database/copy/copy-writer.js';
import type { ChangeTransaction } from '../../../../platform/database/transaction.js';
import { CENTS, EXACT, readCents } from '../../scaled.js';
import { POST_DIFFERENCES, POST_FRESH, sidesOf, TAKE_DIFFERENCES } from '../settling.sql.js';
import { batches, slicesOf } from './slices.js';
import { NOTHING_TOLD, WindowFold, type SideRow, type Told } from './window-fold.js';
import { earnedCents, holding, isFresh, type SettlingWindow } from '../windows.js';

/** What was posted on a window: the sum of its lines' changes, and how many lines. */
export interface Posted {
  readonly cents: bigint;
  readonly lines: number;
}

const SCALE = 10n ** BigInt(EXACT);
/** Lines read at once, of both sides: what is held in memory is at most their differences. */
const BATCH_LINES = 100_000;

/** Posts windows that nothing was posted on, line for line as they are earned, without passing through this process. */
export async function postFresh(
  tx: ChangeTransaction,
  windows: readonly SettlingWindow[],
): Promise<Map<number, Posted>> {
  const fresh = windows.filter(isFresh);
  if (fresh.length === 0) return new Map();
  const sql = await tx.query<{ number: number; change: string; lines: number }>(POST_FRESH, [
    tx.entry,
    holding(fresh),
  ]);
  const posted = new Map(sql.map((row) => [row.number, { cents: readCents(row.change), lines: row.lines }]));
  for (const window of fresh) {
    requireFooting(window, posted.get(window.number)?.cents ?? 0n);
  }
  return posted;
}

/** Posts the differences of windows that were posted on before, or whose own period is closed. */
export async function postDifferences(
  tx: ChangeTransaction,
  windows: readonly SettlingWindow[],
  { causes, batchLines = BATCH_LINES }: { readonly causes: Causes; readonly batchLines?: number },
): Promise<Map<number, Posted>> {
  const posted = new Map<number, Posted>();
  for (const batch of batches(
    windows.filter((window) => !isFresh(window)),
    batchLines,
  ))
    await new Differences(batch, causes, posted).find(tx, batchLines);
  if (posted.size > 0) await tx.query(POST_DIFFERENCES, [tx.entry]);
  return posted;
}

/** The differences of some windows, encoded as they are found, since the connection reads or writes but never both. */
class Differences {
  private readonly windows: ReadonlyMap<number, SettlingWindow>;
  private rows = new CopyWriter();
  private readonly causes: Causes;
  /** What was told of the line at hand. */
  private told = NOTHING_TOLD;
  /** Why a line of the window at hand moved: its rounding line moved with it. */
  private moved: { readonly number: number; readonly said: string } | undefined;

  constructor(
    private readonly batch: readonly SettlingWindow[],
    causes: Causes,
    private readonly posted: Map<number, Posted>,
  ) {
    this.causes = { ofLine: () => this.told.revision, ofWindow: causes.ofWindow };
    this.windows = new Map(batch.map((window) => [window.number, window]));
  }

  /** Reads both sides slice by slice, and puts aside what each slice differs in. */
  async find(tx: ChangeTransaction, lines: number): Promise<void> {
    const fold = new WindowFold({
      changed: (number, change, told) => this.write(number, change, told),
      settled: (number, earned) => requireFooting(this.window(number), earned),
    });
    const held = holding(this.batch);
    for (const slice of slicesOf(this.batch, lines)) {
      await readCopy(tx.copyOut(sidesOf(slice, held)), 10, (row) => fold.take(sideRow(row)));
      if (slice.before === null) fold.end();
      await this.keep(tx);
    }
  }

  private async keep(tx: ChangeTransaction): Promise<void> {
    if (this.rows.rows === 0) return;
    await this.rows.end(tx.copyIn(TAKE_DIFFERENCES));
    this.rows = new CopyWriter();
  }

  private write(number: number, change: LineChange, told: Told): void {
    const cause = this.causeOf(number, change, told);
    const before = this.posted.get(number) ?? { cents: 0n, lines: 0 };
    this.posted.set(number, { cents: before.cents + change.cents, lines: before.lines + 1 });
    const { rows } = this;
    rows.row(8);
    rows.int4(number);
    rows.int4(before.lines + 1);
    if (change.bookingLine === null) rows.null();
    else rows.uuid(change.bookingLine);
    rows.text(change.tier);
    if (change.rate === null) rows.null();
    else rows.ratio({ n: change.rate, d: SCALE });
    rows.numeric(change.cents, CENTS);
    rows.ratio({ n: change.exact, d: SCALE });
    rows.textArray(cause);
  }

  /** Why a line changed; of one that is held, or was, also why, and that alone where it only moved. */
  private causeOf(number: number, change: LineChange, told: Told): readonly string[] {
    this.told = told;
    if (change.bookingLine === null && this.moved?.number === number) return [this.moved.said];
    if (told.held === undefined) return causeOf(change, this.window(number), this.causes);
    if (told.isOtherReason && change.cents === 0n && change.exact === 0n) return [told.held];
    if (!told.isMoved) return [told.held, ...causeOf(change, this.window(number), this.causes)];
    this.moved = { number, said: told.held };
    return change.isNew || told.revision === undefined ? [told.held] : [told.held, told.revision];
  }

  private window(number: number): SettlingWindow {
    const window = this.windows.get(number);
    invariant(window !== undefined, `a line of window ${number}, which is not being settled`);
    return window;
  }
}

function sideRow(row: CopyReader): SideRow {
  const rate = row.isNull(6) ? null : row.numeric(6, EXACT);
  const [revision, held] = [7, 8].map((column) => (row.isNull(column) ? undefined : row.text(column)));
  const standing = row.int4(9);
  return {
    number: row.int4(0),
    bookingLine: row.isNull(1) ? null : row.uuid(1),
    isPosted: row.int4(2) === 1,
    value: { exact: row.numeric(3, EXACT), cents: row.numeric(4, CENTS), tier: row.text(5), rate },
    told: { revision, held, isMoved: standing === 1, isOtherReason: standing === 2 },
  };
}

/** An earning is the sum of its lines; where it is not, nothing is posted at all. */
function requireFooting(window: SettlingWindow, cents: bigint): void {
  const { participant, incentive, origin } = window.key;
  const what = `${incentive} of ${participant} for ${origin.name}`;
  invariant(cents === earnedCents(window), `${what} is not the sum of its lines`);
}
