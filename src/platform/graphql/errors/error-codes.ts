/** The closed list of top-level errors of the API: what is no refusal of what was asked, but of how. `docs/errors.md` is made from it. */
export const API_ERROR_CODES = {
  UNAUTHENTICATED: 'Nobody is signed in, or the token or session is no longer good.',
  NOT_ALLOWED: 'The roles of who asks do not let them see that field.',
  BAD_REQUEST: 'The request is no GraphQL request.',
  CROSS_SITE: 'A page of another site sent the request.',
  AUTH_UNAVAILABLE: "The keys of the tokens' issuer cannot be had just now.",
  GRAPHQL_PARSE_FAILED: 'The text of the operation is no GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The operation does not fit the schema, or is too deep or too wide.',
  OPERATION_RESOLUTION_FAILURE: 'The request has several operations and does not say which to run.',
  BAD_USER_INPUT: 'A variable does not fit its type.',
  QUERY_TOO_COMPLEX: 'The lists asked for are larger than one request may ask.',
  PERSISTED_QUERY_NOT_FOUND: 'The hash of the operation is not known here; send its text once.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'Operations by hash are not served here.',
  BODY_TOO_LARGE: 'The request is larger than any may be.',
  TIMEOUT: 'The request took too long and was given up; ask for less at once.',
  RETRY_LATER: 'The database did not answer; ask again with the same idempotency key.',
  INTERNAL: "A fault of Kicker's own; the correlation id finds it in the log.",
} as const;

export type ApiErrorCode = keyof typeof API_ERROR_CODES;

/** Whether a text is one of the codes of top-level errors. */
export function isApiErrorCode(code: unknown): code is ApiErrorCode {
  return typeof code === 'string' && Object.hasOwn(API_ERROR_CODES, code);
}
