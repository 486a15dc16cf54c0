import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import type { Outcome } from '../../../platform/database/database.js';
import { TELLING } from '../../../platform/database/telling.js';
import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import { kindOf } from '../kinds/kinds.js';
import { lockUndo } from '../writing/lock-imports.js';
import type { Breach } from './breach.js';
import { whatBreaks } from './what-breaks.js';

/** What an import was, as its audit entry tells. */
export interface UndoneImport {
  readonly entry: string;
  readonly kind: string;
  readonly source: string;
  readonly file: string;
  /** Facts and revisions that are no longer known. */
  readonly facts: number;
}

interface Recorded {
  readonly action: string;
  readonly after: {
    readonly kind: string;
    readonly source: string;
    readonly file: { readonly name: string };
    readonly counts: { readonly accepted: number; readonly amended: number; readonly outdated: number };
  } | null;
}

/**
 * Takes an import back as one thing: its rows stay, and from this position on they are not known. Later revisions of the same facts
 * stay in force, and what was already paid on them is settled as a difference, as after any correction. Refused where the facts that
 * would then be known do not go together.
 */
export async function runUndo(
  tx: ChangeTransaction,
  entry: string,
  catalogue: FactCatalogue | null,
): Promise<Outcome<UndoneImport>> {
  const { kind, source, file, counts } = await recordedImport(tx, entry);
  await lockUndo(tx);
  const before = await tx.query('select undone from import_undo where undone = $1', [entry]);
  if (before.length > 0) {
    throw new Refusal(
      'IMPORT_UNDONE',
      `The import with the entry ${entry} is undone already.`,
      'To have its facts again, import the file again.',
    );
  }
  await tx.query('insert into import_undo (undone, entry) values ($1, $2)', [entry, tx.entry.toString()]);
  // All that is known is read, and statistics of a large file that just came say nothing of it yet: loops over it would take minutes.
  await tx.query(`select set_config('enable_nestloop', 'off', true)`);
  const breaches = await whatBreaks(tx, { kind: kindOf(kind), entry, catalogue });
  await tx.query(`select set_config('enable_nestloop', 'on', true)`);
  if (breaches.length > 0) throw broken(entry, breaches);
  const facts = counts.accepted + counts.amended + counts.outdated;
  const undone: UndoneImport = { entry, kind, source, file: file.name, facts };
  return { result: undone, after: undone };
}

const MOST_TOLD = 5;

function broken(entry: string, breaches: readonly Breach[]): Refusal {
  const told = [...new Set(breaches.map(({ what }) => what))];
  const more = told.length > MOST_TOLD ? `; and ${told.length - MOST_TOLD} more` : '';
  const entries = [...new Set(breaches.map((each) => BigInt(each.entry)))].sort((a, b) => Number(b - a));
  return new Refusal(
    'IMPORT_UNDO_BREAKS',
    `The import with the entry ${entry} cannot be undone: ${told.slice(0, MOST_TOLD).join('; ')}${more}.`,
    entries.length === 1
      ? `Undo the import with the entry ${entries[0]} first, or import what then goes together.`
      : `Undo the imports with the entries ${entries.join(', ')} first, in this order, or import what then goes together.`,
  );
}

async function recordedImport(tx: ChangeTransaction, entry: string): Promise<NonNullable<Recorded['after']>> {
  const [recorded] = /^\d{1,18}$/.test(entry)
    ? await tx.query<Recorded>('select action, after from audit_entry where entry = $1', [entry])
    : [];
  if (!recorded?.after || recorded.action !== TELLING.import) {
    throw new Refusal(
      'IMPORT_UNKNOWN',
      `There is no import with the entry ${entry}.`,
      'The report of each import names its entry.',
    );
  }
  return recorded.after;
}
