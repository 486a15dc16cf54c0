import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { NO_TEXT } from '../errors/format-error.js';
import { sqlState } from '../../database/database.js';
import { refusedWith } from '../errors/refused-with.js';
import type { Logger } from '../../process/logging.js';
import type { RequestContext } from '../request-context.js';
import { GRAPHQL_METRICS } from './graphql-metrics.js';

/** Tells each request once: in the log by ids alone, in the metrics, and in the answer by the id that finds it in the log. */
export function requestPlugin(logger: Logger): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async ({ contextValue }) => {
      const begun = performance.now();
      return {
        didEncounterErrors: async ({ errors }) => {
          for (const { originalError } of errors)
            if (originalError && isOurs(originalError))
              logger.error(originalError, { correlationId: contextValue.correlationId });
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

/** What the language, we ourselves or the database's idea of a text refuse is told to who asked; the rest is a fault of ours. */
function isOurs(error: Error): boolean {
  return !(error instanceof GraphQLError) && refusedWith(error) === undefined && sqlState(error) !== NO_TEXT;
}

function rootFields({ operation }: GraphQLRequestContext<RequestContext>): string[] {
  return (operation?.selectionSet.selections ?? []).flatMap((node) =>
    'name' in node ? [node.name.value] : [],
  );
}
