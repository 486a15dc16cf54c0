import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../../../platform/database/database.js';
import { Refusals } from '../../../../platform/graphql/mutation/mutate.js';
import type { UserError } from '../../../../platform/graphql/mutation/payload.js';
import { RulesService } from '../../../rules/rules.service.js';
import { ImportService, type ImportReport, type Rejection, type UndoneImport } from '../../import.service.js';
import type { Kind } from '../../kinds/kind.js';
import { fieldOf, type AttributeInput, type RecordFields } from './record-input.js';

/** A cell of the one row, and where in the input it stands. */
interface Cell {
  readonly header: string;
  readonly text: string;
  readonly path: readonly string[];
}

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
    const cells = cellsOf(kind, input);
    const text = [cells.map(({ header }) => header), cells.map((cell) => cell.text)].map(csvLine).join('');
    const report = await this.imports.importFile(actor, {
      kind: kind.name,
      source: input.source,
      fileName: 'record',
      open: async function* () {
        yield Buffer.from(text);
      },
      catalogue: await this.database.reading(actor, (tx) => this.rules.catalogueNow(tx)),
    });
    if (report.rejections.length > 0)
      throw new Refusals(report.rejections.map((rejection) => errorOf(rejection, { kind, cells })));
    return report;
  }

  /** Takes an import back. */
  async undo(actor: Actor, entry: string, reason: string): Promise<UndoneImport> {
    const catalogue = await this.database.reading(actor, (tx) => this.rules.catalogueNow(tx));
    return await this.imports.undoImport(actor, entry, { reason, catalogue });
  }
}

function cellsOf(kind: Kind, input: RecordFields): Cell[] {
  const columns = kind.columns.map(({ name }) => name);
  const own = [...columns, 'revision'].flatMap((header): Cell[] => {
    const value = input[fieldOf(header)];
    return value == null ? [] : [{ header, text: String(value), path: [fieldOf(header)] }];
  });
  const attributes = (input['attributes'] ?? []) as readonly AttributeInput[];
  return [
    ...own,
    ...(input.withdrawn ? [{ header: 'withdrawn', text: 'yes', path: ['withdrawn'] }] : []),
    ...attributes.map(({ name, value }, place) => ({
      header: name,
      text: value,
      path: ['attributes', `${place}`, 'value'],
    })),
  ];
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')}\n`;
}

function errorOf(
  { column, reason }: Rejection,
  { kind, cells }: { kind: Kind; cells: readonly Cell[] },
): UserError {
  const declared = kind.columns.find(({ name }) => name === column);
  const path = cells.find(({ header }) => header === column)?.path ?? (declared ? [fieldOf(column)] : []);
  return {
    code: 'RECORD_REJECTED',
    path: ['input', ...path],
    message: `${path[0] ?? 'The record'}: ${reason}${/[.?!]$/.test(reason) ? '' : '.'}`,
    hint: declared ? `${declared.means}, such as ${declared.example || 'the template has it'}.` : HINT,
  };
}

const HINT = 'The fact catalogue and the template of the kind say what it takes.';
