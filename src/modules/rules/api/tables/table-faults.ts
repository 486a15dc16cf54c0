import { HttpException } from '@nestjs/common';
import { Refusal } from '../../../../platform/refusal.js';
import type { PlacedFinding } from '../../documents/placed-finding.js';

const STATUS: Readonly<Record<string, number>> = {
  NOT_ALLOWED: 403,
  CROSS_SITE: 403,
  NOT_FOUND: 404,
  IDEMPOTENCY_CONFLICT: 409,
  TABLE_FILE_LIMIT: 413,
  TABLE_FILE: 422,
  TABLE_EXPORT: 422,
  DOCUMENT_NOT_RIGHT: 422,
  AUTH_UNAVAILABLE: 503,
};

/** A refusal as HTTP tells it; anything else passes. */
export function told(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  return fault(STATUS[error.code] ?? 400, error.code, [error.message, error.hint]);
}

/** A fault as JSON. */
export function fault(
  status: number,
  code: string,
  [message, hint]: readonly [message: string, hint: string],
): HttpException {
  return new HttpException({ code, message, hint }, status);
}

/** What is wrong with the cells of a sheet, each with its line and column. */
export function findingsFault(findings: readonly PlacedFinding[]): HttpException {
  const cells = findings.map(({ line, column, code, message, remedy }) => ({
    line,
    column,
    code,
    message,
    remedy,
  }));
  const [message, hint] = ['The table has errors; nothing was kept.', 'Mend the cells, then send it again.'];
  return new HttpException({ code: 'FINDINGS', message, hint, findings: cells }, 422);
}
