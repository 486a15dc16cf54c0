/**
 * Audit entries and positions.
 *
 * A change opens an entry (`open_entry`), writes its rows under that number, and closes by recording it (`record_entry`), which takes
 * the one advisory lock (`LOCKS.record` in `src/platform/database/locks.ts`): from there to the commit nobody else records, so positions have no gaps and follow the order of commits.
 * `unrecorded_entry` lives only inside the transaction: a row in it at commit is a change without an audit entry, and is refused.
 */
export const AUDIT_FUNCTIONS = `
  create table unrecorded_entry (entry bigint primary key);

  create function open_entry() returns bigint
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
  declare opened bigint := nextval('audit_entry_number');
  begin
    insert into unrecorded_entry values (opened);
    return opened;
  end $$;

  create function refuse_unrecorded_entry() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if exists (select from unrecorded_entry where entry = new.entry) then
      raise exception 'Entry % was opened and never recorded: nothing changes without an audit entry.', new.entry using errcode = 'KA001';
    end if;
    return null;
  end $$;
  create constraint trigger recorded_at_commit after insert on unrecorded_entry
    deferrable initially deferred for each row execute function refuse_unrecorded_entry();

  create function is_entry_open() returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp as $$
  begin
    return exists (select from unrecorded_entry where entry = currval('audit_entry_number'));
  exception when object_not_in_prerequisite_state then
    return false;
  end $$;

  create function refuse_closed_entry() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
  begin
    if not is_entry_open() then
      raise exception 'Rows of % are written under the open audit entry of their own transaction only.', tg_table_name using errcode = 'KA001';
    end if;
    return null;
  end $$;

  create function refuse_foreign_entry() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
  begin
    raise exception 'A row of % names entry %, which is not the entry of its own transaction.', tg_table_name, new.entry using errcode = 'KA001';
  end $$;

  create function refuse_change() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
  begin
    raise exception '% is append-only.', tg_table_name using errcode = 'KA002';
  end $$;

  create function audit_part(part text) returns text
  language sql immutable parallel safe as $$
    select case when part is null then '-' else octet_length(part) || ':' || part end || ','
  $$;

  create function audit_canonical(e audit_entry) returns bytea
  language sql stable parallel safe set search_path = public, pg_temp as $$
    select convert_to(
      audit_part(e.position::text) || audit_part(e.entry::text)
      || audit_part((extract(epoch from e.recorded_at) * 1000000)::bigint::text)
      || audit_part(e.actor) || audit_part(e.action) || audit_part(e.subject) || audit_part(e.reason) || audit_part(e.request)
      || audit_part(e.before::text) || audit_part(e.after::text), 'UTF8')
  $$;

  create function refuse_unfooted_entry(p_entry bigint) returns void
  language plpgsql stable security definer set search_path = public, pg_temp as $$
  declare broken integer;
  begin
    select coalesce(e.number, l.number) into broken
    from (select number, sum(change) as change, count(*) as lines from ledger_line where entry = p_entry group by number) l
    full join (select * from ledger_entry where entry = p_entry) e on e.number = l.number
    where e.number is null or coalesce(l.lines, 0) <> e.lines
      or (e.kind = 'earning' and coalesce(l.change, 0) <> case when e.debit like 'expense:%' then e.amount else -e.amount end)
    limit 1;
    if found then
      raise exception 'Ledger entry %-% is not the sum of its lines.', p_entry, broken using errcode = 'KA005';
    end if;
  end $$;

  create function record_entry(
    p_entry bigint, p_action text, p_subject text, p_reason text, p_request text, p_before jsonb, p_after jsonb
  ) returns bigint
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
  declare
    last audit_entry;
    fresh audit_entry;
  begin
    if current_setting('transaction_isolation') <> 'read committed' then
      raise exception 'An entry is recorded at read committed only: the chain''s end must be the latest.' using errcode = 'KA001';
    end if;
    delete from unrecorded_entry where entry = p_entry and entry = currval('audit_entry_number');
    if not found then
      raise exception 'Entry % is not open in this transaction.', p_entry using errcode = 'KA001';
    end if;
    perform refuse_unfooted_entry(p_entry);
    perform pg_advisory_xact_lock(7232010);
    select * into last from audit_entry order by position desc limit 1;
    fresh.entry := p_entry;
    fresh.position := coalesce(last.position, 0) + 1;
    fresh.previous_hash := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
    fresh.recorded_at := clock_timestamp();
    fresh.actor := coalesce(current_setting('kicker.actor', true), '');
    fresh.action := p_action;
    fresh.subject := p_subject;
    fresh.reason := p_reason;
    fresh.request := p_request;
    fresh.before := p_before;
    fresh.after := p_after;
    fresh.hash := sha256(fresh.previous_hash || audit_canonical(fresh));
    insert into audit_entry select (fresh).*;
    return fresh.position;
  end $$;

  create function last_position() returns bigint
  language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(max(position), 0) from audit_entry
  $$;

  create function known_entries(p bigint) returns table (entry bigint)
  language sql stable security definer rows 1000 set search_path = public, pg_temp as $$
    select e.entry from audit_entry e
    where e.position <= p and not exists (
      select from import_undo u join audit_entry by_whom on by_whom.entry = u.entry
      where u.undone = e.entry and by_whom.position <= p
    )
  $$;
`;

/** A second wall behind the grants: rows belong to the open entry of their own transaction, and what is written stays. */
export const WALLS = `
  do $$ declare name text; begin
    foreach name in array array['participant', 'assignment', 'absence', 'territory', 'territory_holder', 'territory_head', 'quota',
      'account', 'booking_line', 'booking_event', 'fx_rate', 'document_version', 'publication', 'period_closing', 'settlement',
      'ledger_entry', 'ledger_line', 'import_undo']
    loop
      execute format('create trigger written_in_open_entry before insert on %I for each statement execute function refuse_closed_entry()', name);
      execute format('create trigger written_under_own_entry after insert on %I for each row
        when (new.entry <> currval(''audit_entry_number'')) execute function refuse_foreign_entry()', name);
    end loop;
    foreach name in array array['audit_entry', 'ledger_entry', 'ledger_line', 'import_undo', 'document_version', 'period_closing', 'settlement',
      'participant', 'assignment', 'absence', 'territory', 'territory_holder', 'territory_head', 'quota', 'account', 'booking_line',
      'booking_event', 'fx_rate']
    loop
      execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', name);
      execute format('create trigger never_emptied before truncate on %I for each statement execute function refuse_change()', name);
      execute format('alter table %I enable always trigger append_only', name);
      execute format('alter table %I enable always trigger never_emptied', name);
    end loop;
  end $$;

  create function refuse_other_than_ending() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
  begin
    if old.ended_by is not null or new.ended_by is distinct from currval('audit_entry_number') or not is_entry_open() then
      raise exception 'A publication is ended once, by the open entry of its own transaction.' using errcode = 'KA002';
    end if;
    return new;
  end $$;
  create trigger ended_once before update on publication for each row execute function refuse_other_than_ending();
  alter table publication enable always trigger ended_once;

  create function refuse_other_than_import() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if not exists (select from audit_entry where entry = new.undone and action = 'import') then
      raise exception 'Entry % is no import: only imports are undone.', new.undone using errcode = 'KA002';
    end if;
    return null;
  end $$;
  create trigger imports_only after insert on import_undo for each row execute function refuse_other_than_import();
  alter table import_undo enable always trigger imports_only;
`;
