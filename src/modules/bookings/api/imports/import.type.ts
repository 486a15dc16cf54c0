import { ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../../../platform/graphql/schema/connection.js';
import { Shown } from '../../../../platform/graphql/schema/shown.js';
import { Decimal, Moment } from '../../../../platform/graphql/scalars/scalars.js';

const to = 'imports';

@ObjectType('ImportCounts', {
  description: 'What became of the rows. In an import that wrote nothing: what would have become of them.',
})
export class ImportCountsType {
  @Shown(() => Int, { to, description: 'New facts.', example: '1980' })
  accepted: number;

  @Shown(() => Int, { to, description: 'New revisions of known facts.', example: '12' })
  amended: number;

  @Shown(() => Int, { to, description: 'Rows that say what is known already.', example: '5' })
  unchanged: number;

  @Shown(() => Int, {
    to,
    description: 'Older revisions, kept without effect: a later one is known.',
    example: '1',
  })
  outdated: number;

  @Shown(() => Int, { to, description: 'Rows that could not be taken.', example: '2' })
  rejected: number;
}

@ObjectType('ControlTotal', {
  description: 'Rows and sum of one currency: of all that could be read, and of what is now known from it.',
})
export class ControlTotalType {
  @Shown(() => String, { to, description: 'The currency or unit.', example: '"USD"' })
  currency: string;

  @Shown(() => Int, { to, description: 'Rows of the file.', example: '2000' })
  rows: number;

  @Shown(() => Decimal, { to, description: 'Their sum.', example: '"1250000.5"' })
  sum: string;

  @Shown(() => Int, { to, description: 'Rows that are known now.', example: '1998' })
  takenRows: number;

  @Shown(() => Decimal, { to, description: 'Their sum.', example: '"1249000.5"' })
  takenSum: string;
}

@ObjectType('ImportUndone', { description: 'That an import was taken back.' })
export class ImportUndoneType {
  @Shown(() => Moment, { to, description: 'When.', example: '"2026-04-03T10:00:00Z"' })
  at: string;

  @Shown(() => String, { to, description: 'By whom, by id; byName names them.', example: '"6f1c2f8e-…"' })
  by: string;

  @Shown(() => String, { to, description: 'Why; empty where nobody said.', example: '"wrong month"' })
  reason: string;
}

@ObjectType('Import', {
  description: 'Facts that were brought in together, from a file or as a record: one entry of the audit.',
})
export class ImportType {
  @Shown(() => ID, { to, description: 'Its entry, by which it is taken back.', example: '"184"' })
  id: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'What kind of facts; null where the entry does not say.',
    example: '"bookings"',
  })
  kind: string | null;

  @Shown(() => String, { to, nullable: true, description: 'The system that told them.', example: '"crm"' })
  source: string | null;

  @Shown(() => String, { to, nullable: true, description: 'Name of the file.', example: '"orders.csv"' })
  file: string | null;

  @Shown(() => Int, { to, nullable: true, description: 'Rows of the file.', example: '2000' })
  rows: number | null;

  @Shown(() => ImportCountsType, { to, nullable: true, description: 'What became of them.' })
  counts: ImportCountsType | null;

  @Shown(() => [ControlTotalType], { to, description: 'Control totals, by currency or unit.' })
  totals: readonly ControlTotalType[];

  @Shown(() => Moment, { to, description: 'When it was recorded.', example: '"2026-04-02T09:30:00Z"' })
  recordedAt: string;

  @Shown(() => String, {
    to,
    description: 'Who told it, by id; recordedByName names them.',
    example: '"6f1c2f8e-…"',
  })
  recordedBy: string;

  @Shown(() => ImportUndoneType, {
    to,
    nullable: true,
    description: 'That it was taken back; null while it holds.',
  })
  undone: ImportUndoneType | null;
}

export const ImportConnection = connectionOf(() => ImportType, { name: 'Import', plural: 'imports', to });

@ObjectType('ImportTemplate', { description: 'What a file of a kind holds.' })
export class ImportTemplateType {
  @Shown(() => String, {
    to: 'everyone',
    description: 'The kind, as in the address to send it to.',
    example: '"bookings"',
  })
  kind: string;

  @Shown(() => String, {
    to: 'everyone',
    description: 'Header line and one example row, as CSV.',
    example: '"external_id,revision,booked_on,…"',
  })
  csv: string;
}
