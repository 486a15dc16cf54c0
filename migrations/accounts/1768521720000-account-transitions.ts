import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Moves of accounts. A transition is proposed, approved or refused, and applied; whoever proposes it does not approve it. Its moves never change. Applying it tells
 * the owners under its own entry, and of one content only one transition is open at a time.
 */
const TABLES = `
  create table account_transition (
    id uuid primary key,
    content uuid not null,
    undoes uuid references account_transition,
    standing text not null check (standing in ('proposed', 'approved', 'refused', 'applied', 'withdrawn')),
    needs_approval boolean not null,
    approver_roles text[] not null,
    accounts integer not null check (accounts > 0),
    proposer text not null check (proposer <> ''),
    proposed_at timestamptz not null,
    decider text check (decider <> ''),
    decided_at timestamptz,
    decided_because text,
    applier text check (applier <> ''),
    applied_at timestamptz,
    applied_entry bigint,
    entry bigint not null,
    constraint four_eyes check (decider is null or decider <> proposer),
    constraint approved_by_somebody check (not needs_approval or standing in ('proposed', 'withdrawn') or decider is not null),
    constraint applied_with_its_rows check ((standing = 'applied') = (applied_entry is not null) and (applied_entry is null) = (applier is null))
  );
  create unique index one_open_transition on account_transition (content) where standing in ('proposed', 'approved');
  create unique index undone_once on account_transition (undoes) where standing in ('proposed', 'approved', 'applied');

  create table account_move (
    transition uuid not null references account_transition,
    account text not null check (account <> ''),
    reason text not null check (btrim(reason) <> ''),
    effective_on date not null check (isfinite(effective_on)),
    from_owner text check (from_owner <> ''),
    to_owner text check (to_owner <> ''),
    segment text,
    entry bigint not null,
    primary key (transition, account),
    constraint changes_hands check (from_owner is distinct from to_owner)
  );
  create index account_move_of on account_move (account, effective_on);

  create function refuse_odd_standing() returns trigger language plpgsql as $$
  begin
    if (old.standing, new.standing) not in (
        ('proposed', 'approved'), ('proposed', 'refused'), ('proposed', 'withdrawn'), ('approved', 'applied'), ('approved', 'withdrawn')) then
      raise exception 'a transition that is % does not become %', old.standing, new.standing using errcode = 'KA003';
    end if;
    return new;
  end $$;
  create trigger one_step_at_a_time before update on account_transition for each row execute function refuse_odd_standing();
  create trigger never_deleted before delete on account_transition for each row execute function refuse_change();
  create trigger never_emptied before truncate on account_transition for each statement execute function refuse_change();
  create trigger written_in_open_entry before insert or update on account_transition for each statement execute function refuse_closed_entry();
  create trigger written_in_open_entry before insert on account_move for each statement execute function refuse_closed_entry();
  create trigger append_only before update or delete on account_move for each row execute function refuse_change();
  create trigger never_emptied before truncate on account_move for each statement execute function refuse_change();
  alter table account_transition enable always trigger one_step_at_a_time;
  alter table account_move enable always trigger append_only;

  grant select, insert on account_transition, account_move to kicker_service;
  grant update (standing, decider, decided_at, decided_because, applier, applied_at, applied_entry) on account_transition to kicker_service;

  alter table account_transition enable row level security;
  create policy seen_by_actor on account_transition for select to kicker_service using ((select sees_all_pay()));
  create policy proposed_by_service on account_transition for insert to kicker_service with check (true);
  create policy decided_by_service on account_transition for update to kicker_service using (true);
  alter table account_move enable row level security;
  create policy seen_by_actor on account_move for select to kicker_service using ((select sees_all_pay()));
  create policy proposed_by_service on account_move for insert to kicker_service with check (true);

  -- The top of the hierarchy that an account belongs to; of an account that belongs to no other, or stands above itself, there is none.
  create function account_tops(p bigint) returns table (account text, top text, since date, till date)
  language sql stable rows 100000 set search_path = public, pg_temp as $$
    with recursive step as materialized (select * from account_parent_days(p)),
    up (account, top, since, till, path) as (
      select step.account, step.parent, step.since, step.till, array[step.account, step.parent] from step where step.parent is not null
      union all
      select up.account, step.parent, greatest(up.since, step.since), least(up.till, step.till), up.path || step.parent
      from up join step on step.account = up.top and step.parent is not null and step.since < up.till and up.since < step.till
      where step.parent <> all(up.path))
    select up.account, up.top, greatest(up.since, step.since), least(up.till, step.till)
    from up join step on step.account = up.top and step.parent is null and step.since < up.till and up.since < step.till
  $$;
  revoke all on function account_tops(bigint) from public;
  grant execute on function account_tops(bigint) to kicker_service, kicker_worker;
`;

/** Accounts that change hands: proposed, approved by somebody else where limits say so, applied. */
export class AccountTransitions1768521720000 implements MigrationInterface {
  name = 'AccountTransitions1768521720000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(): Promise<void> {
    throw new Error('Who moved which account is never dropped: restore a backup instead.');
  }
}
