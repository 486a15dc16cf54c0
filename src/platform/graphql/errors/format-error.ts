import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { sqlState } from '../../database/database.js';
import { Refusal } from '../../refusal.js';
import { isApiErrorCode, type ApiErrorCode } from './error-codes.js';

/** What an error is told as: a refusal in its own words, a fault of the request without its values, a fault of ours without anything. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { path, locations } = formatted;
  const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
  const cause = unwrapResolverError(error);
  if (cause instanceof Refusal) {
    const { code, message, hint } = cause;
    return { ...place, message, extensions: { code, hint } };
  }
  const code = codeOf(formatted, cause);
  return { ...place, message: messageOf(code, { message: formatted.message, cause }), extensions: { code } };
}

/** A statement that took longer than its request may. */
const CANCELLED = '57014';
/** A text with a character that PostgreSQL keeps in no text: NUL. */
const NO_TEXT = '22021';

function codeOf({ extensions }: GraphQLFormattedError, cause: unknown): ApiErrorCode {
  const code = extensions?.['code'];
  if (isApiErrorCode(code)) return code;
  if (sqlState(cause) === CANCELLED) return 'TIMEOUT';
  if (sqlState(cause) === NO_TEXT) return 'BAD_USER_INPUT';
  if (/^(08|53|57|40)/.test(sqlState(cause) ?? '')) return 'RETRY_LATER';
  return 'INTERNAL';
}

function messageOf(code: ApiErrorCode, { message, cause }: { message: string; cause: unknown }): string {
  if (sqlState(cause) === NO_TEXT) return 'A text has a character that no text may have.';
  if (code === 'INTERNAL') return 'This is a fault of Kicker; the correlation id finds it in the log.';
  if (code === 'TIMEOUT')
    return 'The request took too long and was given up. Ask for smaller pages or fewer lists.';
  if (code === 'RETRY_LATER')
    return 'The database did not answer. Nothing was changed; ask again in a moment.';
  return withoutValues(message);
}

/** What somebody wrote may be somebody's pay, and a suggestion tells what is in the schema: neither is repeated. */
function withoutValues(message: string): string {
  return message
    .replace(/ Did you mean [^?]*\?/g, '')
    .replace(/got invalid value [\s\S]*?(?=(; | at ")|$)/, 'got an invalid value')
    .replace(/(cannot represent [^:]*): [\s\S]*$/, '$1.')
    .replace(/, found [\s\S]*$/, '.');
}
