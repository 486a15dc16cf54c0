import { Controller, Get, Inject, ServiceUnavailableException } from '@nestjs/common';
import { Database } from './database/database.js';

/** What a supervisor asks: is the process alive, and can it work. */
@Controller()
export class HealthController {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The process answers; nothing else is asked. */
  @Get('healthz')
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The database answers as the service's login; 503 otherwise, without saying why to whoever asks. That it is migrated was seen at start. */
  @Get('readyz')
  async ready(): Promise<{ status: 'ready' }> {
    try {
      await this.database.inTransaction({ id: 'health' }, (tx) => tx.query('select last_position()'));
      return { status: 'ready' };
    } catch {
      throw new ServiceUnavailableException();
    }
  }
}
