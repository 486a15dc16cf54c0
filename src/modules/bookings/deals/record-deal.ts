import type { Outcome } from '../../../platform/database/database.js';
import type { ChangeTransaction, Transaction } from '../../../platform/database/transaction.js';
import { latestRows } from '../writing/known.js';
import type { ImportCounts, ImportReport } from '../writing/report.js';
import { runImport, type ImportJob } from '../writing/run-import.js';

/** What a deal told with its lines came to: the head and its lines, each as a file of them would. */
export interface RecordedDeal {
  readonly head: Omit<ImportReport, 'position'>;
  /** Null where the lines stay as they are. */
  readonly lines: Omit<ImportReport, 'position'> | null;
  /** The audit entry to undo it by; null where nothing was written. */
  readonly entry: string | null;
}

/** The rows of a file, ready to run; there is no job for lines that stay as they are. */
export interface DealJobs {
  readonly head: ImportJob;
  readonly lines: ImportJob | null;
}

/** Tells a deal and its lines in one change, by the rules of their files. What cannot be taken is in the reports; the caller refuses it. */
export async function recordDeal(tx: ChangeTransaction, jobs: DealJobs): Promise<Outcome<RecordedDeal>> {
  const head = reportOf(await runImport(tx, jobs.head));
  let lines: RecordedDeal['lines'] = null;
  // Lines of a deal that cannot be taken would all be refused for that.
  if (jobs.lines && head.counts.rejected === 0) {
    await tx.query('drop table stage, stage_fault, stage_verdict');
    lines = reportOf(await runImport(tx, jobs.lines));
  }
  const written = head.written || lines?.written === true;
  const recorded: RecordedDeal = { head, lines, entry: written ? tx.entry.toString() : null };
  if (!written) return { unchanged: recorded };
  const { kind, source, file, totals } = head;
  const rows = head.rows + (lines?.rows ?? 0);
  return { result: recorded, after: { kind, source, file, rows, counts: together(head, lines), totals } };
}

function reportOf(outcome: Outcome<Omit<ImportReport, 'position'>>): Omit<ImportReport, 'position'> {
  return 'unchanged' in outcome ? outcome.unchanged : outcome.result;
}

function together({ counts }: RecordedDeal['head'], lines: RecordedDeal['lines']): ImportCounts {
  const names = Object.keys(counts) as (keyof ImportCounts)[];
  return Object.fromEntries(names.map((name) => [name, counts[name] + (lines?.counts[name] ?? 0)])) as never;
}

/** A deal that is known, and the numbers of its lines. */
export interface KnownDeal {
  readonly seller: string | null;
  readonly lines: readonly number[];
}

/** The deal of this id as it is known now, also where it is withdrawn: its id is then taken all the same. */
export async function knownDeal(tx: Transaction, deal: string): Promise<KnownDeal | undefined> {
  const [head] = await tx.query<{ seller: string | null }>(
    `select fact.seller from deal fact where fact.external_id = $1
       and not exists (select from import_undo u where u.undone = fact.entry)
     order by fact.revision desc, fact.nth desc limit 1`,
    [deal],
  );
  if (!head) return undefined;
  const lines = await tx.query<{ line: number }>(
    `select line_no as line from ${latestRows('deal_line')} line where line.deal = $1 order by 1`,
    [deal],
  );
  return { seller: head.seller, lines: lines.map(({ line }) => line) };
}

/** Whether a booking names the deal, or named it in a revision that nobody took back. */
export async function isBooked(tx: Transaction, deal: string): Promise<boolean> {
  const [row] = await tx.query<{ booked: boolean }>(
    `select exists (select from booking_line fact where fact.deal = $1
       and not exists (select from import_undo u where u.undone = fact.entry)) as booked`,
    [deal],
  );
  return row?.booked === true;
}
