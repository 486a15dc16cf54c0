import { Refusal } from '../../../../platform/refusal.js';

/** The refusal of a workbook that is not as the format wants it; nothing of it can be trusted. */
export function damaged(what: string): Refusal {
  return new Refusal(
    'TABLE_FILE',
    `The workbook is damaged: ${what}.`,
    'Open it in a spreadsheet program and save it as XLSX anew.',
  );
}
