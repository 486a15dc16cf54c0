import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity';
import { LIMITS } from './limits.js';

/** Refuses an operation whose lists are larger than a request may ask. It needs the page sizes in the variables, so it runs after validation. */
export const costPlugin: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ request, document, schema, operationName }) => {
      const cost = getComplexity({
        schema,
        query: document,
        variables: request.variables ?? {},
        estimators: [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })],
        ...(operationName === null ? {} : { operationName }),
        maxQueryNodes: 20_000,
      });
      if (cost <= LIMITS.cost) return;
      throw new GraphQLError(
        `The operation asks too much: ${cost} of at most ${LIMITS.cost}. Ask for smaller pages (first) or fewer lists.`,
        { extensions: { code: 'QUERY_TOO_COMPLEX', http: { status: 400 } } },
      );
    },
  }),
};
