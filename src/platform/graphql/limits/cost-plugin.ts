import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity';
import { hostileIn } from './hostile-text.js';
import { LIMITS } from './limits.js';

/** Refuses an operation whose lists are larger than a request may ask. It needs the page sizes in the variables, so it runs after validation. */
export const costPlugin: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ request, document, schema, operationName }) => {
      const hostile = hostileIn(request.variables ?? {});
      if (hostile !== undefined)
        throw new GraphQLError(hostile, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
      const cost = costOf({
        schema,
        query: document,
        variables: request.variables ?? {},
        ...(operationName === null ? {} : { operationName }),
      });
      if (cost === undefined || cost <= LIMITS.cost) return;
      throw new GraphQLError(
        `The operation asks too much: ${cost === Infinity ? 'more than can be counted' : Math.ceil(cost)}, of at most ${LIMITS.cost}. Ask for smaller pages (first) or fewer lists.`,
        { extensions: { code: 'QUERY_TOO_COMPLEX', http: { status: 400 } } },
      );
    },
  }),
};

type Asked = Omit<Parameters<typeof getComplexity>[0], 'estimators'>;

/** What an operation costs; undefined where its variables do not fit, which the execution tells in its own words. */
function costOf(asked: Asked): number | undefined {
  try {
    return getComplexity({
      ...asked,
      estimators: [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })],
    });
  } catch (error) {
    return error instanceof Error && error.message.includes('maximum allowed number of nodes')
      ? Infinity
      : undefined;
  }
}
