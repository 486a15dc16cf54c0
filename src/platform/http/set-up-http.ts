import type { INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { withDeadline } from '../database/request/deadline.js';
import { LIMITS } from '../graphql/limits/limits.js';

/** How the HTTP server takes requests: JSON up to a size, headers in time, and no longer than a request may take. */
export function setUpHttp(app: INestApplication): void {
  const express = app as NestExpressApplication;
  express.disable('x-powered-by');
  express.useBodyParser('json', { limit: LIMITS.body });
  express.use('/graphql', (_request: Request, _response: Response, next: NextFunction) =>
    withDeadline(LIMITS.time, next),
  );
  express.use(refusingBodies());
  const server = app.getHttpServer();
  server.headersTimeout = 10_000;
  server.keepAliveTimeout = 30_000;
}

type ErrorHandling = Parameters<(...of: [unknown, Request, Response, NextFunction]) => void>;

/** Express knows a handler of errors by its four parameters; one that takes the rest has none of its own. */
function refusingBodies(): (...of: ErrorHandling) => void {
  return Object.defineProperty((...of: ErrorHandling) => tooLarge(...of), 'length', { value: 4 });
}

/** What the body's reader refuses, in the form of every other error. */
function tooLarge(...[error, , response, next]: ErrorHandling): void {
  const { status = 500, type } = (error ?? {}) as { status?: number; type?: string };
  if (type === 'entity.too.large')
    response
      .status(413)
      .json(fault('BODY_TOO_LARGE', `A request has at most ${LIMITS.body} bytes. Send a file to /imports.`));
  else if (status >= 400 && status < 500)
    response.status(status).json(fault('BAD_REQUEST', 'The request cannot be read as JSON.'));
  else next(error);
}

function fault(code: string, message: string): object {
  return { errors: [{ message, extensions: { code } }] };
}
