import { Injectable } from '@nestjs/common';
import { catalogueTypes } from '../../../engine/conditions/types/name-types.js';
import type { FactValue } from '../../../engine/model/facts.js';
import { writeDay } from '../../../engine/kernel/day.js';
import { roundToUnits } from '../../../engine/kernel/ratio.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import { EVERYTHING, type Actor } from '../../../platform/database/actor.js';
import { Database } from '../../../platform/database/database.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import {
  DealCostService,
  type DealCost,
  type OfferedDeal,
  type PersonCost,
} from '../../calculation/worth/deal-cost.service.js';
import { DealsService, type DealKnown } from '../../deals/deals.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { sayTerm } from '../api/preview-shown.js';
import { decidedAmong } from '../store/list-requests.js';

/** Reads deals whole, for who may see a request for them or their preview. */
const JUDGING: Actor = { id: 'cost', name: 'Cost of deals', sight: EVERYTHING };
const MARGIN = 'deal.margin';
const MILLIONTHS = 6;

/** A deal, and the request for it by which somebody sees it; null for a preview. */
export interface CostAsked {
  readonly deal: string;
  readonly request: string | null;
}

/** What a deal would pay, as far as who asks may see it. */
export interface CostSeen {
  /** Null where who asks decides nothing of the deal, and does not see the pay of all. */
  readonly total: ReadonlyMap<string, bigint> | null;
  /** Those whose pay who asks sees. */
  readonly people: readonly PersonCost[];
  readonly notWeighed: readonly string[];
  /** Why it cannot be said; null where it can. */
  readonly unknown: string | null;
}

/** What deals that wait for approval are worth to the company, and what they would cost it in commission. */
@Injectable()
export class DealCostsService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
    private readonly deals: DealsService,
    private readonly costs: DealCostService,
  ) {}

  /** The margin of each deal, as a person writes it; of those that have one. */
  async margins(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { deals, catalogue } = await this.read(ids);
    const is = catalogueTypes(catalogue).get(MARGIN)?.is ?? 'text';
    const found = [...deals.values()].flatMap(({ id, facts, currency }): [string, string][] => {
      const value = facts.get(MARGIN);
      return value === undefined ? [] : [[id, sayTerm(value, is, currency)]];
    });
    return new Map(found);
  }

  /** What each deal would pay if it were booked today: in total to who decides it, by person to who sees their pay. By `costKey`. */
  async seen(viewer: Viewer, asked: readonly CostAsked[]): Promise<ReadonlyMap<string, CostSeen>> {
    const { deals } = await this.read(asked.map(({ deal }) => deal));
    const told = [...deals.values()].flatMap((deal) => offered(deal) ?? []);
    const costs = await this.costs.costs(told);
    const people = [...costs.values()].flatMap((cost) => (cost.unknown === null ? cost.people : []));
    const { decides, isSeen } = await this.database.reading(viewer, async (tx) => ({
      decides: await decidedAmong(
        tx,
        viewer.participant,
        asked.flatMap(({ request }) => request ?? []),
      ),
      isSeen: await seenOf(tx, people),
    }));
    return new Map(
      asked.map((each) => {
        const mayDecide = each.request !== null && decides.has(each.request);
        const cost = costs.get(each.deal) ?? (deals.has(each.deal) ? UNTOLD : undefined);
        return [costKey(each), costSeen(cost, { mayDecide, isSeen })];
      }),
    );
  }

  private async read(
    ids: readonly string[],
  ): Promise<{ readonly deals: ReadonlyMap<string, DealKnown>; readonly catalogue: FactCatalogue }> {
    return await this.database.reading(JUDGING, async (tx) => {
      const { rulebook, position } = await this.rules.rulebookNow(tx);
      const catalogue = rulebook.facts;
      return { deals: await this.deals.readDeals(tx, { position, catalogue }, [...new Set(ids)]), catalogue };
    });
  }
}

/** Names a cost that was asked for. */
export function costKey({ deal, request }: CostAsked): string {
  return `${request ?? ''}\u001f${deal}`;
}

const UNTOLD: DealCost = { unknown: 'Nobody said what the deal comes to, and what it pays hangs on that.' };

/** A deal with what it comes to, by its lines, or by itself where these do not say; nothing where nobody did. */
function offered({
  id,
  currency,
  seller,
  account,
  facts,
  offeredOn,
  lines,
}: DealKnown): OfferedDeal | undefined {
  const told = linesOf(facts.get('deal.net'), lines);
  if (!told) return undefined;
  return {
    id,
    currency,
    seller,
    account,
    facts: new Map([...facts, ['deal.date', offeredOn], ['deal.currency', currency]]),
    lines: told,
  };
}

function linesOf(net: FactValue, lines: DealKnown['lines']): OfferedDeal['lines'] | undefined {
  const [only = new Map<string, FactValue>()] = lines;
  const whole = typeof net === 'object' && lines.length < 2 ? [new Map([['line.net', net], ...only])] : null;
  const told = lines.length > 0 && lines.every((line) => typeof line.get('line.net') === 'object');
  return (told ? lines : whole)?.map((line) => {
    const of = line.get('line.net');
    return { net: typeof of === 'object' ? roundToUnits(of, MILLIONTHS) : 0n, facts: line };
  });
}

/** Those of these people whose pay of all the days is seen. */
async function seenOf(
  tx: Transaction,
  people: readonly PersonCost[],
): Promise<(cost: PersonCost) => boolean> {
  const rows = await tx.query<{ place: number }>(
    `select w.place::integer as place from unnest($1::text[], $2::date[], $3::date[]) with ordinality w (participant, from_day, until_day, place)
     where (sees_all_pay() or not isempty(days_seen(team_seen(), w.participant)))
       and not exists (select from pay_hidden(array[w.participant], w.from_day, w.until_day))`,
    [
      people.map(({ participant }) => participant),
      people.map(({ from }) => writeDay(from)),
      people.map(({ until }) => writeDay(until)),
    ],
  );
  const seen = new Set(rows.map(({ place }) => people[place - 1]));
  return (cost) => seen.has(cost);
}

function costSeen(
  cost: DealCost | undefined,
  by: { readonly mayDecide: boolean; readonly isSeen: (cost: PersonCost) => boolean },
): CostSeen {
  const nothing = { total: null, people: [], notWeighed: [] };
  if (!cost) return { ...nothing, unknown: 'The deal is not known any more.' };
  if (cost.unknown !== null) return { ...nothing, unknown: cost.unknown };
  const people = cost.people.filter(by.isSeen);
  const maySeeAll = by.mayDecide || people.length === cost.people.length;
  return {
    total: maySeeAll ? totalOf(cost.people) : null,
    people,
    notWeighed: cost.notWeighed,
    unknown: null,
  };
}

function totalOf(people: readonly PersonCost[]): ReadonlyMap<string, bigint> {
  const total = new Map<string, bigint>();
  for (const { amounts } of people)
    for (const [currency, cents] of amounts) total.set(currency, (total.get(currency) ?? 0n) + cents);
  return total;
}
