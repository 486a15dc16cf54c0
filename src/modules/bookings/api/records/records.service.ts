import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../../../platform/database/database.js';
import { Refusals } from '../../../../platform/graphql/mutation/mutate.js';
import { RulesService } from '../../../rules/rules.service.js';
import { ImportService, type ImportReport, type UndoneImport } from '../../import.service.js';
import type { Kind } from '../../kinds/kind.js';
import { refuseAttributes } from './attributes-told.js';
import type { RecordFields } from './record-input.js';
import { ToldRows } from './told-rows.js';

/** Tells single records by the very import that files go through, so that one set of rules judges them. */
@Injectable()
export class RecordsService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
    private readonly imports: ImportService,
  ) {}

  /** Imports one row. What the import rejects is told by the field it stands in; nothing is written then. */
  async record(actor: Actor, kind: Kind, input: RecordFields): Promise<ImportReport> {
    const records = [{ fields: input, at: [] }];
    const catalogue = await this.database.reading(actor, (tx) => this.rules.catalogueNow(tx));
    refuseAttributes(records, { kind, catalogue });
    const rows = new ToldRows(kind, records);
    const report = await this.imports.importFile(actor, {
      kind: kind.name,
      source: input.source,
      fileName: 'record',
      open: async function* () {
        yield Buffer.from(rows.text);
      },
      catalogue,
    });
    if (report.rejections.length > 0)
      throw new Refusals(report.rejections.map((rejection) => rows.errorOf(rejection)));
    return report;
  }

  /** Takes an import back. */
  async undo(actor: Actor, entry: string, reason: string): Promise<UndoneImport> {
    const catalogue = await this.database.reading(actor, (tx) => this.rules.catalogueNow(tx));
    return await this.imports.undoImport(actor, entry, { reason, catalogue });
  }
}
