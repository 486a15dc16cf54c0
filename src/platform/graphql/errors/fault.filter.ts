import { randomUUID } from 'node:crypto';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { isUnavailable } from '../../database/request/is-unavailable.js';
import { Logger } from '../../process/logging.js';
import { RETRY } from './format-error.js';

/**
 * Hands what a resolver throws on as it is: `formatError` words it, and the log has it once. Faults of other addresses are answered as JSON: what
 * they say of themselves, or that the database is away, or the id that finds a fault of ours in the log.
 */
@Catch()
export class FaultFilter implements ExceptionFilter {
  private readonly logger = new Logger();

  catch(exception: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() === 'graphql') return exception;
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) return undefined;
    const { status, body } = this.answerOf(exception);
    response.status(status).json(body);
    return undefined;
  }

  private answerOf(exception: unknown): { status: number; body: object } {
    if (exception instanceof HttpException) {
      const body = exception.getResponse();
      return { status: exception.getStatus(), body: typeof body === 'string' ? { message: body } : body };
    }
    if (isUnavailable(exception))
      return { status: 503, body: { message: RETRY, hint: 'Ask again in a moment.' } };
    const correlationId = randomUUID();
    this.logger.error(exception, { correlationId });
    const hint = 'Its correlation id finds it in the log.';
    return { status: 500, body: { message: 'This is a fault of Kicker.', hint, correlationId } };
  }
}
