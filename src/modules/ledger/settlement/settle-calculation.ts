import type { Causes } from '../../../engine/model/ledger.js';
import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import { settlementIdentity } from '../../../engine/settle.js';
import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import type { Settleable } from './settleable.js';
import { findHeld } from './find-held.js';
import { findChanges, readCauses } from './read-causes.js';
import { readCalendars } from './standing-calendars.js';
import { postDifferences, postFresh } from './posting/post-windows.js';
import { writeEntries } from './posting/write-entries.js';
import { findWindows, readWindows } from './read-windows.js';
import { ledgerPosition, type Settlement } from './settlement.js';
import { isFresh, type SettlingWindow } from './windows.js';
import { Tally, type PostedWindow } from './tally.js';

/** Windows held at once, at the least: those of a participant stay together. */
const CHUNK_WINDOWS = 5000;

const NO_CAUSES: Causes = { ofLine: () => undefined, ofWindow: () => [] };

/** How much is held in memory at once; smaller in tests. */
export interface Room {
  readonly windows?: number;
  readonly lines?: number;
}

/**
 * Posts what a calculation earns beyond what was posted, under the ledger's lock: the windows that differ from the last settled
 * calculation are read, their differences posted, and the settlement recorded. All of it commits together or not at all.
 */
export async function settleCalculation(
  tx: ChangeTransaction,
  found: Settleable,
  { rulebook, room = {} }: { readonly rulebook: Rulebook; readonly room?: Room },
): Promise<Settlement> {
  const { calculation, fingerprint, position, last } = found;
  const against = await ledgerPosition(tx);
  const calendars = await readCalendars(tx, rulebook, position);
  await findHeld(tx, { calculation, position, last });
  const compared = { calculation, before: last?.calculation ?? null };
  const chunks = await findWindows(tx, compared, room.windows ?? CHUNK_WINDOWS);
  // The lines of a window lie together in their table, which the planner cannot know: it would read all of them for each chunk.
  if (chunks > 1) await tx.query(`select set_config('enable_seqscan', 'off', true)`);
  const posting = new Posting(tx, { settled: found, rulebook }, room);
  const tally = new Tally();
  for (let [chunk, first] = [0, 1]; chunk < chunks; chunk += 1) {
    const windows = await readWindows(tx, { calculation, chunk, first }, calendars);
    tally.take(await posting.post(chunk, windows));
    first += windows.length;
  }
  const identity = settlementIdentity(fingerprint, against);
  const settlement = { identity, calculation, position, ...tally.summary() };
  await recordSettlement(tx, settlement, against);
  return settlement;
}

/** Posts windows chunk by chunk. */
class Posting {
  private knowsChanges = false;
  private readonly settled: Settleable;
  private readonly rulebook: Rulebook;

  constructor(
    private readonly tx: ChangeTransaction,
    of: { readonly settled: Settleable; readonly rulebook: Rulebook },
    private readonly room: Room,
  ) {
    [this.settled, this.rulebook] = [of.settled, of.rulebook];
  }

  async post(chunk: number, windows: readonly SettlingWindow[]): Promise<readonly PostedWindow[]> {
    const { tx, settled, room } = this;
    const causes = windows.every(isFresh) ? NO_CAUSES : await this.causes(chunk, windows);
    const batch = room.lines === undefined ? {} : { batchLines: room.lines };
    const posted = new Map([
      ...(await postFresh(tx, windows)),
      ...(await postDifferences(tx, windows, { causes, ...batch })),
    ]);
    const written = windows.flatMap((window): PostedWindow[] => {
      const on = posted.get(window.number);
      return on === undefined ? [] : [[window, on]];
    });
    await writeEntries(tx, settled.calculation, written);
    return written;
  }

  /** What was told is looked for once, and only when something asks for a cause. */
  private async causes(chunk: number, windows: readonly SettlingWindow[]): Promise<Causes> {
    const { tx, settled } = this;
    if (!this.knowsChanges)
      await findChanges(tx, { from: settled.last?.position ?? 0n, to: settled.position });
    this.knowsChanges = true;
    return await readCauses(tx, chunk, { windows, rulebook: this.rulebook });
  }
}

async function recordSettlement(
  tx: ChangeTransaction,
  settlement: Settlement,
  against: bigint,
): Promise<void> {
  const { identity, calculation, position, entries, lines, periods } = settlement;
  const summary = JSON.stringify({ entries, lines, periods });
  const sql = `insert into settlement (identity, calculation, position, ledger_position, entry, summary)
    values ($1, $2, $3, $4, $5, $6)`;
  await tx.query(sql, [identity, calculation, position, against, tx.entry, summary]);
}
