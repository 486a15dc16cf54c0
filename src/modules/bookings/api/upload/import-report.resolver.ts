import { Parent, Resolver } from '@nestjs/graphql';
import { ShownWhenAsked } from '../../../../platform/graphql/schema/shown.js';
import { JobType } from '../../../../platform/jobs/job.type.js';
import type { ImportReport } from '../../import.service.js';
import { ImportReportType } from './import-report.type.js';
import { IMPORT_JOB } from './upload.service.js';

/** What came of an uploaded file. */
@Resolver(() => JobType)
export class ImportReportResolver {
  @ShownWhenAsked(() => ImportReportType, {
    to: 'imports',
    nullable: true,
    description: 'The report of the import; null for other work, and until it is done.',
  })
  importReport(@Parent() { kind, outcome }: JobType): ImportReportType | null {
    if (kind !== IMPORT_JOB || !outcome) return null;
    const { file, entry, ...report } = outcome as ImportReport;
    return { ...report, file: file.name, sha256: file.sha256, importId: entry };
  }
}
