import type { INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { json, type NextFunction, type Request, type Response } from 'express';
import { withDeadline } from '../database/request/deadline.js';
import { hostileIn } from '../graphql/limits/hostile-text.js';
import { LIMITS } from '../graphql/limits/limits.js';

const readJson = json({ limit: LIMITS.body });

/** How the HTTP server takes requests: JSON up to a size, headers in time, and what is asked of the database within the time of a request. */
export function setUpHttp(app: INestApplication): void {
  const express = app as NestExpressApplication;
  express.disable('x-powered-by');
  express.use((request: Request, response: Response, next: NextFunction) =>
    readJson(request, response, (error: unknown) => {
      if (error) return refuseBody(error, response);
      // What GraphQL is given is judged by its server, which says where.
      const hostile = request.path === '/graphql' ? undefined : hostileIn(request.body);
      if (hostile === undefined) return next();
      response.status(400).json(fault('BAD_REQUEST', hostile));
    }),
  );
  express.use('/graphql', (_request: Request, _response: Response, next: NextFunction) =>
    withDeadline(LIMITS.time, next),
  );
  const server = app.getHttpServer();
  server.headersTimeout = 10_000;
  server.keepAliveTimeout = 30_000;
}

/** What the body's reader refuses, in the form of every other error; what it could not read is not repeated. */
function refuseBody(error: unknown, response: Response): void {
  const { type } = (error ?? {}) as { type?: string };
  if (type === 'entity.too.large')
    response
      .status(413)
      .json(fault('BODY_TOO_LARGE', `A request has at most ${LIMITS.body} bytes. Send a file to /imports.`));
  else response.status(400).json(fault('BAD_REQUEST', 'The request cannot be read as JSON.'));
}

function fault(code: string, message: string): object {
  return { errors: [{ message, extensions: { code } }] };
}
