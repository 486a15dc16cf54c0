import { sqlState } from '../database.js';

const NETWORK = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE)$/;
/** The driver's own words for a connection that is gone or never came; they carry no code. */
const GONE =
  /^Connection terminated|^Client has encountered a connection error|^timeout expired|timeout exceeded when trying to connect/;
/** Connection exceptions, lack of resources, an administrator's shutdown. A statement that took too long (57014) is none of them. */
const STATE = /^(08|53|57P)/;

/** An error and what it wraps: several attempts to connect come as one, and TypeORM and we name causes. */
export function withinError(error: unknown): readonly unknown[] {
  const { errors, cause, driverError } = (error ?? {}) as {
    errors?: unknown;
    cause?: unknown;
    driverError?: unknown;
  };
  const inner = [...(Array.isArray(errors) ? (errors as unknown[]) : []), driverError, cause];
  return [...inner.filter((each) => each instanceof Error && each !== error).flatMap(withinError), error];
}

/** Whether an error is that the database cannot be reached or went away. */
export function isUnreachable(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return (typeof code === 'string' && NETWORK.test(code)) || GONE.test(String(message ?? ''));
}

/** Whether an error is that the database does not work at the moment, so that the same may be asked again later. */
export function isUnavailable(error: unknown): boolean {
  return withinError(error).some((each) => STATE.test(sqlState(each) ?? '') || isUnreachable(each));
}
