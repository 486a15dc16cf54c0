import { readDay } from '../../../engine/kernel/day.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import { readDecimal } from '../../../engine/kernel/ratio.js';
import type { DayRate, ToldRate } from '../../../engine/model/rates.js';
import type { Transaction } from '../../../platform/database/transaction.js';

interface Row {
  readonly id: string;
  readonly rate_set: string;
  readonly from_currency: string;
  readonly to_currency: string;
  readonly rate_on: string;
  readonly rate: string;
  readonly revision: number;
  readonly withdrawn: boolean;
  /** The number of the file, counted over all files of rates. */
  readonly since: number;
}

/** What was ever told of a rate, its corrections in the order in which they became known. */
const TOLD = `
  select f.id, f.rate_set, f.from_currency, f.to_currency, f.rate_on, f.rate, f.revision, f.withdrawn,
    dense_rank() over (order by known.position)::int as since
  from fx_rate f join known_positions($1) known on known.entry = f.entry
  order by f.rate_set collate "C", f.from_currency, f.to_currency, f.rate_on, f.id, since, f.nth`;

/** Exchange rates as known at a position, with what they were said to be before. */
export async function readRates(tx: Transaction, position: bigint): Promise<DayRate[]> {
  const rows = await tx.query<Row>(TOLD, [position.toString()]);
  const byId = new Map<string, Row[]>();
  for (const row of rows) byId.set(row.id, [...(byId.get(row.id) ?? []), row]);
  return [...byId.values()].flatMap(rateOf);
}

/** A rate that was withdrawn is none; one that was told again after that is what it was told to be since. */
function rateOf(rows: readonly Row[]): readonly DayRate[] {
  const [first] = rows;
  let [told, revision]: [ToldRate[], number] = [[], 0];
  for (const row of rows) {
    if (row.revision < revision) continue;
    revision = row.revision;
    told = row.withdrawn ? [] : [...told.filter(({ since }) => since !== row.since), toldBy(row)];
  }
  if (!first || told.length === 0) return [];
  const day = readDay(first.rate_on);
  invariant(day !== undefined, `a stored date ${first.rate_on} that is no day`);
  const { rate_set: set, from_currency: from, to_currency: to } = first;
  return [{ set, from, to, day, told }];
}

function toldBy({ rate, since }: Row): ToldRate {
  const value = readDecimal(rate);
  invariant(value !== undefined, `a stored rate ${rate} that is no number`);
  return { since, rate: value };
}
