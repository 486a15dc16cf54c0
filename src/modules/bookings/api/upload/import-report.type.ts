import { ID, Int, ObjectType } from '@nestjs/graphql';
import { Shown } from '../../../../platform/graphql/schema/shown.js';
import { ControlTotalType, ImportCountsType } from '../imports/import.type.js';

const to = 'imports';

@ObjectType('ImportRejection', { description: 'Why a row cannot be taken: where to look and what is wrong.' })
export class ImportRejectionType {
  @Shown(() => Int, { to, description: 'Line of the file on which the row starts, from 1.', example: '17' })
  line: number;

  @Shown(() => String, {
    to,
    description: 'The column, as the file calls it; empty where the whole row is at fault.',
    example: '"net"',
  })
  column: string;

  @Shown(() => String, {
    to,
    description: 'The value as the file has it, shortened.',
    example: '"12,000.00.0"',
  })
  value: string;

  @Shown(() => String, { to, description: 'What is wrong.', example: '"it is no number"' })
  reason: string;
}

@ObjectType('ImportReport', { description: 'What a file came to, row by row where something is wrong.' })
export class ImportReportType {
  @Shown(() => String, { to, description: 'What kind of facts.', example: '"bookings"' })
  kind: string;

  @Shown(() => String, { to, description: 'The system that told them.', example: '"crm"' })
  source: string;

  @Shown(() => String, { to, description: 'Name of the file.', example: '"orders.csv"' })
  file: string;

  @Shown(() => String, { to, description: 'SHA-256 of its bytes.', example: '"9b1f…"' })
  sha256: string;

  @Shown(() => Boolean, {
    to,
    description: 'Whether anything was written; one bad row refuses a file whole, unless it is partial.',
    example: 'true',
  })
  written: boolean;

  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'The import, by which it is taken back; null where nothing was written.',
    example: '"184"',
  })
  importId: string | null;

  @Shown(() => Int, { to, description: 'Rows of the file.', example: '2000' })
  rows: number;

  @Shown(() => ImportCountsType, { to, description: 'What became of the rows.' })
  counts: ImportCountsType;

  @Shown(() => [ControlTotalType], { to, description: 'Control totals, by currency or unit.' })
  totals: readonly ControlTotalType[];

  @Shown(() => [ImportRejectionType], {
    to,
    description:
      'What is wrong, in the order of the file: the first thousand; counts say how many rows there are.',
  })
  rejections: readonly ImportRejectionType[];

  @Shown(() => [String], {
    to,
    description: 'What a person should know beside.',
    example: '["2 rows were left out."]',
  })
  notes: readonly string[];
}
