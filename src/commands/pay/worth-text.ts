import { sayWorth } from '../../engine/explain/say-worth.js';
import { sayCents } from '../../engine/explain/say-numbers.js';
import { writeDay, type NamedPeriod } from '../../engine/kernel/day.js';
import { writeDecimal, writeUnits } from '../../engine/kernel/ratio.js';
import {
  sumsOf,
  type Worth,
  type WorthEarning,
  type WorthOfDeals,
  type WorthStanding,
} from '../../engine/worth/worth.js';

/** What deals would be worth, for a person: all together, then each. */
export function worthText(participant: string, { deals, together, slipped }: WorthOfDeals): string {
  const [only] = deals;
  if (only && deals.length === 1)
    return [
      ...partText(`Worth to ${participant} on ${daysOf(together)}`, together, deals),
      ...(slipped ? partText(`If it slips to ${daysOf(slipped)}`, slipped, deals) : []),
    ].join('\n');
  return [
    `Worth to ${participant}, all ${deals.length} deals: ${sumText(together)}`,
    ...(slipped ? [`If all slip by a pay period: ${sumText(slipped)}`] : []),
    ...deals.flatMap(({ deal, alone, inOrder, slipped: late }) => [
      ...partText(`${deal}, ${daysOf(inOrder)}, after those before it`, inOrder, deals),
      `  alone: ${sumText(alone)}${late ? `; alone, if it slips to ${daysOf(late)}: ${sumText(late)}` : ''}`,
    ]),
  ].join('\n');
}

function partText(title: string, worth: Worth, deals: WorthOfDeals['deals']): string[] {
  return [
    `${title}: ${sumText(worth)}`,
    ...worth.earnings.map((earning) => `  ${earning.incentive}: ${sayWorth(earning)}`),
    ...worth.uncounted.map(({ deal, line, of, because }) => {
      const what = `${deals.length === 1 ? '' : `${deals[deal]?.deal ?? ''} `}line ${line}`;
      return `  ${what} does not count${of ? ` for ${of.id}` : ''}: ${because.join(' ')}`;
    }),
  ];
}

function sumText(worth: Worth): string {
  const sums = [...sumsOf(worth)].map(([currency, amount]) => `${sayCents(amount)} ${currency}`);
  return sums.length === 0 ? 'nothing' : sums.join(', ');
}

function daysOf({ dates }: Worth): string {
  return dates.map(writeDay).join(', ');
}

/** The same for a program: amounts as decimals, dates as YYYY-MM-DD. */
export function worthJson(participant: string, { deals, together, slipped }: WorthOfDeals): unknown {
  const names = deals.map(({ deal }) => deal);
  const json = (worth: Worth | null): unknown => worth && partJson(worth, names);
  return {
    participant,
    deals: deals.map((each) => ({
      deal: each.deal,
      alone: json(each.alone),
      inOrder: json(each.inOrder),
      slipped: json(each.slipped),
    })),
    together: json(together),
    slipped: json(slipped),
  };
}

function partJson(worth: Worth, names: readonly string[]): unknown {
  return {
    dates: worth.dates.map(writeDay),
    amounts: Object.fromEntries(
      [...sumsOf(worth)].map(([currency, amount]) => [currency, writeUnits(amount, 2)]),
    ),
    earnings: worth.earnings.map(earningJson),
    uncounted: worth.uncounted.map(({ deal, of, ...rest }) => ({
      deal: names[deal],
      ...rest,
      of: of && of.id,
    })),
  };
}

function earningJson(earning: WorthEarning): unknown {
  const { incentive, plan, version, period, window, currency, unit, amount, because } = earning;
  return {
    incentive,
    plan,
    version,
    period: periodJson(period),
    window: periodJson(window),
    currency,
    unit,
    amount: writeUnits(amount, 2),
    before: earning.before && standingJson(earning.before),
    after: earning.after && standingJson(earning.after),
    because,
    says: sayWorth(earning),
  };
}

function standingJson({ amount, measure, quota, attainment, tier }: WorthStanding): unknown {
  return {
    amount: writeUnits(amount, 2),
    measure: writeDecimal(measure),
    quota: quota && writeDecimal(quota),
    attainment: attainment && writeDecimal(attainment),
    tier,
  };
}

function periodJson({ name, from, until }: NamedPeriod): unknown {
  return { name, from: writeDay(from), until: writeDay(until) };
}
