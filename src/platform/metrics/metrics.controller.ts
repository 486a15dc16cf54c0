import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Controller, Get, Header, Inject, NotFoundException, Req } from '@nestjs/common';
import { collectProcessMetrics, METRICS } from './metrics.js';
import { METRICS_TOKEN } from './metrics-token.js';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** What Prometheus asks: with the token of the configuration; without one, from this machine alone. Everybody else finds nothing here. */
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(METRICS_TOKEN) private readonly token: string | undefined) {
    collectProcessMetrics();
  }

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  async metrics(@Req() request: IncomingMessage): Promise<string> {
    if (this.mayAsk(request)) return await METRICS.metrics();
    throw new NotFoundException();
  }

  private mayAsk({ headers, socket }: IncomingMessage): boolean {
    if (this.token === undefined)
      return LOOPBACK.has(socket.remoteAddress ?? '') && !headers['x-forwarded-for'];
    return isSame(headers.authorization ?? '', `Bearer ${this.token}`);
  }
}

/** Compared by digest, so that the time taken tells nothing. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
