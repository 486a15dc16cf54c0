import { beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits, type AuditResult } from 'graphql-http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { personaApi } from '../support/api/api.js';
import { testDatabase } from '../support/database.js';

const api = personaApi(testDatabase());
let url: string;
let token: string;

beforeAll(async () => {
  const server = api.server.getHttpServer() as Server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  token = await api.token('finance');
});

/** Asks as finance would, with whatever headers are given. */
async function send(init: RequestInit & { headers?: Record<string, string> }): Promise<Response> {
  return await fetch(url, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
}

async function post(
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  const response = await send({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

const codesOf = (text: string): unknown[] =>
  ((JSON.parse(text) as { errors?: { extensions: { code: unknown } }[] }).errors ?? []).map(
    ({ extensions }) => extensions.code,
  );

describe('GraphQL over HTTP', () => {
  it('passes every MUST and SHOULD of the audit of its specification', async () => {
    const audits = serverAudits({
      url,
      fetchFn: (at: string, init?: RequestInit) =>
        fetch(at, { ...init, headers: { ...(init?.headers as object), authorization: `Bearer ${token}` } }),
    });
    const results: AuditResult[] = await Promise.all(audits.map((audit) => audit.fn()));
    const failed = results.filter(({ status, name }) => status !== 'ok' && /^(MUST|SHOULD)/.test(name));
    expect(failed.map(({ name, id }) => `${id} ${name}`)).toEqual([]);
    expect(results.filter(({ status }) => status === 'ok').length).toBeGreaterThanOrEqual(58);
  });

  it('answers nobody who is not signed in, whatever is asked, with 401', async () => {
    for (const query of ['{ me { login } }', '{ __schema { types { name } } }', 'nonsense']) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      expect(response.status).toBe(401);
      expect(codesOf(await response.text())).toEqual(['UNAUTHENTICATED']);
    }
  });

  it('takes nothing from a form or a page of another site', async () => {
    const mutation =
      'mutation { periodClose(input: { idempotencyKey: "x", period: "2026-Q1" }) { userErrors { code } } }';
    const forms = ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'];
    for (const type of forms)
      expect(
        (await post(`query=${encodeURIComponent(mutation)}`, { 'content-type': type })).status,
      ).toBeGreaterThanOrEqual(400);
    const get = await send({ method: 'GET', headers: { 'apollo-require-preflight': '1' } });
    expect(get.status).toBeGreaterThanOrEqual(400);
    const byGet = await fetch(`${url}?query=${encodeURIComponent(mutation)}`, {
      headers: { authorization: `Bearer ${token}`, 'apollo-require-preflight': '1' },
    });
    expect(byGet.status).toBe(405);
    const batch = await post([{ query: '{ me { login } }' }, { query: '{ me { login } }' }]);
    expect(batch.status).toBe(400);
  });

  it('refuses what is too deep, too wide, too long or too much, before anything runs', async () => {
    const aliases = Array.from({ length: 101 }, (_, index) => `a${index}: me { login }`).join(' ');
    const deep = `{ earnings { nodes { explanation ${'{ parts '.repeat(12)} { says } ${'}'.repeat(12)} } } }`;
    const bomb = `{ ...f0 } ${Array.from({ length: 24 }, (_, index) => `fragment f${index} on Query { ...f${index + 1} ...f${index + 1} }`).join(' ')} fragment f24 on Query { me { login } }`;
    const wide =
      '{ calculations(first: 200) { nodes { periods { name } versions { name } troubles { code } } } '.concat(
        Array.from(
          { length: 15 },
          (_, index) => `e${index}: earnings(first: 200) { nodes { id lines { booking line says } } }`,
        ).join(' '),
        ' }',
      );
    const tokens = `{ me { ${'login '.repeat(3_000)} } }`;
    for (const query of [`{ ${aliases} }`, deep, wide, tokens]) {
      const { status, text } = await post({ query });
      expect(['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'QUERY_TOO_COMPLEX']).toContain(
        codesOf(text)[0],
      );
      expect(status).toBeLessThan(500);
    }
    const begun = performance.now();
    await post({ query: bomb });
    expect(performance.now() - begun).toBeLessThan(2_000);
    const large = await post({ query: '{ me { login } }', variables: { x: 'x'.repeat(1_100_000) } });
    expect([large.status, codesOf(large.text)]).toEqual([413, ['BODY_TOO_LARGE']]);
    const broken = await post('{"query":');
    expect([broken.status, codesOf(broken.text)]).toEqual([400, ['BAD_REQUEST']]);
  });

  it('repeats no value, suggests nothing, and shows neither SQL nor a stack', async () => {
    const secret = '98765.43';
    const answers = [
      await post({ query: '{ earnins { nodes { id } } }' }),
      await post({ query: '{ earnings(first: "98765.43") { totalCount } }' }),
      await post({
        query: 'query ($f: EarningFilterInput) { earnings(filter: $f) { totalCount } }',
        variables: { f: { period: { amount: secret } } },
      }),
      await post({
        query: 'query ($n: Int!) { earnings(first: $n) { totalCount } }',
        variables: { n: secret },
      }),
      await post({ query: '{ earnings(after: "x\\u0000") { totalCount } }' }),
      await post({ query: `{ statement(participant: "x' or 1=1 --", period: "2026-Q1") { name } }` }),
    ];
    for (const { text, status } of answers) {
      expect(text).toContain('"errors"');
      expect(text).not.toMatch(/98765|Did you mean|select |from |node_modules|\.ts:|at \w+ \(/);
      expect(status).toBeLessThan(500);
    }
  });

  it('takes no text with characters that no text has, nowhere, and nothing that nests without end', async () => {
    const period = 'query ($p: String!) { earnings(filter: { period: $p }) { totalCount } }';
    let nested: unknown = { tests: [{ fact: 'line.net', is: 'known' }] };
    for (let level = 0; level < 3_000; level += 1) nested = { not: nested };
    const answers = [
      await post({ query: period, variables: { p: 'a\u0000b' } }),
      await post({ query: period, variables: { p: 'a\ud800b' } }),
      await post({ query: '{ earnings(filter: { period: "a\\u0000" }) { totalCount } }' }),
      await post({
        query: 'query ($x: EarningFilterInput) { earnings(filter: $x) { totalCount } }',
        variables: { x: nested },
      }),
    ];
    for (const { status, text } of answers) {
      expect(status).toBeLessThan(500);
      expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(codesOf(text)[0]);
      expect(text).not.toMatch(/INTERNAL|line\.net/);
    }
    const session = await fetch(url.replace('/graphql', '/session'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'a\u0000', password: 'x' }),
    });
    expect(session.status).toBe(400);
  });

  it('does at most five things at once', async () => {
    const act = (index: number): string =>
      `a${index}: periodClose(input: { idempotencyKey: "k${index}", period: "2026-Q1" }) { userErrors { code } }`;
    const { text } = await post({
      query: `mutation { ${Array.from({ length: 6 }, (_, index) => act(index)).join(' ')} }`,
    });
    expect(codesOf(text)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  it('gives every answer an id that the log has, and lets nobody keep it', async () => {
    const response = await send({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ me { login roles } }' }),
    });
    expect(await response.json()).toEqual({ data: { me: { login: 'finance', roles: ['FINANCE'] } } });
    expect(response.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});
