import { writeDay } from '../../../engine/kernel/day.js';
import { PAY_CURRENCY } from '../../../engine/model/rates.js';
import type { CurrenciesAsked, CurrenciesAtHand } from '../../../engine/rulebook/checks/money/check-fx.js';
import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';

type Paid = CurrenciesAtHand['paid'][number];
type Pair = CurrenciesAtHand['pairs'][number];

const PAIRS = `
  select distinct f.rate_set as set, f.from_currency as from, f.to_currency as to
  from (${latestKnown('fx_rate', 'id, rate_set, from_currency, to_currency')}) f order by 1, 2, 3`;
const PEOPLE = latestKnown('participant', 'external_id, pay_currency');
const PAID = `
  select f.plan, coalesce(f.attributes ->> $2, person.pay_currency) as currency, count(distinct f.participant)::int as people
  from (${latestKnown('assignment', 'id, participant, plan, attributes, effective_from, effective_until')}) f
  join unnest($3::text[], $4::date[], $5::date[]) asked (plan, since, ending) on asked.plan = f.plan
    and daterange(f.effective_from, f.effective_until) && daterange(asked.since, asked.ending)
  left join (${PEOPLE}) person on person.external_id = f.participant
  where coalesce(f.attributes ->> $2, person.pay_currency) is not null group by 1, 2 order by 1, 2`;

/** The pairs of each set of rates, and who on plans that do not convert pay is paid in which currency, as known at a position. */
export async function currenciesAtHand(
  tx: Transaction,
  position: bigint,
  { conversions, plans }: CurrenciesAsked,
): Promise<CurrenciesAtHand> {
  const at = position.toString();
  const pairs = conversions.length === 0 ? [] : await tx.query<Pair>(PAIRS, [at]);
  if (plans.length === 0) return { pairs, paid: [] };
  const paid = await tx.query<Paid>(PAID, [
    at,
    PAY_CURRENCY.ofAssignment,
    plans.map(({ plan }) => plan),
    plans.map(({ on }) => writeDay(on.from)),
    plans.map(({ on }) => (on.until === null ? null : writeDay(on.until))),
  ]);
  return { pairs, paid };
}
