import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { BusinessDate, CurrencyCode, Decimal } from '../../../../platform/graphql/scalars/scalars.js';
import type { AskedDeal, AskedFact, AskedLine, WorthAsked } from '../../worth/worth.service.js';

@InputType({ description: 'A fact of a deal that is not booked.' })
export class DealFactInput implements AskedFact {
  @Field(() => String, { description: 'Its name in the fact catalogue. Example: "booking.type"' })
  name: string;

  @Field(() => String, { description: 'Its value, as a file would have it. Example: "new"' })
  value: string;
}

@InputType({ description: 'A line of a deal that is not booked.' })
export class DealLineInput implements AskedLine {
  @Field(() => Decimal, { description: 'Its amount, in the currency of the deal. Example: "50000.00"' })
  net: string;

  @Field(() => [DealFactInput], {
    nullable: true,
    description:
      'What it has beside the facts of the deal, or otherwise; at most 50. Example: [{ name: "booking.type", value: "renewal" }]',
  })
  facts?: DealFactInput[] | null;
}

@InputType({ description: 'A deal that is not booked, told as its booking would be.' })
export class OpenDealInput implements AskedDeal {
  @Field(() => ID, {
    nullable: true,
    description: 'What you call it; its place in the list when left out. Example: "OPP-77"',
  })
  id?: string | null;

  @Field(() => BusinessDate, { description: 'The day on which it would be booked. Example: "2026-03-10"' })
  date: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Its amount, where it has one line; otherwise give lines. Example: "50000.00"',
  })
  net?: string | null;

  @Field(() => [DealLineInput], {
    nullable: true,
    description: 'Its lines, at most 20; where it has one, net will do. Example: [{ net: "50000.00" }]',
  })
  lines?: DealLineInput[] | null;

  @Field(() => CurrencyCode, {
    nullable: true,
    description: 'Its currency; that of the participant’s plan when left out. Example: "USD"',
  })
  currency?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Who would be named as its seller: the participant when left out, nobody when null. Example: "west-ae-1"',
  })
  salesperson?: string | null;

  @Field(() => ID, { nullable: true, description: 'Its territory. Example: "west-1"' })
  territory?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Its account; what is known of it counts, unless a fact says otherwise. Example: "acme"',
  })
  account?: string | null;

  @Field(() => [DealFactInput], {
    nullable: true,
    description: 'What rules may ask of it, at most 50. Example: [{ name: "booking.type", value: "new" }]',
  })
  facts?: DealFactInput[] | null;
}

@ArgsType()
export class DealWorthArgs implements Omit<WorthAsked, 'slip'> {
  @Field(() => ID, { description: 'Whose pay. Example: "west-ae-1"' })
  participant: string;

  @Field(() => [OpenDealInput], {
    description:
      'The deals in the order in which they are taken to be won, at most 50. Example: [{ date: "2026-03-10", net: "50000.00" }]',
  })
  deals: OpenDealInput[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether to tell also what they are worth one pay period later. Example: true',
  })
  slip?: boolean | null;
}
