import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import type { Logger } from '../../process/logging.js';
import { isOurFault } from '../errors/format-error.js';
import type { RequestContext } from '../request-context.js';
import { GRAPHQL_METRICS } from './graphql-metrics.js';

/** Tells each request once: in the log by ids alone, in the metrics, and in the answer by the id that finds it in the log. */
export function requestPlugin(logger: Logger): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async ({ contextValue }) => {
      const begun = performance.now();
      return {
        didEncounterErrors: async ({ errors }) => {
          for (const error of errors) {
            const cause = error.originalError ?? error;
            if (isUnexpected(error.extensions['code']) && cause.name !== 'Refusal')
              logger.error(cause, { correlationId: contextValue.correlationId });
          }
        },
        willSendResponse: async (request) => {
          const codes = nameErrors(request, contextValue.correlationId);
          const kind = request.operation?.operation ?? 'unread';
          const seconds = (performance.now() - begun) / 1_000;
          GRAPHQL_METRICS.observe(kind, codes[0] ?? 'ok', seconds);
          logger.log('graphql', {
            correlationId: contextValue.correlationId,
            user: contextValue.viewer.id,
            kind,
            fields: rootFields(request),
            codes,
            milliseconds: Math.round(seconds * 1_000),
          });
        },
      };
    },
  };
}

/** Gives each error of the answer the id of the request, and returns their codes. */
function nameErrors(
  { response }: { response: GraphQLRequestContext<RequestContext>['response'] },
  correlationId: string,
): string[] {
  response.http?.headers.set('x-correlation-id', correlationId);
  response.http?.headers.set('cache-control', 'no-store');
  if (response.body?.kind !== 'single') return [];
  const { singleResult } = response.body;
  if (!singleResult.errors) return [];
  const errors = singleResult.errors.map((error) => ({
    ...error,
    extensions: { ...error.extensions, correlationId },
  }));
  response.body.singleResult = { ...singleResult, errors };
  return errors.map(({ extensions }) => String((extensions as { code?: unknown }).code));
}

/** Errors that no code of ours names come from our own code. */
function isUnexpected(code: unknown): boolean {
  return (
    isOurFault({ message: '', extensions: { code: code ?? 'INTERNAL' } }) || code === 'INTERNAL_SERVER_ERROR'
  );
}

function rootFields({ operation }: GraphQLRequestContext<RequestContext>): string[] {
  return (operation?.selectionSet.selections ?? []).flatMap((node) =>
    'name' in node ? [node.name.value] : [],
  );
}
