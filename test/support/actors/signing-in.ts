import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import request from 'supertest';
import { ApiModule } from '../../../src/api.module.js';
import type { AccessSettings } from '../../../src/modules/access/access.module.js';
import { asAdministrator, testDatabase } from '../database.js';
import { AccessOf, COMMAND_LINE } from './access.js';

export const PASSWORD = 'correct horse battery staple';

/** A running service with the personas and Ann of finance, who has a password; outside of demo mode unless started otherwise. */
export class SigningIn {
  readonly database = testDatabase();
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'kicker-session-'));
  readonly demo = new AccessOf(this.database, { demo: true, folder: this.folder });
  private readonly open: INestApplication[] = [];

  constructor() {
    beforeAll(async () => {
      await this.demo.demo.createPersonas(COMMAND_LINE);
      await this.demo.viewer('ann', { roles: ['finance'] });
      await this.demo.users.setPassword(COMMAND_LINE, 'ann', PASSWORD);
      await this.start();
    });
    afterAll(async () => {
      for (const each of this.open) await each.close();
      rmSync(this.folder, { recursive: true });
    });
  }

  /** The service as it was started first. */
  get app(): INestApplication {
    const [first] = this.open;
    if (!first) throw new Error('The service has not started.');
    return first;
  }

  async start(settings: Partial<AccessSettings> = {}): Promise<INestApplication> {
    const closed = { demo: false, folder: this.folder, publicUrl: undefined, trusted: undefined };
    const started = await NestFactory.create(
      ApiModule.over(this.database, { access: { ...closed, ...settings } }),
      {
        logger: false,
      },
    );
    await started.init();
    this.open.push(started);
    return started;
  }

  post(body: unknown, of = this.app): request.Test {
    return request(of.getHttpServer())
      .post('/session')
      .send(body as object);
  }

  who(cookie: string, of = this.app): request.Test {
    const [pair = ''] = cookie.split('; ');
    return request(of.getHttpServer()).get('/session').set('Cookie', pair);
  }

  /** The cookie of Ann, signed in now. */
  async ann(of = this.app): Promise<string> {
    await this.forgetAttempts();
    return cookieOf(await this.post({ login: 'ann', password: PASSWORD }, of).expect(204));
  }

  async forgetAttempts(): Promise<void> {
    await asAdministrator('delete from sign_in_attempt');
  }
}

export function cookieOf(answer: request.Response): string {
  return (answer.headers['set-cookie'] as unknown as string[] | undefined)?.[0] ?? '';
}
