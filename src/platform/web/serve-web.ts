import { existsSync } from 'node:fs';
import path from 'node:path';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { assets } from './assets.js';
import { NOT_BUILT } from './not-built.js';
import { dataHeaders, editorHeaders, pageHeaders } from './security-headers.js';

/** Where the built pages are; the build writes them, nobody else does. */
export interface WebFiles {
  readonly folder: string;
}

/** What middleware is put on: an Express application, or the framework's around one. */
interface Application {
  use(...handlers: (string | RequestHandler)[]): unknown;
}

const ANSWERS = ['application/json', 'application/graphql-response+json', 'text/html'];
const FRESH = 'no-store';

/**
 * Serves the built pages: the GraphQL page to browsers at `/graphql`, the sign-in page at `/sign-in`, their files under `/web`. It also
 * puts strict headers on every answer of the application. Call it before the application makes its routes: a browser's GET is
 * answered here, and everything else goes on to GraphQL.
 */
export function serveWeb(app: Application, { folder }: WebFiles): void {
  const editor = page(path.join(folder, 'graphql.html'), editorHeaders);
  const signIn = page(path.join(folder, 'sign-in.html'), pageHeaders);
  const icon = file(path.join(folder, 'favicon.svg'));
  app.use(dataHeaders);
  on(app, '/graphql', (request, response, next) => {
    response.vary('Accept');
    if (isBrowser(request)) editor(request, response, next);
    else next();
  });
  on(app, '/sign-in', signIn);
  for (const path of ['/', '/graphql/', '/sign-in/'])
    on(app, path, (request, response, next) =>
      isBrowser(request) ? response.redirect(302, path === '/sign-in/' ? '/sign-in' : '/graphql') : next(),
    );
  for (const path of ['/favicon.ico', '/web/favicon.svg']) on(app, path, icon);
  app.use('/web/assets', editorHeaders, assets(path.join(folder, 'assets')));
  app.use('/web', nothingHere);
}

/** Answers a GET of exactly this path; other methods and paths go on. */
function on(app: Application, path: string, handle: RequestHandler): void {
  app.use((request, response, next) => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (reads && request.path === path) void handle(request, response, next);
    else next();
  });
}

/** Somebody who opens the address. Programs ask for JSON, and a query in the address is theirs. */
function isBrowser(request: Request): boolean {
  return request.accepts(ANSWERS) === 'text/html' && request.query.query === undefined;
}

/** A page is asked for anew each time, because the names of its files change with every build. */
function page(at: string, headers: RequestHandler): RequestHandler {
  return (request, response, next) => {
    void headers(request, response, (fault?: unknown) => {
      if (fault) return next(fault);
      response.setHeader('cache-control', FRESH);
      if (existsSync(at))
        return response.sendFile(at, { cacheControl: false, etag: false, lastModified: false }, missed(next));
      return response.status(503).type('html').send(NOT_BUILT);
    });
  };
}

function file(at: string): RequestHandler {
  return (request, response, next) => {
    if (existsSync(at)) response.sendFile(at, { maxAge: '1h' }, missed(next));
    else nothingHere(request, response);
  };
}

/** The browser that hangs up while a file is sent is no fault of ours. */
function missed(next: NextFunction): (fault?: Error) => void {
  return (fault) => {
    if (fault && !('code' in fault && fault.code === 'ECONNABORTED')) next(fault);
  };
}

function nothingHere(_request: Request, response: Response): void {
  response.status(404).setHeader('cache-control', FRESH).type('text').send('There is nothing here.\n');
}
