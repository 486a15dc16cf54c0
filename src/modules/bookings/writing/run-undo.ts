import type { Outcome } from '../../../platform/database/database.js';
import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import { kindOf } from '../kinds/kinds.js';
import { lockImports } from './lock-imports.js';

/** What an import was, as its audit entry tells. */
export interface UndoneImport {
  readonly entry: string;
  readonly kind: string;
  readonly source: string;
  readonly file: string;
  /** Facts and revisions that are no longer known. */
  readonly facts: number;
}

/** The audit's name of an import. */
export const IMPORT_ACTION = 'import';

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
 * stay in force, and what was already paid on them is settled as a difference, as after any correction.
 */
export async function runUndo(tx: ChangeTransaction, entry: string): Promise<Outcome<UndoneImport>> {
  const [recorded] = /^\d{1,18}$/.test(entry)
    ? await tx.query<Recorded>('select action, after from audit_entry where entry = $1', [entry])
    : [];
  if (!recorded?.after || recorded.action !== IMPORT_ACTION) {
    throw new Refusal(
      'IMPORT_UNKNOWN',
      `There is no import with the entry ${entry}.`,
      'The report of each import names its entry.',
    );
  }
  const { kind, source, file, counts } = recorded.after;
  await lockImports(tx, kindOf(kind), source);
  const before = await tx.query('select undone from import_undo where undone = $1', [entry]);
  if (before.length > 0) {
    throw new Refusal(
      'IMPORT_UNDONE',
      `The import with the entry ${entry} is undone already.`,
      'To have its facts again, import the file again.',
    );
  }
  await tx.query('insert into import_undo (undone, entry) values ($1, $2)', [entry, tx.entry.toString()]);
  const facts = counts.accepted + counts.amended + counts.outdated;
  const undone: UndoneImport = { entry, kind, source, file: file.name, facts };
  return { result: undone, after: undone };
}
