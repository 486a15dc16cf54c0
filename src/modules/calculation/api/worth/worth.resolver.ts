import { Args, Context, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { Ask } from '../../../../platform/graphql/schema/shown.js';
import { WorthService } from '../../worth/worth.service.js';
import { DealWorthArgs } from './worth.input.js';
import { worthShown } from './worth-shown.js';
import { DealWorthType } from './worth.type.js';

/** A deal costs as much as some statements: it is calculated with and without it. */
const EACH = 20;

function dealsIn({ deals }: Readonly<Record<string, unknown>>): number {
  return Array.isArray(deals) ? deals.length : 1;
}

/** What deals that are not booked would be worth to a participant. */
@Resolver()
export class WorthResolver {
  constructor(private readonly service: WorthService) {}

  @Ask(() => DealWorthType, {
    to: 'pay',
    description:
      'What deals that are not booked would be worth to a participant, by what is known now: the difference of a calculation with them and one without. Nothing is stored, and nothing is told of others’ pay.',
    complexity: ({ args, childComplexity }) => 500 + EACH * dealsIn(args) + childComplexity,
  })
  async dealWorth(
    @Args() { participant, deals, slip }: DealWorthArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<DealWorthType> {
    const worth = await this.service.worth(viewer, { participant, deals, slip: slip ?? false });
    return worthShown(participant, worth);
  }
}
