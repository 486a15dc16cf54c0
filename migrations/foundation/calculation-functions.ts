/**
 * The life of a calculation. Its results go into partitions that nobody can address but the worker, in a schema of their own;
 * publishing indexes them, attaches them to the tables that people read, takes the worker's right away and marks the calculation
 * complete, all in the caller's transaction, so that a calculation is seen whole or not at all. What it holds must be what its
 * shards say they wrote: nothing is added after the last of them, and nothing twice.
 */
export const CALCULATION_FUNCTIONS = `
  create schema calculation_data;

  create function require_open_entry() returns bigint
  language plpgsql stable security definer set search_path = public, pg_temp as $$
  begin
    if not is_entry_open() then
      raise exception 'A calculation changes only under an open audit entry.' using errcode = 'KA001';
    end if;
    return currval('audit_entry_number');
  end $$;

  create function calculation_part(parent text, p_calculation bigint) returns text
  language sql immutable as $$ select format('calculation_data.%I', parent || '_' || p_calculation) $$;

  create function calculation_parts() returns text[]
  language sql immutable as $$ select array['earning', 'earning_line', 'manifest', 'credit_exception'] $$;

  create function open_calculation(p_position bigint, p_engine text, p_rulebook jsonb, p_shards integer) returns bigint
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
  declare
    opened bigint;
    opened_by bigint := require_open_entry();
    parent text;
  begin
    if p_position > last_position() or p_position < 0 then
      raise exception 'Position % has not been reached.', p_position using errcode = 'KA003';
    end if;
    insert into calculation (state, position, engine, rulebook, shards, started_entry)
      values ('running', p_position, p_engine, p_rulebook, p_shards, opened_by) returning calculation into opened;
    insert into calculation_shard (calculation, shard) select opened, n from generate_series(0, p_shards - 1) n;
    foreach parent in array calculation_parts() loop
      execute format('create table %s (like %I including defaults including constraints,
        constraint of_this_calculation check (calculation = %s)) with (autovacuum_enabled = off)',
        calculation_part(parent, opened), parent, opened);
      execute format('grant insert on %s to kicker_worker', calculation_part(parent, opened));
    end loop;
    return opened;
  end $$;

  create function lock_running_calculation(p_calculation bigint) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
  begin
    perform from calculation where calculation = p_calculation and state = 'running' for update;
    if not found then
      raise exception 'Calculation % is not running.', p_calculation using errcode = 'KA003';
    end if;
  end $$;

  create function publish_calculation(p_calculation bigint, p_fingerprint text, p_digest text, p_totals jsonb)
  returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
  declare
    published_by bigint := require_open_entry();
    parent text;
    part text;
  begin
    perform lock_running_calculation(p_calculation);
    if exists (select from calculation_shard where calculation = p_calculation and not done) then
      raise exception 'Calculation % has shards that are not done.', p_calculation using errcode = 'KA003';
    end if;
    foreach parent in array calculation_parts() loop
      part := calculation_part(parent, p_calculation);
      execute format('revoke all on %s from kicker_worker', part);
      execute format('lock table %s in access exclusive mode', part);
    end loop;
    perform require_what_shards_wrote(p_calculation);
    foreach parent in array calculation_parts() loop
      part := calculation_part(parent, p_calculation);
      perform index_calculation_part(parent, part);
      execute format('alter table %I attach partition %s for values in (%s)', parent, part, p_calculation);
      execute format('alter table %s reset (autovacuum_enabled)', part);
      execute format('analyze %s', part);
    end loop;
    update calculation set state = 'complete', fingerprint = p_fingerprint, digest = p_digest, totals = p_totals,
      completed_entry = published_by where calculation = p_calculation;
  end $$;

  create function require_what_shards_wrote(p_calculation bigint) returns void
  language plpgsql volatile set search_path = public, pg_temp as $$
  declare
    told bigint[];
    found_rows bigint[];
  begin
    select array[sum(w.earnings), sum(w.lines), sum(w.lines), sum(w.earnings), sum(w.earnings + w.shared), sum(w.exceptions)] into told
    from calculation_shard s cross join lateral (select
      coalesce((s.summary #>> '{written,earnings}')::bigint, 0) as earnings, coalesce((s.summary #>> '{written,lines}')::bigint, 0) as lines,
      coalesce((s.summary #>> '{written,shared}')::bigint, 0) as shared, coalesce((s.summary #>> '{exceptions,count}')::bigint, 0) as exceptions
    ) w where s.calculation = p_calculation;
    execute format('select array[(select count(*) from %1$s), (select coalesce(sum(lines), 0) from %1$s), (select count(*) from %2$s),
        (select count(*) from %3$s m join %1$s e using (earning_id) where m.held_in = m.calculation), (select count(*) from %3$s),
        (select count(*) from %4$s)]',
      calculation_part('earning', p_calculation), calculation_part('earning_line', p_calculation),
      calculation_part('manifest', p_calculation), calculation_part('credit_exception', p_calculation)) into found_rows;
    if found_rows <> told then
      raise exception 'Calculation % does not hold what its shards say they wrote: % instead of %.', p_calculation, found_rows, told
        using errcode = 'KA003';
    end if;
  end $$;

  create function index_calculation_part(parent text, part text) returns void
  language plpgsql volatile set search_path = public, pg_temp as $$
  declare definition text;
  begin
    for definition in select pg_get_indexdef(indexrelid) from pg_index where indrelid = parent::regclass order by indexrelid loop
      execute regexp_replace(definition, 'INDEX .* ON ONLY [^ ]+', 'INDEX ON ' || part);
    end loop;
  end $$;

  create function fail_calculation(p_calculation bigint, p_failure text) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
  declare parent text;
  begin
    perform require_open_entry();
    perform lock_running_calculation(p_calculation);
    foreach parent in array calculation_parts() loop
      execute format('drop table %s', calculation_part(parent, p_calculation));
    end loop;
    update calculation set state = 'failed', failure = p_failure where calculation = p_calculation;
  end $$;
`;

/**
 * A shard of a calculation is leased for a time; the number of the attempt is the fencing token. Who finishes after the lease went to
 * somebody else holds an old number and is refused, and with the refusal goes everything its transaction wrote.
 */
export const SHARD_FUNCTIONS = `
  create function lease_shard(p_calculation bigint, p_worker text, p_seconds integer, p_attempts integer default 5)
  returns table (shard integer, attempt integer)
  language sql volatile security definer set search_path = public, pg_temp as $$
    update calculation_shard s
    set attempt = s.attempt + 1, worker = p_worker, leased_until = clock_timestamp() + make_interval(secs => p_seconds)
    where s.calculation = p_calculation and s.shard = (
      select free.shard from calculation_shard free join calculation c on c.calculation = free.calculation
      where free.calculation = p_calculation and c.state = 'running' and not free.done and free.attempt < p_attempts
        and (free.leased_until is null or free.leased_until < clock_timestamp())
      order by free.shard limit 1 for update of free skip locked
    )
    returning s.shard, s.attempt
  $$;

  create function extend_lease(p_calculation bigint, p_shard integer, p_attempt integer, p_seconds integer) returns boolean
  language sql volatile security definer set search_path = public, pg_temp as $$
    with extended as (
      update calculation_shard set leased_until = clock_timestamp() + make_interval(secs => p_seconds)
      where calculation = p_calculation and shard = p_shard and attempt = p_attempt and not done returning 1
    ) select exists (select from extended)
  $$;

  create function finish_shard(p_calculation bigint, p_shard integer, p_attempt integer, p_inputs text, p_summary jsonb) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
  begin
    perform from calculation where calculation = p_calculation and state = 'running' for share;
    if found then
      update calculation_shard set done = true, inputs = p_inputs, summary = p_summary
        where calculation = p_calculation and shard = p_shard and attempt = p_attempt and not done;
    end if;
    if not found then
      raise exception 'Shard % of calculation % is no longer held by attempt %.', p_shard, p_calculation, p_attempt using errcode = 'KA004';
    end if;
  end $$;
`;
