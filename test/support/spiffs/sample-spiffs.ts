import { readConstant } from '../../../src/engine/kernel/quantity.js';
import { startCalculation, type Calculation } from '../../../src/engine/calculate.js';
import { inLineOrder } from '../../../src/engine/model/line-order.js';
import type { Contest, FirstN, Incentive, Pool, Spiff } from '../../../src/engine/rulebook/rulebook.js';
import { day, incentive, measure, operand, plan } from '../sample-rules.js';
import { cents, companyOf, linesOf, payOf, rulebookOf, type Booked, type Situation } from '../situation.js';

/** A SPIFF of May 2026, paid by the month, on what is sold until it ends. */
export function spiff(changes: Partial<Spiff> = {}): Spiff {
  return {
    ...plan({
      id: 'sprint',
      effective: { from: day('2026-05-01'), until: day('2026-06-01') },
      fingerprint: 'sprint-1',
      payEvery: 'month',
      measures: [measure({ window: 'plan-to-date' })],
    }),
    who: null,
    budget: null,
    ...changes,
  };
}

/** A contest by what is sold; those who tie share. */
export function contest(
  prizes: readonly string[],
  changes: Partial<Contest> = {},
  more: Partial<Incentive> = {},
): Incentive {
  const formula: Contest = {
    kind: 'contest',
    rankBy: 'measure.sold',
    best: 'highest',
    prizes: prizes.map(operand),
    ties: 'share',
    breakBy: [],
    minimum: null,
    settles: null,
    afterwards: 're-run',
    ...changes,
  };
  return incentive(formula, { id: 'prize', ...more });
}

/** A pool over what is sold, in equal parts. */
export function pool(size: string, changes: Partial<Pool> = {}): Incentive {
  const formula: Pool = {
    kind: 'pool',
    size: operand(size),
    sharedBy: 'equal',
    over: 'measure.sold',
    among: null,
    settles: null,
    afterwards: 're-run',
    ...changes,
  };
  return incentive(formula, { id: 'share' });
}

/** 500 USD for each of the first bookings of all. */
export function first(
  count: number,
  changes: Partial<FirstN> = {},
  more: Partial<Incentive> = {},
): Incentive {
  const formula: FirstN = { kind: 'first-n', count, each: 'company', pays: operand('500 USD'), ...changes };
  return incentive(formula, { id: 'first', ...more });
}

/** A cap of an amount over a SPIFF. */
export function capAt(text: string): Incentive['modify'][number] {
  return { kind: 'cap', what: 'earning', at: operand(text), window: 'plan-to-date', excess: 'lost' };
}

/** A booking: id, whose, date, net, and when it became known. */
export type SoldRow = readonly [id: string, by: string, date: string, net: string, recorded?: number];

/** Bookings as rows. */
export function sold(...rows: readonly SoldRow[]): readonly Booked[] {
  return rows.map(([id, by, date, net, recorded]) => ({
    id,
    by,
    date,
    net,
    ...(recorded === undefined ? {} : { recorded }),
  }));
}

/** What a calculation pays by SPIFFs alone, without who has nothing and is told why. */
export function paidBySpiff(calculation: Calculation): Readonly<Record<string, string>> {
  const earnings = calculation.earnings.filter(
    ({ earning }) => ['sprint', 'other'].includes(earning.plan) && earning.reason === null,
  );
  return payOf({ ...calculation, earnings });
}

/** What each of some people has by SPIFFs, in all incentives and pay periods together. */
export function paidTo(
  people: readonly { readonly id: string }[],
  { earnings }: Calculation,
): readonly string[] {
  return people.map(({ id }) => {
    const own = earnings.filter(
      ({ earning: { participant, plan } }) => participant === id && plan === 'sprint',
    );
    return cents(own.reduce((sum, { earning }) => sum + earning.amount, 0n));
  });
}

/** A calculation in shards, each of which keeps some people's results alone; `shardOf` says whose. */
export function calculatedInShards(
  situation: Situation,
  shards: number,
  shardOf: (participant: string) => number,
): Calculation {
  const parts = Array.from({ length: shards }, (_, shard) => {
    const calculating = startCalculation(companyOf(situation), rulebookOf(situation), {
      mine: (participant) => shardOf(participant) === shard,
    });
    for (const line of inLineOrder([...linesOf(situation)])) calculating.credit(line);
    const people = calculating.participants();
    const earnings = people.flatMap((participant) =>
      [...calculating.earn(participant)].map(({ earning, lines }) => ({ earning, lines: [...lines] })),
    );
    return { earnings, exceptions: [...calculating.exceptions()], troubles: calculating.troubles() };
  });
  return {
    earnings: parts.flatMap(({ earnings }) => earnings),
    exceptions: parts[0]?.exceptions ?? [],
    troubles: parts.flatMap(({ troubles }) => troubles),
  };
}

/** A budget as documents have it. */
export function budget(
  amount: string,
  whenExhausted: NonNullable<Spiff['budget']>['whenExhausted'] = 'pay-what-is-left',
): Spiff['budget'] {
  const read = readConstant(amount);
  if ('fault' in read) throw new Error(read.fault);
  return { amount: read, whenExhausted, afterCutOff: 're-run', settles: null };
}
