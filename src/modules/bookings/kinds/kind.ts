import type { FactTable } from '../../../platform/database/known.js';
import type { RowCheck } from './row-checks.js';

/** What kind of file can be imported: one row of a file is one fact, or one revision of it. */
export type KindName =
  | 'participants'
  | 'assignments'
  | 'absences'
  | 'territories'
  | 'territory-holders'
  | 'territory-heads'
  | 'quotas'
  | 'results'
  | 'accounts'
  | 'account-owners'
  | 'named-accounts'
  | 'account-segments'
  | 'account-parents'
  | 'bookings'
  | 'events'
  | 'fx-rates'
  | 'deals'
  | 'deal-lines'
  | 'approver-groups'
  | 'delegations'
  | 'opportunities'
  | 'registrations'
  | 'leads'
  | 'requests'
  | 'books'
  | 'stages'
  | 'activities'
  | 'credit-rulings';

/**
 * How a cell is read. `id` and `text` may not look like a spreadsheet formula; `amount` has at most 12 digits before the point and
 * 6 after it, `rate` at most 12 and 12 and is above zero; `whole` is a whole number above zero, `order` from zero; `unit` is a
 * currency, `%`, or a counted unit of the fact catalogue; `quantity` is a number with one of these, or days.
 */
export type CellType =
  | 'id'
  | 'text'
  | 'date'
  | 'amount'
  | 'rate'
  | 'whole'
  | 'order'
  | 'currency'
  | 'unit'
  | 'quantity'
  | 'email'
  | 'attribute-name'
  | 'event'
  | 'absence';

/** What an id in a cell must already name; each of several, for shares. */
export type Reference =
  | 'participant'
  | 'shares'
  | 'team'
  | 'territory'
  | 'territory-group'
  | 'account'
  | 'booking'
  | 'deal'
  | 'opportunity'
  | 'lead'
  | 'registration';

/** One column of a kind: its header, what it holds, and where it is stored. */
export interface Column {
  readonly name: string;
  /** Other headers that mean the same. */
  readonly aliases?: readonly string[];
  readonly is: CellType;
  readonly required: boolean;
  readonly means: string;
  readonly example: string;
  /** Column of the table; null when it only forms the identity. */
  readonly stored: string | null;
  /** Column of the table for the unit of a quantity. */
  readonly storedUnit?: string;
  readonly refers?: Reference;
  /** The catalogue's name of the same fact: where it is declared, its type also decides. */
  readonly fact?: string;
  /** Taken when the file has no such column or the cell is empty. */
  readonly otherwise?: string;
}

/** Rows of one kind that may not be in force at the same time when all these columns agree. */
export interface Exclusive {
  readonly by: readonly string[];
  /** A column that both have filled, where it is about those only. */
  readonly filled?: string;
  /** Completes "Two … overlap", for a comp admin. */
  readonly what: string;
  /**
   * Rows that begin on the same day go together all the same when the later by this column reaches as far or further; `remedy` says so to a
   * comp admin.
   */
  readonly unless?: { readonly later: string; readonly remedy: string };
  /** What a comp admin does instead, where such rows have no days: one that is there excludes every other. */
  readonly dayless?: { readonly remedy: string };
}

/** Rows that agree in a column agree in the unit of their quantity: numbers of two units are never compared. */
export interface Alike {
  readonly by: string;
  readonly quantity: string;
}

/** One kind of file, declared once: template, reading, checks, storage and documentation all come from here. */
export interface Kind {
  readonly name: KindName;
  readonly table: FactTable;
  /** First part of every content-derived id of this kind. */
  readonly noun: string;
  readonly means: string;
  /** What a further revision of a row does, where it does not simply take the place of the one before. */
  readonly correction?: string;
  readonly columns: readonly Column[];
  /** First parts of the company-defined facts that a file may carry as columns, such as `booking.`; `[]` for none. */
  readonly open: readonly string[];
  /** Facts that every company may give without declaring them. */
  readonly known?: readonly string[];
  /** Whether the table keeps company-defined facts. */
  readonly attributes: boolean;
  /** Columns that form the identity when there is no id of its own, in order. */
  readonly natural: readonly string[];
  /** The column that, when filled, is the identity alone. */
  readonly own: string | null;
  /** Whether two sources may use the same id for different things (`source`), or an id means one thing in the company. */
  readonly scope: 'company' | 'source';
  /** Columns of the control total. */
  readonly total?: { readonly amount: string; readonly unit: string };
  readonly exclusive: readonly Exclusive[];
  readonly alike?: Alike;
  /** The kind whose imports wait for those of this one as well: they are parts of one thing. */
  readonly partOf?: KindName;
  /** Whether all money of a row is in its one currency: that of the row, or of what it is part of. */
  readonly oneCurrency?: true;
  /** What must hold between the cells of a row. */
  readonly checks: readonly RowCheck[];
  /** Headers people try here, and where they belong. */
  readonly elsewhere?: Readonly<Record<string, string>>;
}

/** Columns that every kind accepts: the revision of the fact, and whether it is taken back. */
export const COMMON_COLUMNS = {
  revision: 'revision',
  withdrawn: 'withdrawn',
} as const;

/** Half-open effective period, the same two columns wherever a fact is dated. */
export const PERIOD_COLUMNS: readonly Column[] = [
  {
    name: 'from',
    aliases: ['effective_from'],
    is: 'date',
    required: true,
    means: 'First day',
    example: '2026-01-01',
    stored: 'effective_from',
  },
  {
    name: 'until',
    aliases: ['effective_until'],
    is: 'date',
    required: false,
    means: 'First day on which it no longer holds; empty for open',
    example: '2027-01-01',
    stored: 'effective_until',
  },
];

/** A column with the id of a participant. */
export function participantColumn(name: string, required: boolean, means: string): Column {
  return { name, is: 'id', required, means, example: 'p-17', stored: name, refers: 'participant' };
}
