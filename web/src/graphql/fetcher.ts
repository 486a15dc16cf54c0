import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { Kind, parse, type ExecutionResult, type OperationDefinitionNode } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { OURS } from '../session/session.js';

const SIGNED_OUT_CLOSES = new Set([4401, 4403]);

export interface FetcherOptions {
  /** Called when the server no longer knows who asks. */
  readonly onSignedOut: () => void;
}

/** Asks `/graphql` with the session's cookie: queries and mutations by POST, subscriptions by websocket, both of this origin only. */
export function createFetcher({ onSignedOut }: FetcherOptions): Fetcher {
  let socket: Client | undefined;
  return (params) => {
    const operations = operationsOf(params.query);
    const [only] = operations;
    // Just after a tab was opened the editor still names the operation of the tab before.
    const operationName = operations.length === 1 ? only?.name?.value : params.operationName;
    const operation = operations.find(({ name }) => name?.value === operationName);
    if (operation?.operation !== 'subscription') return ask({ ...params, operationName }, onSignedOut);
    socket ??= openSocket(onSignedOut);
    // Over the wire errors come as plain data, which is all that the page shows of them.
    return socket.iterate({
      query: params.query,
      operationName: operationName ?? null,
      variables: (params.variables as Record<string, unknown> | undefined) ?? null,
    }) as AsyncIterableIterator<ExecutionResult>;
  };
}

/** None when the text is no GraphQL: the server says what is wrong with it. */
function operationsOf(query: string): readonly OperationDefinitionNode[] {
  try {
    return parse(query).definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  } catch {
    return [];
  }
}

function openSocket(onSignedOut: () => void): Client {
  const { protocol, host } = location;
  return createClient({
    url: `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/graphql`,
    retryAttempts: 3,
    on: {
      closed: (event) => {
        if (SIGNED_OUT_CLOSES.has((event as CloseEvent).code)) onSignedOut();
      },
    },
  });
}

type Asked = Omit<FetcherParams, 'operationName'> & { readonly operationName: string | null | undefined };

async function ask(params: Asked, onSignedOut: () => void): Promise<ExecutionResult> {
  const answer = await fetch('/graphql', {
    method: 'POST',
    headers: {
      ...OURS,
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
    },
    body: JSON.stringify(params),
  }).catch(() => {
    throw new Error('Kicker does not answer. Is it running, and is this machine connected?');
  });
  const result = (await answer.json().catch(() => null)) as ExecutionResult | null;
  if (answer.status === 401 || unauthenticated(result)) onSignedOut();
  if (result === null) throw new Error(`Kicker answered ${answer.status} without a GraphQL result.`);
  return result;
}

function unauthenticated(result: ExecutionResult | null): boolean {
  return result?.errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED') ?? false;
}
