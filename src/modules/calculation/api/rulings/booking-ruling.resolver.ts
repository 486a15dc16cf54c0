import { Context, Parent, Resolver } from '@nestjs/graphql';
import { writeDay } from '../../../../engine/kernel/day.js';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { ShownWhenAsked } from '../../../../platform/graphql/schema/shown.js';
import { bookingKey, type BookingNamed } from '../../../bookings/api/booking-list.service.js';
import { BookingType } from '../../../bookings/api/booking.type.js';
import { RulingsService, type JudgedRule, type StoredRuling } from '../../rulings/rulings.service.js';
import { RulingType, type RulingOutcome } from './ruling.type.js';

/** Who is credited for a booking by which rule, and which rules lost. */
@Resolver(() => BookingType)
export class BookingRulingResolver {
  constructor(private readonly rulings: RulingsService) {}

  @ShownWhenAsked(() => [RulingType], {
    to: 'bookings',
    description: 'What was decided for each of its lines, rule by rule; empty before the first calculation.',
    complexity: 30,
  })
  async ruling(
    @Parent() { source, id }: BookingType,
    @Context() context: RequestContext,
  ): Promise<RulingType[]> {
    const found = await context.loadEach<BookingNamed, readonly StoredRuling[]>(
      'rulings',
      { source, id },
      {
        key: bookingKey,
        read: (wanted) => this.rulings.rulings(context.viewer, wanted),
      },
    );
    return (found ?? []).map(rulingOf);
  }
}

function rulingOf({ line, policy, rules, because, exceptions }: StoredRuling): RulingType {
  return {
    because,
    line: line.line,
    policy: policy?.id ?? null,
    fingerprint: policy?.fingerprint ?? null,
    from: policy ? writeDay(policy.effective.from) : null,
    rule: rules.find(({ outcome }) => outcome === 'won')?.rule ?? null,
    rules: rules.map(verdictOf),
    exceptions,
  };
}

function verdictOf({ outcome, ...rule }: JudgedRule): RulingType['rules'][number] {
  return { ...rule, outcome: outcome as RulingOutcome };
}
