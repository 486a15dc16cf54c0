import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { sqlState } from '../../database/database.js';
import { isUnavailable } from '../../database/request/is-unavailable.js';
import { refusedWith } from './refused-with.js';
import { isApiErrorCode, type ApiErrorCode } from './error-codes.js';

/** What an error is told as: a refusal in its own words, a fault of the request without its values, a fault of ours without anything. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { path, locations } = formatted;
  const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
  const cause = unwrapResolverError(error);
  const refused = refusedWith(cause);
  if (refused) {
    const { code, message, hint } = refused;
    return { ...place, message, extensions: { code, hint } };
  }
  const code = codeOf(formatted, cause);
  return { ...place, message: messageOf(code, { message: formatted.message, cause }), extensions: { code } };
}

export const RETRY =
  'The database did not answer. Ask again in a moment, with the same idempotency key: what was done is not done twice.';

/** A statement that took longer than its request may. */
const CANCELLED = '57014';
/** Transactions that met again and again. */
const CONFLICT = /^40/;
/** A text with a character that PostgreSQL keeps in no text: NUL. */
export const NO_TEXT = '22021';

/** What graphql-js says last when the variables have more faults than it lists; it gives no code to it. */
const MORE_FAULTS = /^Too many errors processing variables\b/;

function codeOf({ extensions, message }: GraphQLFormattedError, cause: unknown): ApiErrorCode {
  const code = extensions?.['code'];
  if (isApiErrorCode(code)) return code;
  if (sqlState(cause) === CANCELLED) return 'TIMEOUT';
  if (sqlState(cause) === NO_TEXT) return 'BAD_USER_INPUT';
  if (isUnavailable(cause) || CONFLICT.test(sqlState(cause) ?? '')) return 'RETRY_LATER';
  if (MORE_FAULTS.test(message)) return 'BAD_USER_INPUT';
  return 'INTERNAL';
}

function messageOf(code: ApiErrorCode, { message, cause }: { message: string; cause: unknown }): string {
  if (sqlState(cause) === NO_TEXT) return 'A text has a character that no text may have.';
  if (code === 'INTERNAL') return 'This is a fault of Kicker; the correlation id finds it in the log.';
  if (code === 'TIMEOUT')
    return 'The request took too long and was given up. Ask for smaller pages or fewer lists.';
  if (code === 'RETRY_LATER') return RETRY;
  if (MORE_FAULTS.test(message)) return 'The variables have more faults than are listed here.';
  return withoutValues(message);
}

/** What a variable was found wrong for, as far as it repeats nothing of what was written. */
const REASONS = [
  /Field "\w+" of required type "[\w![\]]+" was not provided\.$/,
  /Field "\w+" is not defined by type "\w+"/,
  /Expected (?:non-nullable )?type "[\w![\]]+"(?: to be an object| not to be null)/,
  /Exactly one key must be specified for OneOf type "\w+"/,
  /\w+ must be [\w ]+, such as "[^"]*"\.$/,
] as const;

/** What somebody wrote may be somebody's pay, and a suggestion tells what is in the schema: neither is repeated. */
function withoutValues(message: string): string {
  const variable = /^Variable "(\$\w+)" got invalid value /.exec(message)?.[1];
  if (variable !== undefined) return variableFault(variable, message);
  return message
    .replace(/ Did you mean [^?]*\?/g, '')
    .replace(
      /^Value "[\s\S]*" does not exist in "(\w+)" enum[\s\S]*$/,
      'The value does not exist in "$1" enum.',
    )
    .replace(/(cannot represent [^:]*): [\s\S]*$/, '$1.')
    .replace(/, found [\s\S]*$/, '.');
}

function variableFault(variable: string, message: string): string {
  const places = [...message.matchAll(/ at "([A-Za-z_][\w.[\]]*)"; /g)];
  const place = places.at(-1)?.[1];
  const reasons = REASONS.map((reason) => reason.exec(message)?.[0]).filter((reason) => reason !== undefined);
  const at = place === undefined ? '' : ` at "${place}"`;
  const why = reasons.length === 0 ? 'It does not fit its type.' : (reasons[0] ?? '');
  return `Variable "${variable}" got an invalid value${at}. ${why.replace(/\.?$/, '.')}`;
}
