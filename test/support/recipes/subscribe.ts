import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { PersonaApi } from '../api/api.js';
import { listen } from '../api/asking/listening.js';

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
  const url = await listen(api.server);
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    // Node 20 has none of its own.
    webSocketImpl: WebSocket,
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
