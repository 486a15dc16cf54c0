import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createFetcher } from '../../web/src/graphql/fetcher.js';

const fetched = jest.fn<typeof fetch>();
const onSignedOut = jest.fn<() => void>();
const own = globalThis.fetch;
const ask = createFetcher({ onSignedOut });

function answering(body: string, status = 200): void {
  fetched.mockResolvedValueOnce(new Response(body, { status }));
}

function sent(): { headers: Record<string, string>; body: Record<string, unknown> } {
  const [, init] = fetched.mock.lastCall!;
  return { headers: init!.headers as Record<string, string>, body: JSON.parse(String(init!.body)) };
}

beforeEach(() => {
  fetched.mockReset();
  onSignedOut.mockReset();
  globalThis.fetch = fetched;
});
afterEach(() => void (globalThis.fetch = own));

describe('asking GraphQL', () => {
  it('says that a page of ours asks, and sends no token', async () => {
    answering('{"data":{"a":1}}');
    expect(await ask({ query: '{ a }' })).toEqual({ data: { a: 1 } });
    expect(fetched.mock.lastCall![0]).toBe('/graphql');
    expect(sent().headers).toEqual({
      'apollo-require-preflight': 'true',
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
    });
  });

  it('names the one operation that the text holds, also when the editor still names another', async () => {
    answering('{}');
    await ask({ query: 'mutation PlanPublish { a }', operationName: 'PlanDefine', variables: { b: 1 } });
    expect(sent().body).toMatchObject({ operationName: 'PlanPublish', variables: { b: 1 } });
    answering('{}');
    await ask({ query: 'query A { a } query B { b }', operationName: 'B' });
    expect(sent().body).toMatchObject({ operationName: 'B' });
  });

  it.each([
    ['{"errors":[{"message":"x","extensions":{"code":"UNAUTHENTICATED"}}]}', 200],
    ['{"message":"Sign in."}', 401],
  ])('goes to the sign-in page for %s with %i', async (body, status) => {
    answering(body, status);
    await ask({ query: '{ a }' });
    expect(onSignedOut).toHaveBeenCalledTimes(1);
  });

  it('stays for a refusal', async () => {
    answering('{"errors":[{"message":"x","extensions":{"code":"FORBIDDEN"}}]}');
    await ask({ query: '{ a }' });
    expect(onSignedOut).not.toHaveBeenCalled();
  });

  it('says in words that nothing answers, or something else', async () => {
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await expect(ask({ query: '{ a }' })).rejects.toThrow('Kicker does not answer');
    answering('<html>', 502);
    await expect(ask({ query: '{ a }' })).rejects.toThrow('502');
  });
});
