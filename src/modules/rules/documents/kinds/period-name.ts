import { textForm, type Form } from '../shape/form.js';

/** Parts of a quarter's name: what stands before the year, the year, what stands between, the quarter. */
export const PERIOD_NAME = /^([A-Za-z][A-Za-z-]{0,9})?(\d{2}|\d{4})(-?Q)([1-4])$/;

/** The name of a quarter from which the next ones count up. */
export const periodName: Form = textForm('the name of a quarter', { pattern: PERIOD_NAME.source }, (text) =>
  PERIOD_NAME.test(text)
    ? undefined
    : {
        code: 'BAD_TEXT',
        message: `"${text}" is no name of a quarter.`,
        remedy: 'Write the year and the quarter, such as FY26Q1 or 2026-Q1.',
      },
);
