import { ObjectType } from '@nestjs/graphql';
import { Moment } from '../../../platform/graphql/scalars/scalars.js';
import { connectionOf } from '../../../platform/graphql/schema/connection.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';

const to = 'audit';

/** One change of state, in the one order in which changes were committed. */
@ObjectType('AuditEntry', {
  description: 'One change: who did what to what, when and why. Nothing in it is ever changed.',
})
export class AuditEntryType {
  @Shown(() => String, { to, description: 'Its place in the one order of changes.', example: '"184"' })
  position: string;

  @Shown(() => Moment, { to, description: 'When.', example: '"2026-04-03T10:00:00.123456Z"' })
  recordedAt: string;

  @Shown(() => String, {
    to,
    description: 'Who: id of the user, or of the part of the service.',
    example: '"command-line"',
  })
  actor: string;

  @Shown(() => String, { to, description: 'Did what.', example: '"ledger.close"' })
  action: string;

  @Shown(() => String, { to, description: 'To what.', example: '"period 2026-Q1"' })
  subject: string;

  @Shown(() => String, {
    to: 'audit-content',
    nullable: true,
    description: 'Why.',
    example: '"Quarter reviewed"',
  })
  reason: string;

  @Shown(() => String, {
    to,
    description: 'In which request: its idempotency key.',
    example: '"close-2026-Q1"',
  })
  request: string;

  @Shown(() => String, {
    to: 'audit-content',
    nullable: true,
    description: 'What it was before, as JSON.',
    example: '"{\\"disabled\\": false}"',
  })
  before: string | null;

  @Shown(() => String, {
    to: 'audit-content',
    nullable: true,
    description: 'What it is now, as JSON.',
    example: '"{\\"disabled\\": true}"',
  })
  after: string | null;

  @Shown(() => String, {
    to,
    description: 'Covers this entry and the one before: a changed entry breaks the chain.',
    example: '"9b1f…"',
  })
  hash: string;
}

export const AuditEntryConnection = connectionOf(() => AuditEntryType, {
  name: 'AuditEntry',
  plural: 'audit entries',
  to,
});
