/** First characters at which a spreadsheet that opens a CSV takes a cell for a formula. */
const STARTS_FORMULA = /^[=+\-@\t\r\n]/;

/** An apostrophe before such a character, or before an apostrophe, is the guard. */
const GUARDED = /^'[=+\-@\t\r\n']/;

/**
 * A text so that no spreadsheet takes it for a formula: `-5%` is written `'-5%`. A dash alone is none and stays. A text that would lose an
 * apostrophe of its own when it is read gets another.
 */
export function guarded(text: string): string {
  const isFormula = text !== '-' && STARTS_FORMULA.test(text);
  return isFormula ? `'${text}` : unmistaken(text);
}

/** A text for a cell that is a text to every spreadsheet: only what would be taken for a guard is guarded. */
export function unmistaken(text: string): string {
  return GUARDED.test(text) ? `'${text}` : text;
}

/** The text without its guard. */
export function unguarded(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}
