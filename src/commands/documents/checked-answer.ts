import { EXIT, type Answer } from '../output.js';
import { findingsText, type FindingToPrint } from './findings-text.js';

/** What a check came to. */
export interface Checked {
  readonly documents: number;
  readonly findings: readonly FindingToPrint[];
  /** What each SPIFF may cost at most. */
  readonly liabilities: readonly string[];
  /** Whether documents were judged by what they mean. */
  readonly judged: boolean;
}

/** Otherwise a single slip would look like the only one. */
const NOT_JUDGED =
  'Only the form of the documents was checked, not what they mean: first mend what cannot be read, then check again.\n';

/** The findings of a check, how many there are, and what was not looked at. */
export function checkedAnswer({ documents, findings, liabilities, judged }: Checked): Answer {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const summary = `${documents} documents, ${errors} errors, ${findings.length - errors} warnings`;
  return {
    text: `${findingsText(findings)}${liabilities.map((said) => `${said}\n`).join('')}${judged ? '' : NOT_JUDGED}${summary}`,
    json: { documents, findings, liabilities, judged },
    exit: errors > 0 ? EXIT.findings : EXIT.ok,
  };
}
