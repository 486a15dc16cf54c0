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
  create index webhook_delivery_waiting on webhook_delivery (endpoint, next_at) where state = 'waiting';
  create index approval_event_of_entry on approval_event (entry);

  grant select, insert on webhook_endpoint, webhook_secret, webhook_delivery to kicker_service;
  grant update (url, description, events, disabled, position, entry) on webhook_endpoint to kicker_service;
  grant update (valid_until) on webhook_secret to kicker_service;
  grant update (state, attempts, next_at, leased_until, lease, last_status, last_fault, ended_at) on webhook_delivery to kicker_service;
`;

/** Webhooks: who is told of approvals outside, and what is still to be told. */
export class Webhooks1768608060000 implements MigrationInterface {
  name = 'Webhooks1768608060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(): Promise<void> {
    throw new Error('Webhooks are never dropped: restore a backup instead.');
  }
}
