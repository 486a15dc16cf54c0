import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import type { Outcome } from '../../../platform/database/database.js';
import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import type { Kind } from '../kinds/kind.js';
import type { Mapping } from '../mapping/mapping.js';
import { refuseParentCycles } from '../accounts/parent-cycles.js';
import { csvRows, type CsvRow, type FileLimits } from '../reading/csv-rows.js';
import { layoutOf } from '../reading/layout.js';
import { refuseDelegationCycles } from '../deals/delegation-cycles.js';
import { refuseUnknownMatrices } from '../deals/known-matrices.js';
import { dealCurrencies, refuseOtherCurrency } from '../deals/currencies-apart.js';
import { openFile, type OpenFile } from '../reading/open-file.js';
import { RowReader, type FactRow, type RowReading } from '../reading/read-row.js';
import { rowContext } from '../reading/row-context.js';
import { checkBookingDates } from './check-booking-dates.js';
import { checkStage } from './check-stage.js';
import { rejectionOf, type StageFault } from './fault-reason.js';
import { lockImports } from './lock-imports.js';
import { refuseCycles } from './refuse-cycles.js';
import { Rejections, Totals, type ImportReport } from './report.js';
import { fillStage, makeStage } from './staging.js';
import { judgeStage, takenTotals, takeStage } from './take-stage.js';

/** One import, read and ready to run; `open` gives the bytes from their start each time. */
export interface ImportJob {
  readonly kind: Kind;
  readonly source: string;
  readonly fileName: string;
  readonly open: () => AsyncIterable<Uint8Array>;
  readonly mapping: Mapping;
  readonly catalogue: FactCatalogue | null;
  readonly partial: boolean;
  readonly limits: FileLimits;
  readonly progress?: (bytes: number) => void;
  /** Whether deals are told with all their lines. */
  readonly whole?: boolean;
}

type Written = Omit<ImportReport, 'position'>;

/** Runs an import inside its change: reads and stages the file, judges it as a whole, and writes what is new, or nothing. */
export async function runImport(tx: ChangeTransaction, job: ImportJob): Promise<Outcome<Written>> {
  const { kind, source } = job;
  // The currency of lines is their deal's, so nobody may tell deals while lines are read.
  if (kind.partOf) await lockImports(tx, kind, source);
  const reading = await Reading.start(job, kind.partOf === 'deals' ? await dealCurrencies(tx) : undefined);
  await makeStage(tx, kind);
  await fillStage(tx, { kind, source }, reading.facts());
  await lockImports(tx, kind, source);
  await checkStage(tx, kind, reading.personFacts());
  if (kind.name === 'assignments') await refuseCycles(tx);
  await refuseParentCycles(tx, kind);
  await refuseUnknownMatrices(tx, kind);
  await refuseDelegationCycles(tx, kind);
  if (kind.name === 'deals' && !job.whole) await refuseOtherCurrency(tx);
  if (kind.name === 'bookings') await checkBookingDates(tx, source);
  const verdicts = await judgeStage(tx, kind);
  const faults = await foundFaults(tx);
  const rejected = reading.rejections.rows + faults.rows;
  const changes = verdicts.accepted + verdicts.amended + verdicts.outdated;
  const written = changes > 0 && (rejected === 0 || job.partial);
  if (written) await takeStage(tx, { kind, source });
  const report: Written = {
    kind: kind.name,
    source,
    file: { name: job.fileName, bytes: reading.file.bytes(), sha256: reading.file.hash() },
    written,
    entry: written ? tx.entry.toString() : null,
    rows: reading.rows,
    counts: { ...verdicts, rejected },
    totals: reading.totals.against(await takenTotals(tx, kind)),
    rejections: reading.rejections.with(
      faults.first.map((fault) => rejectionOf(fault, kind, reading.headers)),
    ),
    notes: notesOf({ reading, kind, verdicts, rejected, partial: job.partial }),
  };
  if (!written) return { unchanged: report };
  const { file, rows, counts, totals } = report;
  return { result: report, after: { kind: kind.name, source, file, rows, counts, totals } };
}

/** A file while it is read into the stage. */
class Reading {
  readonly rejections = new Rejections();
  readonly totals = new Totals();
  rows = 0;
  /** Bookings dated in no period of any calendar. */
  outside = 0;

  private constructor(
    readonly file: OpenFile,
    private readonly records: AsyncGenerator<CsvRow>,
    private readonly row: RowReading,
  ) {}

  static async start(job: ImportJob, currencies?: ReadonlyMap<string, string>): Promise<Reading> {
    const { kind, source, mapping, catalogue } = job;
    const file = openFile(job.open(), job.progress);
    const records = csvRows(file.text, mapping.delimiter, job.limits);
    const header = await records.next();
    if (header.done) throw empty('The file is empty.');
    const layout = layoutOf(header.value.cells, { kind, mapping, catalogue });
    const row = { kind, source, layout, catalogue, writing: mapping.writing, row: rowContext(catalogue) };
    return new Reading(file, records, { ...row, ...(currencies ? { currencies } : {}) });
  }

  /** The file's own names of our columns. */
  get headers(): ReadonlyMap<string, string> {
    return this.row.layout.headers;
  }

  /** Company-defined facts of this file that name a participant. */
  personFacts(): readonly string[] {
    const slots = this.row.layout.places.map((place) => place?.slot);
    return slots.flatMap((slot) =>
      slot?.is === 'fact' && slot.field.is === 'person' ? [slot.field.name] : [],
    );
  }

  async *facts(): AsyncGenerator<FactRow> {
    const reader = new RowReader(this.row);
    for await (const record of this.records) {
      this.rows += 1;
      const { row, rejections, total, outside } = reader.read(record);
      if (outside) this.outside += 1;
      if (total) this.totals.add(total);
      if (row) yield row;
      else this.rejections.add(rejections);
    }
    if (this.rows === 0) throw empty('The file has a header and no rows.');
  }
}

function empty(message: string): Refusal {
  return new Refusal('IMPORT_EMPTY', message, 'Give a file with a header line and at least one row.');
}

async function foundFaults(tx: ChangeTransaction): Promise<{ rows: number; first: readonly StageFault[] }> {
  const [counted] = await tx.query<{ rows: string }>('select count(distinct line) as rows from stage_fault');
  const first = await tx.query<StageFault>(
    'select line, code, at, value, other from stage_fault order by line, code, at limit 1000',
  );
  return { rows: Number(counted?.rows ?? 0), first };
}

function notesOf(of: {
  reading: Reading;
  kind: Kind;
  verdicts: { readonly outdated: number; readonly amended: number };
  rejected: number;
  partial: boolean;
}): string[] {
  const { outdated, amended } = of.verdicts;
  const notes: string[] = [];
  if (of.reading.file.noticed.byteOrderMark)
    notes.push('The file starts with a byte-order mark, which was left out.');
  if (amended > 0 && of.kind.correction !== undefined) notes.push(of.kind.correction);
  if (outdated > 0)
    notes.push(`${outdated} older revisions are kept without effect: a later one is known already.`);
  if (of.reading.outside > 0)
    notes.push(
      `${of.reading.outside} rows are dated outside every period of the calendars in the fact catalogue: they are kept, and credited once a calendar covers them.`,
    );
  if (of.rejected > 0 && of.partial) notes.push(`${of.rejected} rows were left out.`);
  if (of.rejected > 0 && !of.partial)
    notes.push(
      'Nothing was written: one row that cannot be taken refuses the file whole, unless the import is partial.',
    );
  return notes;
}
