import { roundToUnits } from '../../../src/engine/kernel/ratio.js';
import { factsOfDeals, weighing, type WhatIf } from '../../../src/engine/what-if.js';
import type { OpenDeal } from '../../../src/engine/worth/open-deal.js';
import { sumsOf, type Worth, type WorthOfDeals } from '../../../src/engine/worth/worth.js';
import { incentive, measure, number, plan, tiers } from '../sample-rules.js';
import { cents, companyOf, linesOf, rulebookOf, type Booked, type Situation } from '../situation.js';

/** A deal as a test tells it. */
export type Asked = Partial<Booked> & { readonly date: string; readonly net: string };

function dealOf(asked: Asked, place: number, situation: Situation): OpenDeal {
  const [line] = linesOf({ ...situation, bookings: [{ id: 'x', ...asked }] });
  if (!line) throw new Error('no line');
  const { date, currency, source, salesperson, territory, account, facts } = line;
  const net = roundToUnits(number(`${asked.net} USD`), 6);
  const lines = [
    { net, facts: factsOfDeals(rulebookOf(situation), companyOf(situation)).map((_, at) => facts[at]) },
  ];
  return { id: `D${place + 1}`, date, currency, source, salesperson, territory, account, lines };
}

function whatIf(question: WhatIf): WorthOfDeals {
  const steps = weighing(question);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** What deals would be worth to ana, or to somebody else. */
export function asked(
  situation: Situation,
  deals: readonly Asked[],
  of: { who?: string; slip?: boolean } = {},
): WorthOfDeals {
  return whatIf({
    company: companyOf(situation),
    rulebook: rulebookOf(situation),
    participant: of.who ?? 'ana',
    lines: linesOf(situation),
    deals: deals.map((deal, place) => dealOf(deal, place, situation)),
    slip: of.slip ?? false,
  });
}

/** The dollars of a worth. */
export const total = (worth: Worth | null | undefined): string =>
  cents((worth && sumsOf(worth).get('USD')) ?? 0n);
/** Incentive, period and dollars. */
export const byPeriod = (worth: Worth | null | undefined): Record<string, string> =>
  Object.fromEntries(
    (worth?.earnings ?? []).map(({ incentive: id, period, amount }) => [
      `${id} ${period.name}`,
      cents(amount),
    ]),
  );

/** 10% up to quota, 15% above it; paid monthly. */
export const ACCELERATED = plan({
  payEvery: 'month',
  measures: [measure({ quota: 'attribute.quota' })],
  incentives: [
    incentive(
      tiers([
        ['to-quota', '0%', '10%'],
        ['above', '>100%', '15%'],
      ]),
    ),
  ],
});
