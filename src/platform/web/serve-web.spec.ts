import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from '@jest/globals';
import express, { type Express } from 'express';
import request, { type Test } from 'supertest';
import { serveWeb } from './serve-web.js';

const HTML = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const SCRIPT = 'console.info("pay");\n'.repeat(50);

/** A folder as the build leaves it, and beside it something that is nobody's business. */
function built(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'kicker-pages-'));
  const folder = path.join(root, 'web');
  mkdirSync(path.join(folder, 'assets'), { recursive: true });
  writeFileSync(path.join(root, 'secret.js'), 'secret');
  writeFileSync(path.join(folder, '.built'), 'secret');
  writeFileSync(path.join(folder, 'graphql.html'), '<title>Kicker</title>');
  writeFileSync(path.join(folder, 'sign-in.html'), '<title>Sign in</title>');
  writeFileSync(path.join(folder, 'favicon.svg'), '<svg/>');
  writeFileSync(path.join(folder, 'assets', 'a-1x2y.js'), SCRIPT);
  writeFileSync(path.join(folder, 'assets', 'a-1x2y.js.gz'), gzipSync(SCRIPT));
  writeFileSync(path.join(folder, 'assets', 'b-3z.css'), 'p{}');
  return folder;
}

/** The pages before an application that answers every method of `/graphql` itself. */
function serving(folder: string): Express {
  const app = express();
  serveWeb(app, { folder });
  app.use('/graphql', (_request, response) => void response.json({ data: 'graphql' }));
  return app;
}

const folder = built();
const app = serving(folder);
const open = (at: string): Test => request(app).get(at).set('accept', HTML);
const load = (at: string, encoding = 'identity'): Test =>
  request(app).get(at).set('accept-encoding', encoding);

function policyOf({ headers }: request.Response): Record<string, string> {
  const parts = String(headers['content-security-policy']).split(';');
  return Object.fromEntries(parts.map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]));
}

afterAll(() => rmSync(path.dirname(folder), { recursive: true }));

describe('who opens /graphql', () => {
  it('with a browser gets the page, fresh each time', async () => {
    const answer = await open('/graphql').expect(200);
    expect(answer.text).toContain('<title>Kicker</title>');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers.vary).toContain('Accept');
  });

  it.each([
    ['application/json', '/graphql'],
    ['application/graphql-response+json', '/graphql'],
    ['*/*', '/graphql'],
    [HTML, '/graphql?query=%7Bplans%7D'],
  ])('asking for %s at %s is answered by GraphQL', async (accept, at) => {
    const answer = await request(app).get(at).set('accept', accept).expect(200);
    expect(answer.body).toEqual({ data: 'graphql' });
  });

  it('by POST is answered by GraphQL, whatever they accept', async () => {
    const answer = await request(app).post('/graphql').set('accept', HTML).send({}).expect(200);
    expect(answer.body).toEqual({ data: 'graphql' });
  });

  it.each(['/', '/graphql/'])('by %s is led there', async (at) => {
    expect((await open(at).expect(302)).headers.location).toBe('/graphql');
  });
});

describe('the sign-in page', () => {
  it('is the same for all, and fresh each time', async () => {
    const [browser, program] = [await open('/sign-in'), await load('/sign-in')];
    expect([browser.status, program.status]).toEqual([200, 200]);
    expect(browser.text).toContain('Sign in');
    expect(browser.headers['cache-control']).toBe('no-store');
  });
});

describe('the content policy', () => {
  it('lets the editor write styles and nothing else that is not ours', async () => {
    expect(policyOf(await open('/graphql'))).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self' 'unsafe-inline'",
      'img-src': "'self' data:",
      'font-src': "'self' data:",
      'connect-src': "'self'",
      'worker-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
      'object-src': "'none'",
    });
  });

  it('lets the sign-in page write none, and data load nothing', async () => {
    expect(policyOf(await open('/sign-in'))['style-src']).toBe("'self'");
    const data = policyOf(await request(app).post('/graphql').send({}));
    expect(data).toMatchObject({ 'default-src': "'none'", 'frame-ancestors': "'none'" });
    expect(data['script-src']).toBeUndefined();
  });

  it('locks nobody out who speaks plain HTTP, and tells no program', async () => {
    for (const answer of [await open('/graphql'), await open('/sign-in'), await load('/graphql')]) {
      expect(Object.keys(answer.headers)).not.toContain('strict-transport-security');
      expect(Object.keys(answer.headers)).not.toContain('x-powered-by');
      expect(answer.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      expect(answer.headers['x-frame-options']).toBe('DENY');
    }
  });
});

describe('the files of the pages', () => {
  it('stay for ever, since their names change with their content', async () => {
    const answer = await load('/web/assets/b-3z.css').expect(200);
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(answer.headers['content-type']).toContain('text/css');
  });

  it('are sent zipped to whoever takes it, where the build zipped them', async () => {
    const [zipped, plain, never] = [
      await load('/web/assets/a-1x2y.js', 'gzip'),
      await load('/web/assets/a-1x2y.js'),
      await load('/web/assets/b-3z.css', 'gzip'),
    ];
    expect([zipped.headers['content-encoding'], plain.headers['content-encoding']]).toEqual([
      'gzip',
      undefined,
    ]);
    expect([zipped.text, plain.text, never.text]).toEqual([SCRIPT, SCRIPT, 'p{}']);
    expect(zipped.headers['content-type']).toContain('text/javascript');
    expect(zipped.headers['cache-control']).toContain('immutable');
    expect(zipped.headers.vary).toContain('Accept-Encoding');
  });

  it.each(['/favicon.ico', '/web/favicon.svg'])('%s is the icon', async (at) => {
    expect((await load(at).expect(200)).headers['content-type']).toContain('image/svg+xml');
  });

  it.each([
    '/web/assets/../../secret.js',
    '/web/assets/..%2f..%2fsecret.js',
    '/web/assets/%2e%2e/%2e%2e/secret.js',
    '/web/assets/..%5c..%5csecret.js',
    '/web/assets/%00',
    '/web/assets/',
    '/web/.built',
    '/web/assets/../.built',
    '/web/graphql.html',
    '/web/assets/gone.js',
    '/web/',
  ])('%s is not there', async (at) => {
    for (const encoding of ['gzip', 'identity']) {
      const answer = await load(at, encoding);
      expect([400, 403, 404]).toContain(answer.status);
      expect(answer.text).not.toContain('secret');
      expect(answer.headers['cache-control'] ?? '').not.toContain('immutable');
    }
  });
});

describe('pages that were not built', () => {
  const empty = serving(path.join(folder, 'nowhere'));

  it.each(['/graphql', '/sign-in'])('%s says so and what to do; the rest goes on working', async (at) => {
    const answer = await request(empty).get(at).set('accept', HTML).expect(503);
    expect(answer.text).toContain('npm run build');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect((await request(empty).post('/graphql').send({})).body).toEqual({ data: 'graphql' });
    await request(empty).get('/web/favicon.svg').expect(404);
  });
});
