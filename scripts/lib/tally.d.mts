export interface Counted {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly complete: boolean;
}

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly why: readonly string[];
}

export function judge(counted: Counted, end: { readonly code: number; readonly filtered: boolean }): Tally;
export function lastLine(output: string): { readonly passed: number; readonly failed: number } | null;
