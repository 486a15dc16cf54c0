import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { Database } from '../../src/platform/database/database.js';
import { startEmbedded, type Embedded } from '../../src/platform/database/embedded/start.js';
import { migrate } from '../../src/platform/database/schema/migrate.js';
import type { DatabaseUrls } from '../../src/platform/database/urls.js';

/** A throw-away PostgreSQL with Kicker's usual settings, on which every round has a database of its own. */
export class BenchServer {
  private constructor(
    private readonly server: Embedded,
    private readonly folder: string,
  ) {}

  static async start(say: (line: string) => void): Promise<BenchServer> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'kicker-bench-'));
    chmodSync(folder, 0o711);
    return new BenchServer(await startEmbedded({ dataDir: folder, say }), folder);
  }

  /** Makes an empty, migrated database and fills it; afterwards it is a template and nobody is connected to it. */
  async template(name: string, fill: (database: Database) => Promise<void>): Promise<void> {
    await this.administer(`create database ${name} owner kicker_owner`);
    await migrate(this.urls(name));
    const database = new Database(this.urls(name));
    try {
      await fill(database);
    } finally {
      await database.close();
    }
    await this.administer('checkpoint');
  }

  /** Runs `work` on a fresh copy of a template, which is dropped afterwards. */
  async round(
    template: string,
    work: (database: Database, urls: DatabaseUrls) => Promise<void>,
  ): Promise<void> {
    const name = `${template}_round`;
    await this.administer(
      `create database ${name} template ${template} strategy file_copy owner kicker_owner`,
    );
    await this.administer('checkpoint');
    const database = new Database(this.urls(name));
    try {
      await work(database, this.urls(name));
    } finally {
      await database.close();
      await this.administer(`drop database ${name} with (force)`);
    }
  }

  async stop(): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private urls(name: string): DatabaseUrls {
    const of = (url: string): string => url.replace(/[^/]*$/, name);
    const { service, worker, owner } = this.server.urls;
    return { service: of(service), worker: of(worker), owner: owner === undefined ? undefined : of(owner) };
  }

  private async administer(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.server.administrator });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}
