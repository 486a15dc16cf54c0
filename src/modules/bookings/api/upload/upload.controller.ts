import type { IncomingMessage, ServerResponse } from 'node:http';
import { Controller, HttpCode, HttpException, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Gate } from '../../../../platform/graphql/server/gate.js';
import { writeId } from '../../../../platform/graphql/schema/node-id.js';
import type { Viewer } from '../../../../platform/identity/viewer.js';
import { Refusal } from '../../../../platform/refusal.js';
import { refuseBadSource } from '../../import.service.js';
import { kindOf } from '../../kinds/kinds.js';
import { receiveFile } from './receive-file.js';
import { UploadService, type Upload } from './upload.service.js';

const LONGEST_KEY = 255;
const STATUS: Readonly<Record<string, number>> = {
  NOT_ALLOWED: 403,
  CROSS_SITE: 403,
  IMPORT_KIND: 404,
  IDEMPOTENCY_CONFLICT: 409,
  IMPORT_LIMIT: 413,
  AUTH_UNAVAILABLE: 503,
};

/** Where an upload stands: `job(id)` of the API tells how far it is, and at the end its report. */
interface Accepted {
  readonly job: string;
  readonly replayed: boolean;
}

/** Files of facts come in here; faults are JSON that says what is wrong and what to do. */
@Controller('imports')
export class UploadController {
  constructor(
    @Inject(UploadService) private readonly uploads: UploadService,
    @Inject(Gate) private readonly gate: Gate,
  ) {}

  @Post(':kind')
  @HttpCode(202)
  async upload(
    @Req() request: IncomingMessage,
    @Res({ passthrough: true }) response: ServerResponse,
    @Param('kind') kind: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<Accepted> {
    response.setHeader('Cache-Control', 'no-store');
    try {
      const viewer = await this.whoMay(request);
      const upload = uploadOf(request, { kind, query });
      const { job, replayed } = await this.uploads.begin(viewer, upload, await receiveFile(request));
      return { job: writeId('job', job), replayed };
    } catch (error) {
      // What was not read of the body is not waited for.
      response.setHeader('Connection', 'close');
      throw told(error);
    }
  }

  private async whoMay(request: IncomingMessage): Promise<Viewer> {
    const viewer = await this.gate.authenticate(request);
    if (!viewer) throw fault(401, 'UNAUTHENTICATED', ['Nobody is signed in.', 'Sign in, or send a token.']);
    refuseOtherThanCsv(request);
    if (viewer.may('import.run')) return viewer;
    throw new Refusal('NOT_ALLOWED', 'Your roles do not allow this.', 'Ask a comp admin to import it.');
  }
}

/** A form of another site can send no body of this type. */
function refuseOtherThanCsv({ headers }: IncomingMessage): void {
  if (/^text\/csv\s*(;|$)/i.test(headers['content-type'] ?? '')) return;
  throw fault(415, 'BAD_INPUT', [
    'A file comes as CSV.',
    'Send Content-Type: text/csv and the file as body.',
  ]);
}

function uploadOf(
  { headers }: IncomingMessage,
  { kind, query }: { kind: string; query: Readonly<Record<string, unknown>> },
): Upload {
  const key = headers['idempotency-key'];
  const { source, partial = 'false', file = 'upload.csv' } = query;
  if (typeof key !== 'string' || key === '' || key.length > LONGEST_KEY)
    throw bad(
      `The header Idempotency-Key needs 1 to ${LONGEST_KEY} characters.`,
      'Choose a new one for each file.',
    );
  if (typeof source !== 'string') throw bad('Nobody says where the file comes from.', 'Add ?source=crm.');
  if (partial !== 'true' && partial !== 'false')
    throw bad(
      'partial is true or false.',
      'Say partial=true to take the good rows of a file that has bad ones.',
    );
  if (typeof file !== 'string' || file.length > LONGEST_KEY)
    throw bad(
      `The name of the file has at most ${LONGEST_KEY} characters.`,
      'Shorten file, or leave it out.',
    );
  refuseBadSource(source);
  return {
    kind: kindOf(kind).name,
    source,
    partial: partial === 'true',
    fileName: file,
    idempotencyKey: key,
  };
}

function bad(message: string, hint: string): Refusal {
  return new Refusal('BAD_INPUT', message, hint);
}

function told(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  return fault(STATUS[error.code] ?? 400, error.code, [error.message, error.hint]);
}

function fault(
  status: number,
  code: string,
  [message, hint]: readonly [message: string, hint: string],
): HttpException {
  return new HttpException({ code, message, hint }, status);
}
