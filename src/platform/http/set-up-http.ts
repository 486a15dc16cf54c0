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
  express.use(tooLarge);
  const server = app.getHttpServer();
  server.headersTimeout = 10_000;
  server.keepAliveTimeout = 30_000;
}

/** What the body's reader refuses, in the form of every other error. */
function tooLarge(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  const { status, type } = (error ?? {}) as { status?: number; type?: string };
  if (type === 'entity.too.large')
    return void answer(
      response,
      413,
      'BODY_TOO_LARGE',
      `A request has at most ${LIMITS.body} bytes. Send a file to /imports instead.`,
    );
  if (status !== undefined && status >= 400 && status < 500)
    return void answer(response, status, 'BAD_REQUEST', 'The request cannot be read as JSON.');
  next(error);
}

function answer(response: Response, status: number, code: string, message: string): void {
  response.status(status).json({ errors: [{ message, extensions: { code } }] });
}
