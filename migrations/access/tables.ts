/**
 * Users, what they may do, and how they sign in. One user for each participant, so that nobody acts through a second account. A grant is
 * proposed by one system admin and takes effect when another confirms it, neither of them its receiver; the command line, whose
 * owner can read the database anyway, vouches alone. Either may be undone by one person, at once.
 */
export const USERS = `
  create table kicker_user (
    user_id uuid primary key,
    login text not null check (login ~ '^[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}$'),
    name text not null check (btrim(name) <> '' and length(name) <= 200),
    participant text unique check (participant <> ''),
    disabled boolean not null default false,
    tokens_from timestamptz not null default '-infinity',
    entry bigint not null
  );
  create unique index kicker_user_login on kicker_user (lower(login));

  create table user_password (
    user_id uuid primary key references kicker_user,
    hash text not null check (hash like 'scrypt$%'),
    entry bigint not null
  );

  create table role_grant (
    grant_id uuid primary key,
    user_id uuid not null references kicker_user,
    role text not null check (role in ('comp_admin', 'finance', 'manager', 'rep', 'auditor', 'system_admin')),
    effective daterange not null check (not isempty(effective) and lower(effective) is not null),
    proposed_by text not null,
    proposed_entry bigint not null,
    confirmed_by text,
    confirmed_entry bigint,
    revoked_by text,
    revoked_entry bigint,
    pay_side smallint generated always as (case role when 'comp_admin' then 1 when 'finance' then 2 end) stored,
    system_side smallint generated always as (case role when 'system_admin' then 1 else 2 end) stored,
    check ((confirmed_by is null) = (confirmed_entry is null)),
    check ((revoked_by is null) = (revoked_entry is null)),
    constraint not_to_oneself check (proposed_by <> user_id::text and confirmed_by <> user_id::text),
    constraint confirmed_by_another check (confirmed_by <> proposed_by or proposed_by = 'command-line'),
    constraint granted_once exclude using gist (user_id with =, role with =, effective with &&) where (revoked_entry is null),
    constraint comp_admin_or_finance exclude using gist (user_id with =, pay_side with <>, effective with &&)
      where (revoked_entry is null and pay_side is not null),
    constraint system_admin_alone exclude using gist (user_id with =, system_side with <>, effective with &&)
      where (revoked_entry is null)
  );

  create table sign_in_session (
    token_hash bytea primary key,
    user_id uuid not null references kicker_user,
    created_at timestamptz not null default clock_timestamp(),
    last_seen_at timestamptz not null default clock_timestamp(),
    idle_until timestamptz not null,
    ends_at timestamptz not null
  );
  create index sign_in_session_user on sign_in_session (user_id);

  create table sign_in_attempt (
    bucket text primary key,
    window_start timestamptz not null,
    attempts integer not null
  );
`;

export const USER_WALLS = `
  create function is_system_admin(p_actor text) returns boolean
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
  begin
    perform from role_grant g join kicker_user u on u.user_id = g.user_id
    where g.user_id::text = p_actor and not u.disabled and g.role = 'system_admin' and g.confirmed_entry is not null
      and g.revoked_entry is null and g.effective @> (now() at time zone 'utc')::date
    for share;
    return found;
  end $$;

  create function refuse_other_grantor() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    actor text := coalesce(current_setting('kicker.actor', true), '');
    opened bigint := currval('audit_entry_number');
  begin
    if actor <> 'command-line' and not is_system_admin(actor) then
      raise exception 'Roles are granted and revoked by system admins.' using errcode = 'KA006';
    end if;
    if tg_op = 'INSERT' then
      if new.proposed_by <> actor or new.proposed_entry <> opened or new.revoked_entry is not null
        or (new.confirmed_entry is not null and (actor <> 'command-line' or new.confirmed_by <> actor or new.confirmed_entry <> opened)) then
        raise exception 'A grant is proposed by who acts, and confirmed by another.' using errcode = 'KA006';
      end if;
      return new;
    end if;
    if (to_jsonb(new) - '{confirmed_by,confirmed_entry,revoked_by,revoked_entry,pay_side,system_side}'::text[])
        <> (to_jsonb(old) - '{confirmed_by,confirmed_entry,revoked_by,revoked_entry,pay_side,system_side}'::text[])
      or old.revoked_entry is not null
      or (new.confirmed_by, new.confirmed_entry) is distinct from (old.confirmed_by, old.confirmed_entry)
        and (old.confirmed_entry is not null or new.confirmed_by <> actor or new.confirmed_entry <> opened)
      or new.revoked_entry is not null and (new.revoked_by <> actor or new.revoked_entry <> opened) then
      raise exception 'A grant is confirmed once and revoked once, by who acts.' using errcode = 'KA006';
    end if;
    return new;
  end $$;

  create trigger granted_by_system_admin before insert or update on role_grant for each row execute function refuse_other_grantor();
  alter table role_grant enable always trigger granted_by_system_admin;
  do $$ declare name text; begin
    foreach name in array array['kicker_user', 'user_password', 'role_grant'] loop
      execute format('create trigger written_in_open_entry before insert or update or delete on %I for each statement execute function refuse_closed_entry()', name);
    end loop;
    foreach name in array array['kicker_user', 'role_grant'] loop
      execute format('create trigger never_deleted before delete on %I for each row execute function refuse_change()', name);
      execute format('create trigger never_emptied before truncate on %I for each statement execute function refuse_change()', name);
      execute format('alter table %I enable always trigger never_deleted', name);
      execute format('alter table %I enable always trigger never_emptied', name);
    end loop;
  end $$;

  grant select, insert on kicker_user, user_password, role_grant, sign_in_session, sign_in_attempt to kicker_service;
  grant update (name, participant, disabled, tokens_from) on kicker_user to kicker_service;
  grant update (hash, entry) on user_password to kicker_service;
  grant update (confirmed_by, confirmed_entry, revoked_by, revoked_entry) on role_grant to kicker_service;
  grant update (last_seen_at, idle_until) on sign_in_session to kicker_service;
  grant update on sign_in_attempt to kicker_service;
  grant delete on sign_in_session, sign_in_attempt to kicker_service;
  grant execute on function refuse_other_grantor() to kicker_service;
`;
