import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Endpoints that are told of approvals, their secrets, and what is to be told to each. What happened is in `approval_event`, written with the change; `position`
 * is how far an endpoint's deliveries were made of it, and moves in the transaction that makes them. So nothing is lost between the two, and each happening has one
 * delivery for each endpoint, by a name that follows from what happened. A secret is kept as it is, because signing needs it; nothing shows it again.
 */
const TABLES = `
  create table webhook_endpoint (
    id uuid primary key,
    url text not null check (url ~ '^https?://' and length(url) <= 2000),
    description text not null check (length(description) <= 200),
    events text[] not null check (cardinality(events) > 0),
    disabled boolean not null default false,
    position bigint not null,
    created_at timestamptz not null default clock_timestamp(),
    entry bigint not null
  );
  create table webhook_secret (
    endpoint uuid not null references webhook_endpoint,
    secret text not null check (secret ~ '^whsec_'),
    valid_from timestamptz not null default clock_timestamp(),
    valid_until timestamptz,
    primary key (endpoint, secret),
    constraint ends_after_it_starts check (valid_until is null or valid_until >= valid_from)
  );
  create unique index one_current_secret on webhook_secret (endpoint) where valid_until is null;

  create table webhook_delivery (
    nth bigint generated always as identity unique,
    endpoint uuid not null references webhook_endpoint,
    id text not null,
    event text not null,
    request uuid not null,
    sequence integer not null,
    position bigint not null,
    state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
    attempts integer not null default 0,
    next_at timestamptz not null default clock_timestamp(),
    leased_until timestamptz,
    lease uuid,
    last_status integer,
    last_fault text,
    created_at timestamptz not null default clock_timestamp(),
    ended_at timestamptz,
    primary key (endpoint, id),
    foreign key (request, sequence) references approval_event (request, sequence),
    constraint ended_when_over check ((ended_at is not null) = (state <> 'waiting'))
  );
  create index webhook_delivery_waiting on webhook_delivery (endpoint, nth) where state = 'waiting';
  create index webhook_delivery_ended on webhook_delivery (endpoint, ended_at) where state <> 'waiting';
  create index approval_event_of_entry on approval_event (entry);

  grant select, insert on webhook_endpoint, webhook_delivery to kicker_service;
  grant delete on webhook_delivery to kicker_service;
  grant select (endpoint, valid_from, valid_until), insert on webhook_secret to kicker_service;
  grant update (url, description, events, disabled, position, entry) on webhook_endpoint to kicker_service;
  grant update (valid_until) on webhook_secret to kicker_service;
  grant update (state, attempts, next_at, leased_until, lease, last_status, last_fault, ended_at) on webhook_delivery to kicker_service;
`;

/**
 * Endpoints and messages are there for transactions that see everything, in which alone the service works on them, whoever asks. Secrets are read by no
 * statement but the sender's, through a function.
 */
const SIGHT = `
  create function webhook_signing(p_endpoint uuid) returns setof text
  language sql stable security definer set search_path = public, pg_temp as $$
    select secret from webhook_secret where endpoint = p_endpoint and (valid_until is null or valid_until > clock_timestamp())
      and current_setting('kicker.actor', true) = 'webhooks' order by valid_from desc
  $$;
  revoke all on function webhook_signing(uuid) from public;
  grant execute on function webhook_signing(uuid) to kicker_service;
${['webhook_endpoint', 'webhook_secret', 'webhook_delivery']
  .map(
    (table) => `
  alter table ${table} enable row level security;
  create policy seen_by_all_sight on ${table} for select to kicker_service using ((select sees_all_bookings()));
  create policy told_by_service on ${table} for insert to kicker_service with check (true);
  create policy changed_by_service on ${table} for update to kicker_service using ((select sees_all_bookings()));`,
  )
  .join('')}
  create policy ended_long_ago on webhook_delivery for delete to kicker_service
    using ((select sees_all_bookings()) and state <> 'waiting' and ended_at < clock_timestamp() - interval '30 days');
`;

/** Webhooks: who is told of approvals outside, and what is still to be told. */
export class Webhooks1768608060000 implements MigrationInterface {
  name = 'Webhooks1768608060000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [TABLES, SIGHT]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Webhooks are never dropped: restore a backup instead.');
  }
}
