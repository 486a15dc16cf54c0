import type { IncomingMessage } from 'node:http';
import { Refusal } from '../../../../platform/refusal.js';
import { TABLE_FORMATS, type TableFormat } from '../../table-files.service.js';
import { fault } from './table-faults.js';

/** What a spreadsheet of a format is called in HTTP. */
export const MEDIA_TYPES: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const LONGEST_KEY = 255;

/** The format that a request names. */
export function formatAsked(as: unknown): TableFormat {
  const format = TABLE_FORMATS.find((each) => each === as);
  if (format) return format;
  throw new Refusal('BAD_INPUT', 'Nobody says in which format.', 'Add ?as=csv or ?as=xlsx.');
}

/** A form of another site can send no body of these types. */
export function refuseOtherThanSheets({ headers }: IncomingMessage): void {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'text/csv' || type === MEDIA_TYPES.xlsx) return;
  throw fault(415, 'BAD_INPUT', [
    'A table comes as CSV or XLSX.',
    `Send Content-Type: text/csv or ${MEDIA_TYPES.xlsx} and the file as body.`,
  ]);
}

/** The sender's own name for the request. */
export function keyOf({ headers }: IncomingMessage): string {
  const key = headers['idempotency-key'];
  if (typeof key === 'string' && key !== '' && key.length <= LONGEST_KEY) return key;
  throw new Refusal(
    'BAD_INPUT',
    `The header Idempotency-Key needs 1 to ${LONGEST_KEY} characters.`,
    'Choose a new one for each file.',
  );
}
