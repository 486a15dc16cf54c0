import { Context, Parent, Resolver } from '@nestjs/graphql';
import { Database, type Actor } from '../../../platform/database/database.js';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { moneyOf, moneyOfDecimal, Money } from '../../../platform/graphql/scalars/money.js';
import { ShownWhenAsked } from '../../../platform/graphql/schema/shown.js';
import { EarningType } from '../../calculation/api/earning.type.js';
import { EARNINGS_HELD } from './held-pay.sql.js';

/** What of an earning the ledger holds back. */
@Resolver(() => EarningType)
export class HeldPayResolver {
  constructor(private readonly database: Database) {}

  @ShownWhenAsked(() => Money, {
    to: 'pay',
    description:
      'What of it is held back as posted, because bookings lack the approval of their deal; the lines of the statement say why.',
    complexity: 10,
  })
  async held(@Parent() earning: EarningType, @Context() context: RequestContext): Promise<Money> {
    const { participantId, incentive, period, amount } = earning;
    const found = await context.loadEach<Wanted, string>(
      'held of an earning',
      { participant: participantId, incentive, origin: period.name, currency: amount.currency },
      { key: keyOf, read: (wanted) => this.read(context.viewer, wanted) },
    );
    return found === null || found === undefined
      ? moneyOf(0n, amount.currency)
      : moneyOfDecimal(found, amount.currency);
  }

  private async read(actor: Actor, wanted: readonly Wanted[]): Promise<ReadonlyMap<string, string>> {
    const columns = [
      wanted.map(({ participant }) => participant),
      wanted.map(({ incentive }) => incentive),
      wanted.map(({ origin }) => origin),
      wanted.map(({ currency }) => currency),
    ];
    const rows = await this.database.reading(actor, (tx) =>
      tx.query<Wanted & { readonly held: string }>(EARNINGS_HELD, columns),
    );
    return new Map(rows.map((row) => [keyOf(row), row.held]));
  }
}

/** A window of the ledger by what names it to people. */
interface Wanted {
  readonly participant: string;
  readonly incentive: string;
  readonly origin: string;
  readonly currency: string;
}

const keyOf = ({ participant, incentive, origin, currency }: Wanted): string =>
  [participant, incentive, origin, currency].join('\u001f');
