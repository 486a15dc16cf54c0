import type { ApolloServerPlugin } from '@apollo/server';

const WELL_FORMED = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

/**
 * GraphQL over HTTP: whoever accepts only application/json is answered 200 to a well-formed request that fails to parse, validate or coerce;
 * the status tells of the transport alone then.
 */
export const specStatusPlugin: ApolloServerPlugin = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response }) => {
      if (response.http.status !== 400 || response.body.kind !== 'single') return;
      if (request.http?.headers.get('accept')?.includes('application/graphql-response+json')) return;
      const errors = response.body.singleResult.errors ?? [];
      if (
        errors.length > 0 &&
        errors.every(({ extensions }) => WELL_FORMED.has(String(extensions?.['code'])))
      )
        response.http.status = 200;
    },
  }),
};
