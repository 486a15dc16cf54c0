import { Catch, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';

/**
 * Hands what a resolver throws on as it is: `formatError` words it, and the log has it once, without what somebody wrote. Everything that is
 * no GraphQL goes the framework's way.
 */
@Catch()
export class UntouchedFilter extends BaseExceptionFilter {
  override catch(exception: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() === 'graphql') return exception;
    return this.answer(exception, host);
  }

  private answer(...of: Parameters<BaseExceptionFilter['catch']>): void {
    BaseExceptionFilter.prototype.catch.apply(this, of);
  }
}
