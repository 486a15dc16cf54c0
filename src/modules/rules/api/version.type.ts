import { ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDate, Moment } from '../../../platform/graphql/scalars/scalars.js';
import { connectionOf } from '../../../platform/graphql/schema/connection.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import type { VersionedKind } from '../versions/version.js';
import type { VersionAction, VersionState } from '../versions/version-states.js';
import { VersionActionName } from './enums/version-action.js';
import { ExamplesType, FindingType } from './finding.type.js';

export enum DocumentKindName {
  FACTS = 'facts',
  PLAN = 'plan',
  SPIFF = 'spiff',
  APPROVALS = 'approvals',
  ENGAGEMENT = 'engagement',
  TABLE = 'table',
}

registerEnumType(DocumentKindName, {
  name: 'DocumentKind',
  description: 'Kind of document. Example: PLAN',
  valuesMap: {
    FACTS: { description: 'The fact catalogue: what a rule may read. Example: FACTS' },
    PLAN: { description: 'A comp plan. Example: PLAN' },
    SPIFF: { description: 'A SPIFF: what is paid on top of plans for a time. Example: SPIFF' },
    APPROVALS: { description: 'An approval matrix: who must approve a deal. Example: APPROVALS' },
    ENGAGEMENT: { description: 'Rules of engagement: who is credited. Example: ENGAGEMENT' },
    TABLE: { description: 'A decision table that others read. Example: TABLE' },
  },
});

export enum VersionStateName {
  DRAFT = 'draft',
  CHECKED = 'checked',
  IN_REVIEW = 'in-review',
  APPROVED = 'approved',
  REJECTED = 'rejected',
  WITHDRAWN = 'withdrawn',
  PUBLISHED = 'published',
  RETIRING = 'retiring',
  SUPERSEDED = 'superseded',
  RETIRED = 'retired',
}

registerEnumType(VersionStateName, {
  name: 'VersionState',
  description: 'Where a version is in its life. Example: DRAFT',
  valuesMap: {
    DRAFT: { description: 'Somebody writes it. Example: DRAFT' },
    CHECKED: { description: 'No errors, and its examples come out. Example: CHECKED' },
    IN_REVIEW: { description: 'Waits for somebody else to approve it. Example: IN_REVIEW' },
    APPROVED: { description: 'Approved by somebody who did not write it. Example: APPROVED' },
    REJECTED: { description: 'Sent back with a reason. Example: REJECTED' },
    WITHDRAWN: { description: 'Taken back, for good. Example: WITHDRAWN' },
    PUBLISHED: { description: 'In force on its days; never changed again. Example: PUBLISHED' },
    RETIRING: {
      description:
        'In force, and somebody proposed to end it: waits for somebody else to confirm. Example: RETIRING',
    },
    SUPERSEDED: {
      description:
        'Other versions took all its days, or one that says the same with an earlier end. Example: SUPERSEDED',
    },
    RETIRED: { description: 'Ended from a day on. Example: RETIRED' },
  },
});

const to = 'rules';

@ObjectType('Days', {
  description: 'Days from the first to the first no longer; null: without beginning, without end.',
})
export class DaysType {
  @Shown(() => BusinessDate, { to, nullable: true, description: 'The first day.', example: '"2026-01-01"' })
  from: string | null;

  @Shown(() => BusinessDate, {
    to,
    nullable: true,
    description: 'The first day after.',
    example: '"2027-01-01"',
  })
  until: string | null;
}

@ObjectType('VersionStep', { description: 'One act in the life of a version: who did what, when and why.' })
export class VersionStepType {
  @Shown(() => Int, { to, description: 'Its place among the acts.', example: '3' })
  step: number;

  @Shown(() => VersionActionName, { to, description: 'What was done.', example: 'APPROVE' })
  action: VersionAction;

  @Shown(() => VersionStateName, { to, description: 'Where it led.', example: 'APPROVED' })
  state: VersionState;

  @Shown(() => Int, { to, description: 'Revision of the text.', example: '2' })
  revision: number;

  @Shown(() => String, { to, description: 'Who: id of the user.', example: '"6f1c…"' })
  actor: string;

  @Shown(() => String, { to, description: 'Why.', example: '"Agreed in the plan review"' })
  reason: string;

  @Shown(() => Moment, { to, description: 'When.', example: '"2026-04-02T09:30:00Z"' })
  at: string;
}

@ObjectType('ProposedRetirement', { description: 'A proposal to end a version from a day on.' })
export class ProposedRetirementType {
  @Shown(() => BusinessDate, { to, description: 'The first day without it.', example: '"2026-10-01"' })
  from: string;

  @Shown(() => String, { to, description: 'Who proposed it: id of the user.', example: '"6f1c…"' })
  by: string;

  @Shown(() => String, { to, description: 'Why.', example: '"The team was dissolved"' })
  reason: string;
}

/** A version of a document. */
@ObjectType('Version', {
  description:
    'One text of a document through its life, from draft to retired. What was published never changes.',
})
export class VersionType {
  @Shown(() => ID, { to, description: 'Its id.', example: '"6f1c2f8e-…"' })
  id: string;

  @Shown(() => DocumentKindName, { to, description: 'Kind of document.', example: 'PLAN' })
  kind: VersionedKind;

  @Shown(() => String, { to, description: 'Id of the document.', example: '"account-executive"' })
  name: string;

  @Shown(() => VersionStateName, { to, description: 'Where it is in its life.', example: 'DRAFT' })
  state: VersionState;

  @Shown(() => Int, { to, description: 'Revision of its text: give it when you edit.', example: '1' })
  revision: number;

  @Shown(() => Int, {
    to,
    description: 'Acts so far: give it with an act, to be refused when somebody acted since.',
    example: '2',
  })
  step: number;

  @Shown(() => String, {
    to,
    description: 'Hash of the text and its examples: an approval names it.',
    example: '"9b1f…"',
  })
  hash: string;

  @Shown(() => String, { to, description: 'Who began it: id of the user.', example: '"6f1c…"' })
  author: string;

  @Shown(() => [String], {
    to,
    description: 'Everybody who wrote, edited or handed it in; none of them approves it.',
    example: '["6f1c…"]',
  })
  authors: readonly string[];

  @Shown(() => String, {
    to,
    nullable: true,
    description:
      'Names what decides pay in it, the same for texts that pay alike; null before it is published.',
    example: '"9b1f…"',
  })
  fingerprint: string | null;

  @Shown(() => String, { to, nullable: true, description: 'Who approved it.', example: '"77ac…"' })
  approver: string | null;

  @Shown(() => Boolean, {
    to,
    description:
      'Published from files by whoever holds the machine’s own logins; no second person approved it.',
    example: 'false',
  })
  byFile: boolean;

  @Shown(() => ID, { to, nullable: true, description: 'The version it was cloned from.', example: '"4be0…"' })
  clonedFrom: string | null;

  @Shown(() => DaysType, { to, nullable: true, description: 'The days it was published for; null before.' })
  effective: DaysType | null;

  @Shown(() => [DaysType], {
    to,
    description: 'The days on which it is in force; other versions may have taken some.',
  })
  days: readonly DaysType[];

  @Shown(() => BusinessDate, {
    to,
    nullable: true,
    description: 'The first day from which it was retired.',
    example: '"2026-10-01"',
  })
  retiredFrom: string | null;

  @Shown(() => ProposedRetirementType, {
    to: 'drafts',
    nullable: true,
    description: 'The proposal to end it that waits for somebody else to confirm; null without one.',
  })
  retirement: ProposedRetirementType | null;
}

/** What the last check of a version's text came to. */
@ObjectType('VersionCheck', { description: 'What the check of exactly this text came to.' })
export class VersionCheckType {
  @Shown(() => [FindingType], {
    to,
    description: 'What is wrong or worth a look, each with its place and what to write.',
  })
  findings: readonly FindingType[];

  @Shown(() => ExamplesType, { to, description: 'How the examples beside it came out.' })
  examples: ExamplesType;

  @Shown(() => String, {
    to,
    nullable: true,
    description:
      'What a SPIFF may cost at most, before anything is sold; null for other documents. Example: "launch-sprint costs at most 1,200 USD: its budget."',
  })
  liability: string | null;
}

export const VersionConnection = connectionOf(() => VersionType, { name: 'Version', plural: 'versions', to });
