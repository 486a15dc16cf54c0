import { EXIT, type Answer } from '../output.js';
import { findingsText, type FindingToPrint } from './findings-text.js';

/** The documents that came with what was asked about: nobody named them, and a finding may stand in one. */
export interface Beside {
  readonly folder: string;
  readonly documents: number;
}

/** What a check came to. */
export interface Checked {
  readonly documents: number;
  readonly findings: readonly FindingToPrint[];
  /** What each SPIFF may cost at most. */
  readonly liabilities: readonly string[];
  /** Whether documents were judged by what they mean. */
  readonly judged: boolean;
  readonly beside: Beside | null;
}

/** Otherwise a single slip would look like the only one. */
const NOT_JUDGED =
  'Only the form of the documents was checked, not what they mean: first mend what cannot be read, then check again.\n';

/** The findings of a check, how many there are, and what was not looked at. */
export function checkedAnswer({ documents, findings, liabilities, judged, beside }: Checked): Answer {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const summary = `${documents} documents, ${errors} errors, ${findings.length - errors} warnings`;
  return {
    text: `${findingsText(findings)}${liabilities.map((said) => `${said}\n`).join('')}${judged ? '' : NOT_JUDGED}${sayBeside(beside)}${summary}`,
    json: { documents, findings, liabilities, judged, beside },
    exit: errors > 0 ? EXIT.findings : EXIT.ok,
  };
}

/** Where the rest came from, in a line of its own; nothing where there is none. */
export function sayBeside(beside: Beside | null): string {
  if (!beside) return '';
  const { folder, documents } = beside;
  const came = documents === 1 ? '1 document' : `${documents} documents`;
  return `What you named was read with ${came} of ${folder}; KICKER_RULES_DIR names another folder.\n`;
}
