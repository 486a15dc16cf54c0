import { latestKnown } from '../../../platform/database/known.js';

/** Accounts as known at $1. Of two sources that name an account alike, the first by name of the source counts. */
export const ACCOUNTS_SQL = `select distinct on (external_id) external_id, owner, segment, parent, attributes
  from (${latestKnown('account', 'external_id, source, owner, segment, parent, attributes')}) known
  order by external_id, source collate "C"`;

/** What dated rows say of accounts, and what the accounts file says of them on all other days: each with the columns `account` and `value`. */
export interface TimelineParts {
  /** With `since` and `till` as well, half-open, without a common day of one account. */
  readonly dated: string;
  readonly base: string;
  /** A further column that both have. */
  readonly also?: string;
}

/**
 * SQL of every day of every account: `account`, `value`, `since`, `till`. The dated row in force on a day counts, and between such rows, before and
 * after them what the accounts file says.
 */
export function timeline({ dated, base, also }: TimelineParts): string {
  const [own, further] = also === undefined ? ['', ''] : [`, ${also}`, `, file.${also}`];
  return `
    with told as materialized (${dated}), file as materialized (${base}),
    gap as (
      select account, coalesce(lag(till) over (partition by account order by since), '-infinity'::date) as since, since as till from told
      union all select account, max(till), 'infinity'::date from told group by account
      union all select account, '-infinity'::date, 'infinity'::date from file where account not in (select account from told))
    select account, value, since, till${own} from told
    union all
    select gap.account, file.value, gap.since, gap.till${further} from gap left join file on file.account = gap.account
    where gap.since < gap.till`;
}
