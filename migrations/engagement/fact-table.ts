/**
 * A table of facts, as the others: revisions of an identity, each under its audit entry, never changed. The worker reads, the service adds, and only who
 * sees all bookings sees its rows: what was decided of them has people of its own.
 */
export const factTable = (name: string, columns: string): string => `
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

  alter table ${name} enable row level security;
  create policy seen_by_actor on ${name} for select to kicker_service using ((select sees_all_bookings()));
  create policy told_by_service on ${name} for insert to kicker_service with check (true);
  create policy read_by_worker on ${name} for select to kicker_worker using (true);
`;
