import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A table of facts, as the others: revisions of an identity, each under its audit entry, never changed. The worker reads, the service adds. */
export const fact = (name: string, columns: string): string => `
  create table ${name} (
    id uuid not null,
    source text not null,
    external_id text not null,
    revision integer not null check (revision > 0),
    nth integer not null check (nth > 0),
    entry bigint not null,
    content uuid not null,
    withdrawn boolean not null default false,
    ${columns},
    primary key (id, nth)
  );
  create index ${name}_again on ${name} (id) where nth > 1;
  create index ${name}_entry on ${name} using brin (entry);

  create trigger written_in_open_entry before insert on ${name} for each statement execute function refuse_closed_entry();
  create trigger written_under_own_entry after insert on ${name} for each row
    when (new.entry <> currval('audit_entry_number')) execute function refuse_foreign_entry();
  create trigger append_only before update or delete on ${name} for each row execute function refuse_change();
  create trigger never_emptied before truncate on ${name} for each statement execute function refuse_change();
  alter table ${name} enable always trigger append_only;
  alter table ${name} enable always trigger never_emptied;
  grant select, insert on ${name} to kicker_service;
  grant select on ${name} to kicker_worker;
`;

/** Deals: offers before they are signed, with their lines. All amounts of a deal are in its one currency. */
const DEALS = [
  fact(
    'deal',
    `seller text check (seller <> ''),
    account text check (account <> ''),
    currency text not null,
    offered_on date not null,
    standing text not null constraint standing_known check (standing in ('open', 'won', 'lost')),
    attributes jsonb not null`,
  ),
  fact(
    'deal_line',
    `deal text not null,
    line_no integer not null check (line_no > 0),
    net numeric(18,6) check (net <> 'NaN'),
    attributes jsonb not null`,
  ),
  `create index deal_named on deal (external_id);
  create index deal_seller on deal (seller) where seller is not null;
  create index deal_line_of on deal_line (deal);`,
].join('\n');

/** Who may approve: groups with their members by the day, and who stands in for whom. */
const APPROVERS = [
  fact(
    'approver_group_member',
    `group_id text not null check (group_id <> ''),
    participant text not null check (participant <> ''),
    effective_from date not null,
    effective_until date,
    constraint ends_after_it_starts check (effective_until is null or effective_until > effective_from)`,
  ),
  fact(
    'approval_delegation',
    `giver text not null check (giver <> ''),
    deputy text not null check (deputy <> ''),
    matrix text check (matrix <> ''),
    most exact check (most > 0),
    currency text,
    effective_from date not null,
    effective_until date not null,
    reason text not null check (btrim(reason) <> ''),
    constraint ends_after_it_starts check (effective_until > effective_from),
    constraint to_somebody_else check (giver <> deputy),
    constraint limit_has_currency check ((most is null) = (currency is null))`,
  ),
].join('\n');

/**
 * A deal is seen with its lines, in all its revisions, by whoever sees its seller on the day of the offer, as it is now known: who sold it
 * once is not told what became of it. A delegation is seen by who gives it, whom it is given to and whoever sees their pay on one of its days.
 */
const SIGHT = `
  create function deals_seen() returns setof text
  language sql stable security definer set search_path = public, pg_temp as $$
    select latest.external_id from (
      select distinct on (d.id) d.external_id, d.seller, d.offered_on from deal d
      where d.external_id in (select named.external_id from deal named where named.seller in (select jsonb_object_keys(team_seen())))
        and d.entry in (select entry from known_entries(last_position()))
      order by d.id, d.revision desc, d.nth desc
    ) latest where days_seen(team_seen(), latest.seller) @> latest.offered_on
  $$;
  revoke all on function deals_seen() from public;
  grant execute on function deals_seen() to kicker_service;

  alter table deal enable row level security;
  create policy seen_by_actor on deal for select to kicker_service using (
    (select sees_all_bookings()) or external_id in (select deals_seen()));
  create policy told_by_service on deal for insert to kicker_service with check (true);
  create policy read_by_worker on deal for select to kicker_worker using (true);

  alter table deal_line enable row level security;
  create policy seen_by_actor on deal_line for select to kicker_service using (
    (select sees_all_bookings()) or deal in (select deals_seen()));
  create policy told_by_service on deal_line for insert to kicker_service with check (true);
  create policy read_by_worker on deal_line for select to kicker_worker using (true);

  alter table approval_delegation enable row level security;
  create policy seen_by_actor on approval_delegation for select to kicker_service using (
    (select sees_all_pay())
    or coalesce(((select team_seen()) ->> giver)::datemultirange && daterange(effective_from, effective_until), false)
    or coalesce(((select team_seen()) ->> deputy)::datemultirange && daterange(effective_from, effective_until), false));
  create policy told_by_service on approval_delegation for insert to kicker_service with check (true);
  create policy read_by_worker on approval_delegation for select to kicker_worker using (true);
`;

/** Deals, groups of approvers and delegations, and who sees them. */
export class Deals1768089660000 implements MigrationInterface {
  name = 'Deals1768089660000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [DEALS, APPROVERS, SIGHT]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('What was offered and who could approve it is never dropped: restore a backup instead.');
  }
}
