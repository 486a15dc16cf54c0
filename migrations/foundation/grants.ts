/**
 * Who may touch what. Facts, versions, calculations and the ledger are append-only for both logins: no UPDATE, DELETE or TRUNCATE is
 * granted anywhere, but for ending a publication. What the service may not insert it reaches through a function of the owner's.
 */
export const GRANTS = `
  revoke create on schema public from public;
  revoke all on all functions in schema public from public;
  alter default privileges revoke execute on functions from public;
  grant usage on schema public to kicker_service, kicker_worker;
  grant usage on schema calculation_data to kicker_worker;

  grant select, insert on participant, assignment, absence, territory, territory_holder, territory_head, quota, account, booking_line,
    booking_event, fx_rate, document_version, publication, period_closing, settlement, ledger_entry, ledger_line, import_undo to kicker_service;
  grant update (ended_by) on publication to kicker_service;
  grant select on audit_entry, calculation, calculation_shard, earning, earning_line, manifest, credit_exception to kicker_service;
  grant select on schema_migration to kicker_service, kicker_worker;
  grant select on sequence audit_entry_number to kicker_service;

  grant select on participant, assignment, absence, territory, territory_holder, territory_head, quota, account, booking_line,
    booking_event, fx_rate, document_version, publication, calculation, calculation_shard, earning, earning_line, manifest,
    credit_exception to kicker_worker;

  grant execute on function open_entry(), is_entry_open(), refuse_closed_entry(), refuse_foreign_entry(), refuse_change(),
    refuse_other_than_ending(), record_entry(bigint, text, text, text, text, jsonb, jsonb), audit_part(text),
    audit_canonical(audit_entry), open_calculation(bigint, text, jsonb, integer),
    publish_calculation(bigint, text, text, jsonb), fail_calculation(bigint, text) to kicker_service;
  grant execute on function known_entries(bigint), last_position() to kicker_service, kicker_worker;
  grant execute on function lease_shard(bigint, text, integer, integer), extend_lease(bigint, integer, integer, integer),
    finish_shard(bigint, integer, integer, text, jsonb) to kicker_worker;
`;

/**
 * Row-level security is the second wall: pay is seen only inside a transaction that says who looks. The sub-select makes the test an
 * init plan, run once a statement and never once a row.
 */
export const POLICIES = `
  do $$ declare name text; begin
    foreach name in array array['earning', 'earning_line', 'manifest', 'ledger_entry', 'ledger_line'] loop
      execute format('alter table %I enable row level security', name);
      execute format('alter table %I force row level security', name);
      execute format('create policy actor_is_set on %I for select using ((select nullif(current_setting(''kicker.actor'', true), '''') is not null))', name);
    end loop;
  end $$;
  do $$ declare name text; begin
    foreach name in array array['ledger_entry', 'ledger_line'] loop
      execute format('create policy written_by_service on %I for insert to kicker_service
        with check ((select nullif(current_setting(''kicker.actor'', true), '''') is not null))', name);
    end loop;
  end $$;
`;
