import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { GraphQLModule as NestGraphQLModule } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { invariant } from '../../engine/kernel/invariant.js';
import { Logger } from '../process/logging.js';
import { isUnavailable } from '../database/request/is-unavailable.js';
import type { Viewer } from '../identity/viewer.js';
import { Refusal } from '../refusal.js';
import { isApiErrorCode, type ApiErrorCode } from './errors/error-codes.js';
import { formatError, RETRY } from './errors/format-error.js';
import { FaultFilter } from './errors/fault.filter.js';
import { costPlugin } from './limits/cost-plugin.js';
import { LIMITS } from './limits/limits.js';
import { limitsRule } from './limits/limits-rule.js';
import { specStatusPlugin } from './limits/spec-status-plugin.js';
import { RequestContext } from './request-context.js';
import { guardFields } from './schema/guard-fields.js';
import { Gate } from './server/gate.js';
import { requestPlugin } from './server/request-plugin.js';
import { subscriptionOptions } from './server/subscriptions.js';

/** The API: a schema made of the modules' resolvers, guarded field by field, to who is signed in. Needs a Gate from a global module. */
@Module({
  imports: [
    NestGraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      inject: [Gate],
      useFactory: options,
    }),
  ],
  providers: [{ provide: APP_FILTER, useClass: FaultFilter }],
})
export class GraphqlModule {}

function options(gate: Gate): Omit<ApolloDriverConfig, 'driver'> {
  let schema: Parameters<typeof guardFields>[0] | undefined;
  const schemaOf = (): NonNullable<typeof schema> => {
    invariant(schema !== undefined, 'a socket was opened before the schema was built');
    return schema;
  };
  return {
    autoSchemaFile: true,
    sortSchema: true,
    graphiql: false,
    introspection: true,
    csrfPrevention: true,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: [limitsRule],
    transformSchema: (built) => (schema = guardFields(built, gate.rules)),
    formatError,
    plugins: [specStatusPlugin, costPlugin, requestPlugin(new Logger())],
    context: async ({ req }: { req: IncomingMessage }) => await contextOf(gate, req),
    subscriptions: { 'graphql-ws': subscriptionOptions(gate, schemaOf) as never },
  };
}

async function contextOf(gate: Gate, request: IncomingMessage): Promise<RequestContext> {
  const viewer = await letIn(gate, request);
  if (viewer) return new RequestContext(viewer, randomUUID());
  throw notLetIn('UNAUTHENTICATED', 'Nobody is signed in.', 401);
}

const STATUS: Readonly<Partial<Record<ApiErrorCode, number>>> = { CROSS_SITE: 403, AUTH_UNAVAILABLE: 503 };
const logger = new Logger();

/** Who asks. That it cannot be found out is told as what it is, with the id that finds it in the log. */
async function letIn(gate: Gate, request: IncomingMessage): Promise<Viewer | null> {
  try {
    return await gate.authenticate(request);
  } catch (error) {
    if (error instanceof Refusal && isApiErrorCode(error.code))
      throw notLetIn(error.code, error.message, STATUS[error.code] ?? 403);
    if (isUnavailable(error)) throw notLetIn('RETRY_LATER', RETRY, 503);
    const correlationId = randomUUID();
    logger.error(error, { correlationId });
    throw new GraphQLError('This is a fault of Kicker.', {
      extensions: { code: 'INTERNAL', correlationId, http: { status: 500 } },
    });
  }
}

function notLetIn(code: ApiErrorCode, message: string, status: number): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } });
}
