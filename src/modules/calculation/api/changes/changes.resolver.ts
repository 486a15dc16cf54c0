import { Args, Context, ID, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { moneyOfDecimal } from '../../../../platform/graphql/scalars/money.js';
import { readNumber } from '../../../../platform/graphql/schema/node-id.js';
import { Ask } from '../../../../platform/graphql/schema/shown.js';
import { ChangesService } from '../../changes.service.js';
import { ComparisonType, StalenessType } from './changes.type.js';

/** What changed between calculations, and since the latest. */
@Resolver()
export class ChangesResolver {
  constructor(private readonly changes: ChangesService) {}

  @Ask(() => ComparisonType, {
    to: 'calculations',
    description:
      'Who is paid differently by one calculation than by another, by how much and because of what.',
    complexity: 500,
  })
  async comparison(
    @Args('before', { type: () => ID, description: 'Number of the one before. Example: "11"' })
    before: string,
    @Args('after', { type: () => ID, description: 'Number of the one after. Example: "12"' }) after: string,
    @Context() { viewer }: RequestContext,
  ): Promise<ComparisonType> {
    const found = await this.changes.compare(
      viewer,
      readNumber(before, 'before'),
      readNumber(after, 'after'),
    );
    const differences = found.differences.map((each) => ({ ...each, ...inCents(each) }));
    const sums = found.sums.map((each) => ({ ...each, ...inCents(each) }));
    return { ...found, differences, sums, before: `${found.before}`, after: `${found.after}` };
  }

  @Ask(() => StalenessType, {
    to: 'calculations',
    description: 'What the latest calculation does not know yet: which facts changed, and whom they touch.',
    complexity: 200,
  })
  async staleness(@Context() { viewer }: RequestContext): Promise<StalenessType> {
    const { calculation, changed, ...rest } = await this.changes.staleness(viewer);
    return {
      ...rest,
      calculation: calculation === null ? null : `${calculation}`,
      changed: Object.entries(changed).map(([kind, count]) => ({ kind, count })),
    };
  }
}

interface Amounts {
  readonly before: string;
  readonly after: string;
  readonly change: string;
}

/** Amounts with cents, as everywhere. */
function inCents({ currency, ...amounts }: Amounts & { readonly currency: string }): Amounts {
  const cents = (amount: string): string => moneyOfDecimal(amount, currency).amount;
  return { before: cents(amounts.before), after: cents(amounts.after), change: cents(amounts.change) };
}
