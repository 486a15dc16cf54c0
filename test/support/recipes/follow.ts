import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createClient } from 'graphql-ws';
import type { Recipe, RecipeStep } from '../../../src/platform/web/recipes/recipe.js';
import { readAnswer, type Reading } from '../../../web/src/graphql/recipes/answer.js';
import { blanksIn, prepare } from '../../../web/src/graphql/recipes/prepare.js';
import type { Walk } from '../../../scripts/lib/recipe-walk.mjs';
import type { PersonaApi } from '../api/api.js';

/** What a step asked and what came back, with what the page says of it. */
export interface Followed {
  readonly step: string;
  readonly blanks: readonly string[];
  readonly faults: readonly string[];
  readonly data: Record<string, unknown>;
}

/** Follows a recipe step by step, its variables prepared as the page prepares them. */
export async function follow(api: PersonaApi, { as, puts = {} }: Walk, recipe: Recipe): Promise<Followed[]> {
  const followed: Followed[] = [];
  const readings: Reading[] = [];
  for (const step of recipe.steps) {
    const put = puts[step.title]?.(followed.map(({ data }) => data) as never[]);
    const text = put ? JSON.stringify(put) : prepare(step.variables, readings);
    const answer = await answerOf(api, as, { ...step, variables: text });
    const reading = readAnswer(JSON.stringify(answer));
    if (reading) readings.push(reading);
    followed.push({
      step: step.title,
      blanks: blanksIn(text, []).map(({ says }) => says),
      faults: reading?.faults.map(({ message, hint }) => `${message} ${hint}`) ?? ['no answer'],
      data: (reading?.data ?? {}) as Record<string, unknown>,
    });
  }
  return followed;
}

async function answerOf(api: PersonaApi, as: string, { operation, variables }: RecipeStep): Promise<unknown> {
  const values = JSON.parse(variables) as Record<string, unknown>;
  return operation.startsWith('subscription')
    ? await lastOf(api, as, { query: operation, variables: values })
    : await api.answerAs(as, operation, values);
}

/** The last answer of a subscription, over a websocket of its own. */
async function lastOf(
  api: PersonaApi,
  as: string,
  asked: { query: string; variables: Record<string, unknown> },
): Promise<unknown> {
  const { port } = await listening(api);
  const client = createClient({
    url: `ws://127.0.0.1:${port}/graphql`,
    webSocketImpl: await webSocket(),
    connectionParams: { authorization: `Bearer ${await api.token(as)}` },
  });
  let last: unknown;
  for await (const answer of client.iterate(asked)) last = answer;
  await client.dispose();
  return last;
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
