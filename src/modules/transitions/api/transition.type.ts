import { ID, Int, ObjectType } from '@nestjs/graphql';
import { BusinessDate, Decimal, Moment } from '../../../platform/graphql/scalars/scalars.js';
import { connectionOf } from '../../../platform/graphql/schema/connection.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';

const to = 'transitions';

@ObjectType('AccountMove', { description: 'An account that changes hands, in a transition.' })
export class AccountMoveType {
  @Shown(() => ID, { to, description: 'The transition that it is part of.', example: '"4b0cf1a2-…"' })
  transition: string;

  @Shown(() => String, {
    to,
    description: 'Where the transition stands: proposed, approved, refused, applied or withdrawn.',
    example: '"applied"',
  })
  standing: string;

  @Shown(() => ID, { to, description: 'The account.', example: '"a-2001"' })
  account: string;

  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'Who had it; null for nobody.',
    example: '"west-ae-1"',
  })
  from: string | null;

  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'Who has it then; null where it goes back to nobody.',
    example: '"west-ae-2"',
  })
  to: string | null;

  @Shown(() => String, { to, description: 'Why.', example: '"leaver"' })
  reason: string;

  @Shown(() => BusinessDate, { to, description: 'The first day on which it is so.', example: '"2026-04-01"' })
  on: string;

  @Shown(() => String, { to, nullable: true, description: 'Its segment on that day.', example: '"smb"' })
  segment: string | null;
}

@ObjectType('AccountTransition', { description: 'Moves of accounts that are decided and applied together.' })
export class AccountTransitionType {
  @Shown(() => ID, { to, description: 'Its id.', example: '"4b0cf1a2-…"' })
  id: string;

  @Shown(() => String, {
    to,
    description: 'proposed, approved, refused, applied or withdrawn.',
    example: '"proposed"',
  })
  standing: string;

  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'The transition that it takes back.',
    example: '"9c1df1a2-…"',
  })
  undoes: string | null;

  @Shown(() => Boolean, { to, description: 'Whether somebody else must approve it.', example: 'true' })
  needsApproval: boolean;

  @Shown(() => [String], { to, description: 'Of which roles that must be.', example: '["finance"]' })
  approverRoles: readonly string[];

  @Shown(() => Int, { to, description: 'How many accounts it moves.', example: '1000' })
  accounts: number;

  @Shown(() => ID, { to, description: 'Who proposed it.', example: '"5f3c-…"' })
  proposer: string;

  @Shown(() => Moment, { to, description: 'When.', example: '"2026-04-17T10:00:00Z"' })
  proposedAt: string;

  @Shown(() => ID, { to, nullable: true, description: 'Who approved or refused it.', example: '"7a1e-…"' })
  decider: string | null;

  @Shown(() => Moment, { to, nullable: true, description: 'When.', example: '"2026-04-17T12:00:00Z"' })
  decidedAt: string | null;

  @Shown(() => String, { to, nullable: true, description: 'Why.', example: '"Agreed with both managers"' })
  because: string | null;

  @Shown(() => ID, { to, nullable: true, description: 'Who applied it.', example: '"5f3c-…"' })
  applier: string | null;

  @Shown(() => Moment, { to, nullable: true, description: 'When.', example: '"2026-04-17T13:00:00Z"' })
  appliedAt: string | null;

  @Shown(() => [AccountMoveType], {
    to,
    description: 'Its moves by account, at most the first 1,000; accountTransitions lists all.',
  })
  moves: readonly AccountMoveType[];
}

export const AccountMoveConnection = connectionOf(() => AccountMoveType, {
  name: 'AccountMove',
  plural: 'account moves',
  to,
});

@ObjectType('TransitionShare', {
  description:
    'How many accounts moved in a year. Counted are distinct accounts with an applied move whose day lies in the year, without what was taken back, of all that were told, booked or owned before its end.',
})
export class TransitionShareType {
  @Shown(() => String, { to, description: 'What is counted: all, reason or segment.', example: '"reason"' })
  by: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description:
      'Which reason, or which segment on the last day of the year; null for all, and for no segment.',
    example: '"leaver"',
  })
  word: string | null;

  @Shown(() => Int, { to, description: 'How many moved.', example: '12' })
  moved: number;

  @Shown(() => Int, { to, description: 'Of how many: of a segment its own, else all.', example: '240' })
  accounts: number;

  @Shown(() => Decimal, {
    to,
    nullable: true,
    description: 'Moved in percent of them, with two decimals; null where there are none.',
    example: '"5.00"',
  })
  percent: string | null;
}
