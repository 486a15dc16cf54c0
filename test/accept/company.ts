import 'reflect-metadata';
import { chmodSync, createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { INestApplication } from '@nestjs/common';
import { ApiModule } from '../../src/api.module.js';
import type { Role } from '../../src/modules/access/access.service.js';
import { DemoService } from '../../src/modules/access/demo.service.js';
import { UsersService } from '../../src/modules/access/users.service.js';
import {
  ApprovalPreviewsService,
  type DealPreview,
} from '../../src/modules/approvals/approval-previews.service.js';
import { ImportService, type ImportReport } from '../../src/modules/bookings/import.service.js';
import {
  CalculationService,
  type CalculationSummary,
} from '../../src/modules/calculation/calculation.service.js';
import {
  EarningsService,
  type StoredEarning,
  type StoredLine,
} from '../../src/modules/calculation/earnings.service.js';
import { RulesService } from '../../src/modules/rules/rules.service.js';
import { readConfig } from '../../src/platform/config.js';
import { openDatabase, type OpenDatabase } from '../../src/platform/database/open.js';
import { setUpHttp } from '../../src/platform/http/set-up-http.js';
import { seeingAll } from '../support/actors/actor.js';
import { AcceptanceApi } from './api.js';

const ACTOR = seeingAll('acceptance');
const COMMAND_LINE = seeingAll('command-line');

/** A calculation, and what everybody earned by it. */
export interface Calculated {
  readonly summary: CalculationSummary;
  readonly earnings: readonly StoredEarning[];
}

/** A company of its own database, worked with as a comp admin would: documents, imports, calculations; and served, for who signs in. */
export class AcceptanceCompany {
  private constructor(
    private readonly app: INestApplication,
    private readonly opened: OpenDatabase,
    private readonly folder: string,
  ) {}

  static async open(): Promise<AcceptanceCompany> {
    const folder = mkdtempSync(path.join(tmpdir(), 'kicker-accept-'));
    // Passable, because started by root the database runs as somebody else.
    chmodSync(folder, 0o711);
    const config = readConfig({ KICKER_DATA_DIR: path.join(folder, 'data'), KICKER_DATABASE_PORT: '0' });
    const opened = await openDatabase(config, () => undefined);
    const access = { demo: true, folder, publicUrl: undefined, trusted: undefined };
    // A line for each of thousands of questions would hide what differs.
    process.env['KICKER_LOG_LEVEL'] ??= 'warn';
    const app = await NestFactory.create(ApiModule.over(opened.database, { access }), {
      logger: ['error'],
      bodyParser: false,
    });
    setUpHttp(app);
    await app.listen(0, '127.0.0.1');
    return new AcceptanceCompany(app, opened, folder);
  }

  /** Publishes documents that stand beside the scenario; a finding ends the run. */
  async publish(...files: readonly string[]): Promise<void> {
    const reason = 'another variant of the scenario';
    const sources = files.map((file) => ({ path: path.basename(file), text: readFileSync(file) }));
    const report = await this.app.get(RulesService).publish(ACTOR, sources, reason);
    if (report.position !== null) return;
    const said = report.findings.map(
      ({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`,
    );
    throw new Error(`the documents were not published:\n${said.join('\n')}`);
  }

  /** Imports text, or a file with its mapping; a rejected row ends the run. */
  async import(
    kind: string,
    from: { csv: string } | { file: string; mapping: string },
  ): Promise<ImportReport> {
    const open = (): AsyncIterable<Uint8Array> =>
      'csv' in from ? chunks(Buffer.from(from.csv)) : createReadStream(from.file);
    const catalogue = await this.opened.database.inTransaction(ACTOR, (tx) =>
      this.app.get(RulesService).catalogueNow(tx),
    );
    const report = await this.app.get(ImportService).importFile(ACTOR, {
      kind,
      source: 'acceptance',
      fileName: `${kind}.csv`,
      open,
      catalogue,
      ...('mapping' in from ? { mapping: readFileSync(from.mapping, 'utf8') } : {}),
    });
    const [first] = report.rejections;
    if (first) throw new Error(`${kind}: line ${first.line}, ${first.column}: ${first.reason}`);
    return report;
  }

  /** Makes a user, and gives the API as they have it. */
  async apiAs(user: {
    readonly login: string;
    readonly role: Role;
    readonly participant?: string;
  }): Promise<AcceptanceApi> {
    const { login, role, participant = null } = user;
    await this.app.get(UsersService).add(COMMAND_LINE, { login, name: login, participant, roles: [role] });
    const token = await this.app.get(DemoService).token(login);
    return new AcceptanceApi(`${await this.app.getUrl()}/graphql`, token);
  }

  async calculate(): Promise<Calculated> {
    const { summary } = await this.app.get(CalculationService).calculate(ACTOR);
    const earnings = await this.app
      .get(EarningsService)
      .earnings(ACTOR, { calculation: summary.calculation });
    return { summary, earnings };
  }

  /** The lines of everything that an incentive earned, by participant. */
  async linesOf(
    { summary, earnings }: Calculated,
    incentive: string,
  ): Promise<ReadonlyMap<string, readonly StoredLine[]>> {
    const own = earnings.filter(({ earning }) => earning.incentive === incentive);
    const lines = await this.app.get(EarningsService).linesOf(ACTOR, summary.calculation, own);
    const found = new Map<string, readonly StoredLine[]>();
    for (const { id, earning } of own)
      found.set(earning.participant, [...(found.get(earning.participant) ?? []), ...(lines.get(id) ?? [])]);
    return found;
  }

  /** What submitting every deal that is open would need. */
  async previewDeals(): Promise<DealPreview[]> {
    return await this.app.get(ApprovalPreviewsService).previewMany(ACTOR, { deals: 'open', matrix: null });
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.opened.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function* chunks(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
