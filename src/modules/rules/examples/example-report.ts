import type { Place, PlacedFinding } from '../documents/placed-finding.js';

/** What came of working out the examples of some files. */
export interface ExampleReport {
  /** Situations in which everything came out as expected. */
  readonly passed: number;
  readonly failed: number;
  readonly situations: readonly SituationReport[];
  /** Where the documents have errors nothing is worked out, and this says why. Warnings stand here too. */
  readonly findings: readonly PlacedFinding[];
}

/** One situation: passed when it has no failures. */
export interface SituationReport extends Place {
  readonly file: string;
  readonly test: string;
  readonly situation: string;
  readonly failures: readonly ExampleFailure[];
}

/** One thing that did not come out, or cannot be worked out at all. */
export interface ExampleFailure extends Place {
  readonly file: string;
  /** What it is about: `arr-commission of ana in 2026-03`. */
  readonly what: string;
  /** What the situation gives the person, a line each. */
  readonly given: readonly string[];
  /** Amounts with their currency; null where there is nothing to compare. */
  readonly expected: string | null;
  readonly got: string | null;
  /** The numbers that made what was got, or why there is nothing, a line each. */
  readonly working: readonly string[];
}

/** A failure before its place is looked up: `path` is where it stands in the test document. */
export type Failure = Omit<ExampleFailure, 'file' | 'line' | 'column'> & { readonly path: string };

/** Something a situation says that cannot be worked out. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** A failure because something cannot be worked out at all. */
export function cannot(path: string, what: string): Failure {
  return { path, what, given: [], expected: null, got: null, working: [] };
}
