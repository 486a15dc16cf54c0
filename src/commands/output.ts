import { EVERYTHING, type Actor } from '../platform/database/actor.js';
import { EXIT } from './exit.js';
import { describeFault } from './faults.js';

export { EXIT } from './exit.js';

/** The account under which the command line acts; it stands in the audit. Who can start it can read the database. */
export const OPERATOR: Actor = { id: 'command-line', sight: EVERYTHING };

/** Something a command tells: text for a person, the same as JSON for a program. */
export interface Answer {
  readonly text: string;
  readonly json: unknown;
  readonly exit?: number;
}

/** Prints an answer in the form that was asked for and sets how the process ends. */
export function print(answer: Answer, asJson: boolean): void {
  const body = asJson ? writeJson(answer.json) : answer.text;
  process.stdout.write(body.endsWith('\n') ? body : `${body}\n`);
  process.exitCode = answer.exit ?? EXIT.ok;
}

/** JSON in which bigints are decimal text, so that no digit is lost. */
export function writeJson(value: unknown): string {
  const plain = (_: string, item: unknown): unknown => (typeof item === 'bigint' ? item.toString() : item);
  return JSON.stringify(value, plain, 2);
}

/** Says what went wrong in words, never a stack or SQL, and sets the exit code. Only a bug of ours shows where it happened. */
export function printFault(error: unknown, asJson: boolean): void {
  const { code, message, hint, exit } = describeFault(error);
  process.exitCode = exit;
  if (asJson) process.stdout.write(`${writeJson({ error: { code, message, hint } })}\n`);
  else process.stderr.write(`${message}\n${hint === '' ? '' : `${hint}\n`}`);
}

/** Columns of text, the numeric ones to the right; two spaces between. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        right.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)].join('\n');
}

/** A decimal as people read it: 1234567.5 is `1,234,567.50`; further decimals are kept. */
export function amount(decimal: string): string {
  const [whole = '0', places = ''] = decimal.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${decimal.startsWith('-') ? '-' : ''}${grouped}.${places.padEnd(2, '0')}`;
}
