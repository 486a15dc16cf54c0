import { createServer } from 'node:http';
import express from 'express';
import { buildSchema, graphql, subscribe, execute } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { RECIPES } from './fake-recipes.mjs';

const PEOPLE = [
  {
    login: 'ada',
    name: 'Ada Admin',
    roles: ['COMP_ADMIN'],
    does: 'defines plans, checks and publishes them',
  },
  { login: 'finn', name: 'Finn Finance', roles: ['FINANCE'], does: 'closes the month and pulls statements' },
  { login: 'rita', name: 'Rita Rep', roles: ['REP'], does: 'looks at her own earnings' },
];
const PASSWORD = 'open sesame';
const COOKIE = 'fake_session';

const SCHEMA = buildSchema(`
  "A plan as it stands."
  type Plan { id: ID! title: String! state: PlanState! }
  enum PlanState { DRAFT CHECKED PUBLISHED }
  "What was refused, in words."
  type UserError { code: String! path: String message: String! hint: String }
  type PlanPayload { plan: Plan userErrors: [UserError!]! }
  "What to define."
  input PlanDefineInput { title: String! ratePercent: String! idempotencyKey: String! }
  input PlanPublishInput { planId: ID! from: String! idempotencyKey: String! }
  type Line { booking: String! credit: String! rate: String! amount: String! }
  type Statement { participant: String! period: String! total: String! lines: [Line!]! }
  type Query { plans: [Plan!]! statement(participant: ID!, period: String!): Statement }
  type Mutation { planDefine(input: PlanDefineInput!): PlanPayload! planPublish(input: PlanPublishInput!): PlanPayload! }
  type Subscription { progress: Int! }
`);

function refused(userError) {
  return { plan: null, userErrors: [userError] };
}

function resolvers() {
  const plans = [];
  return {
    plans: () => plans,
    statement: ({ participant, period }) => ({
      participant,
      period,
      total: '1250.00',
      lines: [{ booking: 'SO-1001', credit: '25000.00', rate: '0.05', amount: '1250.00' }],
    }),
    planDefine: ({ input }) => {
      const plan = { id: `pln_${plans.length + 1}`, title: input.title, state: 'DRAFT' };
      plans.push(plan);
      return { plan, userErrors: [] };
    },
    planPublish: ({ input }) => {
      const plan = plans.find(({ id }) => id === input.planId);
      if (!plan)
        return refused({
          code: 'NOT_FOUND',
          message: `There is no plan ${input.planId}.`,
          hint: 'Copy the id that step 1 answered.',
          path: 'input.planId',
        });
      plan.state = 'PUBLISHED';
      return { plan, userErrors: [] };
    },
  };
}

async function* progress() {
  for (const percent of [0, 50, 100]) yield { progress: percent };
}

function personOf(request) {
  const login = new RegExp(`${COOKIE}=(\\w+)`).exec(request.headers.cookie ?? '')?.[1];
  return PEOPLE.find((person) => person.login === login);
}

function sessions(app) {
  app.get('/session', (request, response) => {
    const person = personOf(request);
    if (!person) return response.status(401).json({ message: 'Nobody is signed in.', hint: 'Sign in.' });
    const { does: _, ...told } = person;
    return response.json(told);
  });
  app.get('/session/personas', (_request, response) => response.json({ personas: PEOPLE }));
  app.post('/session', express.json(), (request, response) => {
    const { login, password } = request.body;
    const person = PEOPLE.find((each) => each.login === login);
    if (!person || (password !== undefined && password !== PASSWORD))
      return response.status(401).json({
        message: 'This sign-in name and password do not belong together.',
        hint: 'Check both, or ask your administrator for a new password.',
      });
    response.setHeader('set-cookie', `${COOKIE}=${login}; HttpOnly; SameSite=Strict; Path=/`);
    return response.status(204).end();
  });
  app.delete('/session', (_request, response) => {
    response.setHeader('set-cookie', `${COOKIE}=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0`);
    response.status(204).end();
  });
}

function endpoint(app, rootValue) {
  app.post('/graphql', express.json({ limit: '1mb' }), (request, response, next) => {
    if (!personOf(request))
      return response
        .status(401)
        .json({ errors: [{ message: 'Sign in first.', extensions: { code: 'UNAUTHENTICATED' } }] });
    if (request.headers['apollo-require-preflight'] !== 'true')
      return response.status(400).json({ errors: [{ message: 'not ours' }] });
    const { query: source, variables: variableValues, operationName } = request.body;
    return graphql({ schema: SCHEMA, rootValue, source, variableValues, operationName }).then(
      (result) => response.json(result),
      next,
    );
  });
  app.get('/recipes.json', (_request, response) => response.json({ recipes: RECIPES }));
}

/**
 * A small server that answers as Kicker does wherever the pages ask: sessions, recipes, GraphQL by POST and by websocket. It proves the
 * pages alone; what Kicker itself answers is proved against Kicker.
 */
export async function startFakeKicker(serveWeb, folder) {
  const app = express();
  app.disable('x-powered-by');
  serveWeb(app, { folder });
  sessions(app);
  endpoint(app, resolvers());
  const server = createServer(app);
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  const roots = { subscription: { progress } };
  useServer({ schema: SCHEMA, roots, execute, subscribe }, sockets);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseURL: `http://127.0.0.1:${server.address().port}`,
    password: PASSWORD,
    close: () => {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
