import { writeUnits } from '../../../engine/kernel/ratio.js';
import { millionths } from '../cells/read-number.js';
import type { Rejection } from '../reading/read-row.js';

/** Rows and sum of one currency: of everything in the file that could be read, and of what is now known from it. */
export interface ControlTotal {
  readonly currency: string;
  readonly rows: number;
  readonly sum: string;
  readonly takenRows: number;
  readonly takenSum: string;
}

/** What an import came to. Nothing is written unless `written`. */
export interface ImportReport {
  readonly kind: string;
  readonly source: string;
  readonly file: { readonly name: string; readonly bytes: number; readonly sha256: string };
  readonly written: boolean;
  /** The audit entry to undo it by; null when nothing was written. */
  readonly entry: string | null;
  readonly position: string | null;
  readonly rows: number;
  readonly counts: ImportCounts;
  readonly totals: readonly ControlTotal[];
  /** The first thousand, in the order of the file; `counts.rejected` counts the rows of all. */
  readonly rejections: readonly Rejection[];
  /** What a person should know beside: a byte-order mark, revisions kept without effect. */
  readonly notes: readonly string[];
}

/** `accepted` are new facts, `amended` new revisions, `outdated` older revisions kept without effect. In a refused file: what would have been. */
export interface ImportCounts {
  readonly accepted: number;
  readonly unchanged: number;
  readonly amended: number;
  readonly outdated: number;
  readonly rejected: number;
}

const KEPT = 1000;

/** Collects rejections without holding more than the report shows. */
export class Rejections {
  private kept: Rejection[] = [];
  /** Rows rejected while the file was read. */
  rows = 0;

  add(rejections: readonly Rejection[]): void {
    this.rows += 1;
    if (this.kept.length < KEPT) this.kept.push(...rejections);
  }

  /** With those found afterwards, in the order of the file. */
  with(later: readonly Rejection[]): readonly Rejection[] {
    return [...this.kept, ...later].sort((a, b) => a.line - b.line).slice(0, KEPT);
  }
}

/** Rows and sums of a file by currency, while it is read; exact. */
export class Totals {
  private readonly sums = new Map<string, { rows: number; sum: bigint }>();

  add({ unit, amount }: { readonly unit: string; readonly amount: string }): void {
    const sum = this.sums.get(unit) ?? { rows: 0, sum: 0n };
    sum.rows += 1;
    sum.sum += millionths(amount);
    this.sums.set(unit, sum);
  }

  /** Beside what was taken of each currency. */
  against(
    taken: readonly { readonly unit: string; readonly rows: string; readonly sum: string }[],
  ): ControlTotal[] {
    const units = [...this.sums].sort(([a], [b]) => (a < b ? -1 : 1));
    return units.map(([currency, { rows, sum }]) => {
      const of = taken.find((each) => each.unit === currency);
      return {
        currency,
        rows,
        sum: plain(sum),
        takenRows: Number(of?.rows ?? 0),
        takenSum: plain(millionths(of?.sum ?? '0')),
      };
    });
  }
}

function plain(units: bigint): string {
  return writeUnits(units, 6).replace(/\.?0+$/, '');
}
