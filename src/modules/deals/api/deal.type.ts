import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Money } from '../../../platform/graphql/scalars/money.js';
import { BusinessDate, CurrencyCode, Moment } from '../../../platform/graphql/scalars/scalars.js';
import { connectionOf } from '../../../platform/graphql/schema/connection.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import { AttributeType } from '../../participants/api/participant.type.js';

const to = 'deals';

/** Whether a deal is still open, as the API calls it. */
export enum DealStanding {
  OPEN = 'open',
  WON = 'won',
  LOST = 'lost',
}

registerEnumType(DealStanding, {
  name: 'DealStanding',
  description: 'Whether a deal is still open. Example: OPEN',
  valuesMap: {
    OPEN: { description: 'It is offered and not decided. Example: OPEN' },
    WON: { description: 'The customer took it. Example: WON' },
    LOST: { description: 'It will not be signed. Example: LOST' },
  },
});

@ObjectType('DealLine', { description: 'A line of a deal, at its latest known revision.' })
export class DealLineType {
  @Shown(() => Int, { to, description: 'Its number in the deal.', example: '1' })
  line: number;

  @Shown(() => Int, { to, description: 'The revision that is known now.', example: '2' })
  revision: number;

  @Shown(() => Money, {
    to,
    nullable: true,
    description: 'Price after discount; null where nobody told it.',
  })
  net: Money | null;

  @Shown(() => [AttributeType], { to, description: "The company's own facts about the line." })
  attributes: readonly AttributeType[];
}

@ObjectType('DealChange', { description: 'What a field of a deal was and what it became.' })
export class DealChangeType {
  @Shown(() => String, { to, description: 'The column of the import.', example: '"deal.discount"' })
  field: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'What it was before; null where it was empty.',
    example: '"12%"',
  })
  before: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'What this revision says; null where it is empty.',
    example: '"18%"',
  })
  after: string | null;
}

@ObjectType('DealRevision', {
  description:
    'One telling of a deal or of one of its lines: when it came, who told it, and what it changed.',
})
export class DealRevisionType {
  @Shown(() => Int, {
    to,
    nullable: true,
    description: 'The line; null for the deal itself.',
    example: '1',
  })
  line: number | null;

  @Shown(() => Int, { to, description: 'Its revision; the highest known one is in force.', example: '2' })
  revision: number;

  @Shown(() => Moment, { to, description: 'When it was recorded.', example: '"2026-04-02T09:30:00Z"' })
  recordedAt: string;

  @Shown(() => String, {
    to,
    description: 'Who told it, by id; recordedByName names them.',
    example: '"6f1c2f8e-…"',
  })
  recordedBy: string;

  @Shown(() => Boolean, {
    to,
    description: 'Whether the import that brought it was taken back, so that this counts no longer.',
    example: 'false',
  })
  undone: boolean;

  @Shown(() => Boolean, { to, description: 'Whether it takes the deal or the line back.', example: 'false' })
  withdrawn: boolean;

  @Shown(() => [DealChangeType], {
    to,
    description: 'What differs from the revision before it; everything it says, where it is the first.',
  })
  changed: readonly DealChangeType[];
}

/** An offer before it is signed, as known now. Its lines and revisions are read when they are asked for. */
@ObjectType('Deal', {
  description: 'An offer before it is signed, as known now. Changes are revisions; nothing is edited.',
})
export class DealType {
  @Shown(() => ID, { to, description: "The company's own id for it.", example: '"D-1001"' })
  id: string;

  @Shown(() => String, { to, description: 'The system that told it.', example: '"crm"' })
  source: string;

  @Shown(() => Int, {
    to,
    description: 'The revision that is known now; lines have revisions of their own.',
    example: '2',
  })
  revision: number;

  @Shown(() => ID, { to, nullable: true, description: 'Who sells it, by id.', example: '"west-ae-1"' })
  seller: string | null;

  @Shown(() => ID, { to, nullable: true, description: 'Id of the customer.', example: '"a-2001"' })
  account: string | null;

  @Shown(() => CurrencyCode, { to, description: 'Currency of all its amounts.', example: '"USD"' })
  currency: string;

  @Shown(() => BusinessDate, { to, description: 'Day of the offer.', example: '"2026-03-05"' })
  offered: string;

  @Shown(() => DealStanding, { to, description: 'Whether it is still open.', example: 'OPEN' })
  standing: DealStanding;

  @Shown(() => [AttributeType], {
    to,
    description: "The company's own facts about it, such as discount and payment terms.",
  })
  attributes: readonly AttributeType[];
}

export const DealConnection = connectionOf(() => DealType, { name: 'Deal', plural: 'deals', to });

@InputType({ description: 'Which deals; what is left out lets everything through.' })
export class DealFilterInput {
  @Field(() => String, {
    nullable: true,
    description: 'Whose id or account has this in it, in whatever case. Example: "d-10"',
  })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Sold by this participant. Example: "west-ae-1"' })
  seller?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this customer. Example: "a-2001"' })
  account?: string | null;

  @Field(() => DealStanding, { nullable: true, description: 'Open, won or lost. Example: OPEN' })
  standing?: DealStanding | null;

  @Field(() => BusinessDate, {
    nullable: true,
    description: 'Offered on this day or later. Example: "2026-01-01"',
  })
  from?: string | null;

  @Field(() => BusinessDate, {
    nullable: true,
    description: 'Offered before this day. Example: "2026-04-01"',
  })
  until?: string | null;
}
