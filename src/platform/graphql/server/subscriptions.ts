import type { IncomingMessage } from 'node:http';
import { randomUUID } from 'node:crypto';
import { getOperationAST, GraphQLError, parse, specifiedRules, validate, type GraphQLSchema } from 'graphql';
import type { Viewer } from '../../identity/viewer.js';
import { Refusal } from '../../refusal.js';
import { formatError } from '../errors/format-error.js';
import { LIMITS } from '../limits/limits.js';
import { limitsRule } from '../limits/limits-rule.js';
import { RequestContext } from '../request-context.js';
import type { Gate } from './gate.js';

const RECHECK = 1_000;
const NO_LONGER_IN = 4_401;

/** What graphql-ws keeps of one connection, as far as it is ours. */
interface Connection {
  readonly connectionParams?: Readonly<Record<string, unknown>>;
  readonly extra: {
    readonly request: IncomingMessage;
    readonly socket: { close(code: number, reason: string): void };
    viewer?: Viewer;
    recheck?: NodeJS.Timeout;
  };
}

interface Subscribing {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

/** What graphql-ws hands to a listener: the connection, the id of the subscription, and what belongs to the event. */
type Told<Event extends readonly unknown[]> = readonly [Connection, string, ...Event];

interface Result {
  readonly errors?: readonly GraphQLError[];
}

/**
 * How subscriptions are served: by graphql-ws, to who is signed in, for as long as they may be. Only subscriptions: everything else is asked over
 * HTTP, where its cost is judged.
 */
export function subscriptionOptions(gate: Gate, schemaOf: () => GraphQLSchema): object {
  return {
    connectionInitWaitTimeout: 3_000,
    onConnect: async (connection: Connection) => {
      const token = connection.connectionParams?.['authorization'];
      const viewer = await letIn(gate, connection, typeof token === 'string' ? token : undefined);
      // Closes with 4403, and says no more.
      if (!viewer) return false;
      connection.extra.viewer = viewer;
      watch(connection, gate);
      return true;
    },
    onDisconnect: ({ extra }: Connection) => clearInterval(extra.recheck),
    onClose: ({ extra }: Connection) => clearInterval(extra.recheck),
    onSubscribe: async ({ extra }: Connection, _id: string, payload: Subscribing) => {
      const { viewer } = extra;
      if (!viewer) return [refused('Nobody is signed in.', 'UNAUTHENTICATED')];
      const context = new RequestContext(() => extra.viewer ?? viewer, randomUUID());
      return prepared(schemaOf(), payload, context);
    },
    onError: (...[, , , errors]: Told<readonly [Subscribing, readonly GraphQLError[]]>) =>
      errors.map((error) => formatError(error.toJSON(), error)),
    onNext: (...[, , , , result]: Told<readonly [Subscribing, unknown, Result]>) =>
      result.errors
        ? { ...result, errors: result.errors.map((error) => formatError(error.toJSON(), error)) }
        : result,
  };
}

/** Who opens the connection; null for nobody, and for a page of another site. */
async function letIn(gate: Gate, { extra }: Connection, token: string | undefined): Promise<Viewer | null> {
  try {
    return await gate.authenticate(extra.request, { token });
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Closes the connection of somebody who is no longer let in; their roles are read again all the while. */
function watch({ extra }: Connection, gate: Gate): void {
  extra.recheck = setInterval(() => {
    const { viewer } = extra;
    if (!viewer) return;
    void gate
      .again(viewer)
      .catch(() => null)
      .then((now) => {
        if (now) extra.viewer = now;
        else extra.socket.close(NO_LONGER_IN, 'No longer signed in');
      });
  }, RECHECK);
  extra.recheck.unref();
}

function prepared(
  schema: GraphQLSchema,
  { query, operationName, variables }: Subscribing,
  contextValue: RequestContext,
): object {
  try {
    const document = parse(query, { maxTokens: LIMITS.tokens });
    if (getOperationAST(document, operationName)?.operation !== 'subscription')
      return [refused('Only subscriptions are served here; ask everything else over HTTP.', 'BAD_REQUEST')];
    const faults = validate(schema, document, [...specifiedRules, limitsRule]);
    if (faults.length > 0) return faults.map((fault) => refused(fault.message, 'GRAPHQL_VALIDATION_FAILED'));
    return {
      schema,
      document,
      contextValue,
      ...(operationName == null ? {} : { operationName }),
      ...(variables == null ? {} : { variableValues: variables }),
    };
  } catch (error) {
    return [
      refused(error instanceof GraphQLError ? error.message : 'It cannot be read.', 'GRAPHQL_PARSE_FAILED'),
    ];
  }
}

function refused(message: string, code: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
