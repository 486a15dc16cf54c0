import { Inject, Injectable } from '@nestjs/common';
import type { FactCatalogue } from '../../engine/rulebook/rulebook.js';
import { mustSeeAll } from '../../platform/database/actor.js';
import { Database, type Actor } from '../../platform/database/database.js';
import { TELLING } from '../../platform/database/telling.js';
import { Refusal } from '../../platform/refusal.js';
import { kindOf, KINDS } from './kinds/kinds.js';
import { templateFor as template } from './kinds/template.js';
import { plainMapping } from './mapping/mapping.js';
import { readMapping } from './mapping/read-mapping.js';
import { FILE_LIMITS } from './reading/csv-rows.js';
import type { ImportReport } from './writing/report.js';
import { runImport } from './writing/run-import.js';
import { runUndo, type UndoneImport } from './undoing/run-undo.js';

export type { ControlTotal, ImportCounts, ImportReport } from './writing/report.js';
export type { KindName } from './kinds/kind.js';
export type { Rejection } from './reading/read-row.js';
export type { UndoneImport } from './undoing/run-undo.js';

/** What somebody asks to be imported. */
export interface ImportRequest {
  /** One of the kinds: participants, assignments, bookings and so on. */
  readonly kind: string;
  /** Who tells us: the name of the system the file comes from, such as `crm`. */
  readonly source: string;
  /** For the report and the audit only. */
  readonly fileName: string;
  /** The bytes of the file from their start; asked for again when the transaction must be tried again. */
  readonly open: () => AsyncIterable<Uint8Array>;
  /** Text of a mapping file, for foreign headers. */
  readonly mapping?: string;
  /** The catalogue in force, which types company-defined columns; null when none is published. */
  readonly catalogue: FactCatalogue | null;
  /** Takes the good rows of a file that has bad ones. */
  readonly partial?: boolean;
  /** Rows that a file may have; five million when not said. */
  readonly mostRows?: number;
  /** Told the bytes of the file read so far. */
  readonly progress?: (bytes: number) => void;
}

/** Brings facts in from files, and takes an import back: each is one change with one entry in the audit. */
@Injectable()
export class ImportService {
  private readonly whenBooked: (() => Promise<unknown>)[] = [];
  private readonly whenTold: (() => Promise<unknown>)[] = [];

  constructor(@Inject(Database) private readonly database: Database) {}

  /** Has something done after each file of bookings that brought any; it says for itself where it fails, as the bookings stay. */
  afterBookings(work: () => Promise<unknown>): void {
    this.whenBooked.push(work);
  }

  /** Has something done after anything was told or taken back, by a file or one by one; it says for itself where it fails, as the facts stay. */
  afterFacts(work: () => Promise<unknown>): void {
    this.whenTold.push(work);
  }

  /** Does what is to be done after facts were told: for those who tell them without a file. */
  async factsTold(): Promise<void> {
    for (const work of this.whenTold) await work();
  }

  /** Imports a file, or says why not. A file that cannot be read at all is a refusal; rows that cannot be taken are in the report. */
  async importFile(actor: Actor, request: ImportRequest): Promise<ImportReport> {
    mustSeeAll(actor, 'import');
    const kind = kindOf(request.kind);
    const mapping =
      request.mapping === undefined ? plainMapping(kind.name) : readMapping(request.mapping, kind.name);
    refuseBadSource(request.source);
    const limits = { ...FILE_LIMITS, rows: request.mostRows ?? FILE_LIMITS.rows };
    const { source, fileName, open, catalogue, progress } = request;
    const job = {
      kind,
      mapping,
      limits,
      source,
      fileName,
      open,
      catalogue,
      partial: request.partial ?? false,
    };
    const { result, position } = await this.database.change(
      actor,
      { action: TELLING.import, subject: `${kind.name} from ${source}` },
      (tx) => runImport(tx, { ...job, ...(progress ? { progress } : {}) }),
    );
    if (result.written) await this.factsTold();
    if (result.written && kind.name === 'bookings') for (const work of this.whenBooked) await work();
    return { ...result, position: result.written ? position.toString() : null };
  }

  /**
   * Takes an import back; afterwards its file can be imported again. Refused for what is no import, or undone already, and where what
   * would then be known does not go together. The catalogue in force says which of the company's own facts name a person.
   */
  async undoImport(
    actor: Actor,
    entry: string,
    { reason = '', catalogue = null }: { reason?: string; catalogue?: FactCatalogue | null } = {},
  ): Promise<UndoneImport & { readonly position: string }> {
    mustSeeAll(actor, 'undo an import');
    const change = { action: TELLING.undo, subject: `import ${entry}`, reason };
    const { result, position } = await this.database.change(actor, change, (tx) =>
      runUndo(tx, entry, catalogue),
    );
    await this.factsTold();
    return { ...result, position: position.toString() };
  }
}

/** The header of a kind and one example row, as CSV. */
export function templateFor(kind: string): string {
  return template(kind);
}

/** The names of all kinds, in the order in which a company imports them. */
export const IMPORT_KINDS: readonly string[] = KINDS.map((kind) => kind.name);

/** Refuses what cannot name a source. */
export function refuseBadSource(source: string): void {
  if (/^[a-z0-9][a-z0-9._-]{0,59}$/i.test(source)) return;
  throw new Refusal(
    'IMPORT_SOURCE',
    `"${source.slice(0, 60)}" cannot name a source.`,
    'Write letters, digits, dots, dashes and underscores, at most 60, such as crm.',
  );
}
