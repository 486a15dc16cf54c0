import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { onceFor } from '../../../../platform/database/request/asked-request.js';
import { Gate } from '../../../../platform/graphql/server/gate.js';
import { receiveBytes } from '../../../../platform/http/receive-bytes.js';
import type { Viewer } from '../../../../platform/identity/viewer.js';
import { Refusal } from '../../../../platform/refusal.js';
import { LARGEST_TABLE_FILE, TableFilesService } from '../../table-files.service.js';
import { VersionsService } from '../../versions.service.js';
import { VersionReadingService } from '../version-reading.service.js';
import { fault, findingsFault, told } from './table-faults.js';
import { formatAsked, keyOf, MEDIA_TYPES, refuseOtherThanSheets } from './table-requests.js';

/** What became of a spreadsheet: the draft that was begun, with its text. */
interface Drafted {
  readonly version: string;
  readonly table: string;
  readonly source: string;
  readonly replayed: boolean;
}

/** Decision tables go out as spreadsheets and come in as drafts; faults are JSON that says what is wrong and what to do. */
@Controller('tables')
export class TableFilesController {
  constructor(
    @Inject(TableFilesService) private readonly tables: TableFilesService,
    @Inject(VersionReadingService) private readonly reading: VersionReadingService,
    @Inject(VersionsService) private readonly versions: VersionsService,
    @Inject(Gate) private readonly gate: Gate,
  ) {}

  @Get(':version')
  async export(
    @Req() request: IncomingMessage,
    @Res({ passthrough: true }) response: ServerResponse,
    @Param('version') id: string,
    @Query('as') as: unknown,
  ): Promise<StreamableFile> {
    response.setHeader('Cache-Control', 'no-store');
    try {
      const viewer = await this.whoAsks(request);
      const format = formatAsked(as);
      const source = await this.sourceOf(viewer, id);
      const { bytes, fileName } = await this.tables.export(source, format);
      const disposition = `attachment; filename="${fileName}"`;
      return new StreamableFile(bytes, { type: MEDIA_TYPES[format], disposition, length: bytes.length });
    } catch (error) {
      throw told(error);
    }
  }

  @Post()
  @HttpCode(201)
  async import(
    @Req() request: IncomingMessage,
    @Res({ passthrough: true }) response: ServerResponse,
  ): Promise<Drafted> {
    response.setHeader('Cache-Control', 'no-store');
    try {
      const viewer = await this.whoAsks(request);
      refuseOtherThanSheets(request);
      if (!viewer.may('plan.draft'))
        throw new Refusal('NOT_ALLOWED', 'Your roles do not allow this.', 'Ask a comp admin to import it.');
      const key = keyOf(request);
      return await this.draft(viewer, key, await receiveBytes(request, LARGEST_TABLE_FILE));
    } catch (error) {
      // What was not read of the body is not waited for.
      response.setHeader('Connection', 'close');
      throw told(error);
    }
  }

  private async draft(viewer: Viewer, key: string, bytes: Buffer | undefined): Promise<Drafted> {
    const read = this.tables.import({
      name: 'upload',
      bytes: bytes ?? new Uint8Array(LARGEST_TABLE_FILE + 1),
    });
    if (read.text === null) throw findingsFault(read.findings);
    const { table, text } = read;
    const file = createHash('sha256')
      .update(bytes ?? '')
      .digest('hex');
    const asked = { key, operation: 'import table', fields: { file } };
    const { answer, replayed } = await onceFor(asked, () =>
      this.versions.create(viewer, { kind: 'table', name: table, text, test: null }),
    );
    return { version: answer.version.id, table, source: answer.version.source, replayed };
  }

  private async whoAsks(request: IncomingMessage): Promise<Viewer> {
    const viewer = await this.gate.authenticate(request);
    if (viewer) return viewer;
    throw fault(401, 'UNAUTHENTICATED', ['Nobody is signed in.', 'Sign in, or send a token.']);
  }

  private async sourceOf(viewer: Viewer, id: string): Promise<string> {
    const isId = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);
    const found = isId ? await this.reading.byId(viewer, [id]) : new Map<string, never>();
    const version = found.get(id.toLowerCase());
    if (version) return version.source;
    throw new Refusal(
      'NOT_FOUND',
      'There is no version of that id that you may read.',
      'Ask versions(filter: { kind: TABLE }) of the API for those there are.',
    );
  }
}
