/** What this page of text needs of a finding. */
export interface FindingToPrint {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** Each finding where an editor can jump to it, what is wrong, and what to write. */
export function findingsText(findings: readonly FindingToPrint[]): string {
  return findings
    .map(
      ({ file, line, column, severity, code, message, remedy }) =>
        `${file}:${line}:${column}: ${severity} ${code}: ${message}\n    ${remedy}\n`,
    )
    .join('');
}
