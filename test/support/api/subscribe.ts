import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createClient } from 'graphql-ws';
import type { PersonaApi } from './api.js';

/** A subscription to ask for, as somebody. */
export interface Subscribing {
  readonly as: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Every answer of a subscription until it ends, over a websocket of its own. */
export async function answersOf(
  api: PersonaApi,
  { as, query, variables }: Subscribing,
): Promise<Record<string, unknown>[]> {
  const { port } = await listening(api);
  const client = createClient({
    url: `ws://127.0.0.1:${port}/graphql`,
    webSocketImpl: await webSocket(),
    connectionParams: { authorization: `Bearer ${await api.token(as)}` },
  });
  const answers: Record<string, unknown>[] = [];
  try {
    for await (const answer of client.iterate({ query, variables })) answers.push({ ...answer });
    return answers;
  } finally {
    await client.dispose();
  }
}

async function listening(api: PersonaApi): Promise<AddressInfo> {
  const server = api.server.getHttpServer();
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening');
  return server.address() as AddressInfo;
}

/** Node 20 has no WebSocket of its own. The package comes without types, and nothing of it is used but to be handed on. */
async function webSocket(): Promise<unknown> {
  const name = 'ws';
  return ((await import(name)) as { WebSocket: unknown }).WebSocket;
}
