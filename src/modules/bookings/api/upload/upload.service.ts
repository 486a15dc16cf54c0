import { Injectable } from '@nestjs/common';
import { Database } from '../../../../platform/database/database.js';
import { onceFor } from '../../../../platform/database/request/asked-request.js';
import type { Viewer } from '../../../../platform/identity/viewer.js';
import { JobsService } from '../../../../platform/jobs/jobs.service.js';
import { RulesService } from '../../../rules/rules.service.js';
import { ImportService, type ImportReport } from '../../import.service.js';
import type { ReceivedFile } from './receive-file.js';

/** The kind of job that an uploaded file becomes; its outcome is the report of the import. */
export const IMPORT_JOB = 'import';

/** A file to import, as asked for over HTTP. */
export interface Upload {
  readonly kind: string;
  readonly source: string;
  readonly partial: boolean;
  readonly fileName: string;
  readonly idempotencyKey: string;
}

/** Imports received files as jobs, once for each idempotency key. */
@Injectable()
export class UploadService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
    private readonly imports: ImportService,
    private readonly jobs: JobsService,
  ) {}

  /** Begins the import and gives its job; the file is removed when it is done, or at once where the key was used before. */
  async begin(
    viewer: Viewer,
    { idempotencyKey: key, ...upload }: Upload,
    file: ReceivedFile,
  ): Promise<{ job: string; replayed: boolean }> {
    const { kind, source, partial } = upload;
    const fields = { kind, source, partial: String(partial), file: file.sha256 };
    const start = (): Promise<string> =>
      this.jobs.start(viewer, { kind: IMPORT_JOB, subject: `${kind} from ${source}` }, (tell) =>
        this.run(viewer, { upload, file }, (done) => tell({ step: 'read', done, of: file.bytes })),
      );
    try {
      const { answer, replayed } = await onceFor({ key, operation: 'import file', fields }, start);
      if (replayed) await file.remove();
      return { job: answer, replayed };
    } catch (error) {
      await file.remove();
      throw error;
    }
  }

  private async run(
    viewer: Viewer,
    { upload, file }: { upload: Omit<Upload, 'idempotencyKey'>; file: ReceivedFile },
    progress: (bytes: number) => void,
  ): Promise<ImportReport> {
    try {
      const catalogue = await this.database.reading(viewer, (tx) => this.rules.catalogueNow(tx));
      return await this.imports.importFile(viewer, {
        ...upload,
        open: () => file.open(),
        catalogue,
        progress,
      });
    } finally {
      await file.remove();
    }
  }
}
