/**
 * The tables of the first migration. Names are the design's nouns in the singular.
 *
 * Time: a row of a fact carries `entry`, the number of the audit entry that wrote it. The entry gets its position when its transaction
 * commits, so "as known at position P" is: the entry's position is at most P, and no undo known at P names it.
 */
export const ROLES = `
  create extension if not exists btree_gist;
  do $$ begin
    if not exists (select from pg_roles where rolname = 'kicker_service') then create role kicker_service nologin; end if;
    if not exists (select from pg_roles where rolname = 'kicker_worker') then create role kicker_worker nologin; end if;
  end $$;
  create domain exact as numeric check (value > -1e30 and value < 1e30);
`;

export const AUDIT = `
  create sequence audit_entry_number;
  create table audit_entry (
    entry bigint primary key,
    position bigint not null unique,
    previous_hash bytea not null,
    hash bytea not null unique,
    recorded_at timestamptz not null,
    actor text not null check (actor <> ''),
    action text not null check (action <> ''),
    subject text not null,
    reason text not null,
    request text not null,
    before jsonb,
    after jsonb
  );
  create table import_undo (
    undone bigint primary key references audit_entry,
    entry bigint not null
  );
`;

/** Every fact: identity (`id` derives from kind and external id), revision, `nth` row of its identity, entry, content hash. */
const head = `
    id uuid not null,
    source text not null,
    external_id text not null,
    revision integer not null check (revision > 0),
    nth integer not null check (nth > 0),
    entry bigint not null,
    content uuid not null,
    withdrawn boolean not null default false,
    primary key (id, nth)`;
const period = `effective_from date not null, effective_until date, check (effective_until is null or effective_until > effective_from)`;
const fact = (name: string, columns: string): string => `
  create table ${name} (${head}, ${columns});
  create index ${name}_again on ${name} (id) where nth > 1;
  create index ${name}_entry on ${name} using brin (entry);`;

export const FACTS = [
  fact(
    'participant',
    `name text not null, hired date, left_on date, payroll_id text, legal_entity text, cost_centre text, pay_currency text, email text, attributes jsonb not null`,
  ),
  fact(
    'assignment',
    `participant text not null, plan text not null, manager text, ${period}, attributes jsonb not null`,
  ),
  fact('absence', `participant text not null, kind text not null, ${period}`),
  fact('territory', `name text not null, group_id text, attributes jsonb not null`),
  fact('territory_holder', `territory text not null, participant text not null, ${period}`),
  fact('territory_head', `group_id text not null, participant text not null, ${period}`),
  fact(
    'quota',
    `participant text not null, name text not null, amount exact not null, unit text not null, ${period}`,
  ),
  fact('account', `name text not null, owner text, segment text, parent text, attributes jsonb not null`),
  fact(
    'booking_line',
    `line_no integer not null check (line_no > 0), booked_on date not null, sequence bigint not null, currency text not null,
    net numeric(18,6) not null check (net <> 'NaN'), salesperson text, territory text, account text, changes text, attributes jsonb not null`,
  ),
  fact(
    'booking_event',
    `booking_source text not null, booking text not null, kind text not null, happened_on date not null, amount numeric(18,6) check (amount <> 'NaN'), currency text`,
  ),
  fact(
    'fx_rate',
    `rate_set text not null, from_currency text not null, to_currency text not null, rate_on date not null, rate exact not null check (rate > 0)`,
  ),
].join('\n');

export const DOCUMENTS = `
  create table document_version (
    version_id uuid primary key,
    kind text not null check (kind in ('facts', 'plan', 'engagement', 'table', 'spiff', 'approvals')),
    name text not null,
    text text not null,
    text_hash bytea not null,
    fingerprint text not null,
    catalogue_fingerprint text,
    effective daterange not null,
    entry bigint not null,
    unique (kind, name, text_hash)
  );
  create table publication (
    publication_id uuid primary key,
    version_id uuid not null references document_version,
    kind text not null,
    name text not null,
    effective daterange not null check (not isempty(effective)),
    entry bigint not null,
    ended_by bigint,
    exclude using gist (kind with =, name with =, effective with &&) where (ended_by is null),
    constraint one_fact_catalogue exclude using gist (kind with =, effective with &&) where (kind = 'facts' and ended_by is null)
  );
`;

export const CALCULATION = `
  create table calculation (
    calculation bigint generated always as identity primary key,
    state text not null check (state in ('running', 'complete', 'failed')),
    position bigint not null,
    engine text not null,
    rulebook jsonb not null,
    fingerprint text,
    digest text,
    totals jsonb,
    failure text,
    shards integer not null check (shards > 0),
    started_entry bigint not null,
    completed_entry bigint,
    check ((state = 'complete') = (fingerprint is not null and digest is not null and completed_entry is not null))
  );
  create unique index calculation_by_fingerprint on calculation (fingerprint) where state = 'complete';
  create table calculation_shard (
    calculation bigint not null references calculation,
    shard integer not null,
    attempt integer not null default 0,
    leased_until timestamptz,
    worker text,
    done boolean not null default false,
    inputs text,
    summary jsonb,
    primary key (calculation, shard)
  );
  create table earning (
    calculation bigint not null,
    earning_id uuid not null,
    participant text not null,
    incentive text not null,
    plan text not null,
    version text not null,
    period text not null,
    period_from date not null,
    period_until date not null,
    window_from date not null,
    window_until date not null,
    currency text not null,
    measure exact not null,
    quota exact,
    attainment exact,
    amount exact not null,
    exact_amount exact not null,
    lines integer not null,
    working jsonb not null,
    reason text,
    digest text not null
  ) partition by list (calculation);
  create table earning_line (
    calculation bigint not null,
    earning_id uuid not null,
    seq integer not null,
    booking_line uuid not null,
    credit_kind text not null,
    rule text not null,
    parts integer not null,
    of_parts integer not null,
    credit exact not null,
    measure_before exact not null,
    tier text not null,
    rate exact,
    exact_amount exact not null,
    amount exact not null
  ) partition by list (calculation);
  create table manifest (
    calculation bigint not null,
    participant text not null,
    incentive text not null,
    period text not null,
    period_from date not null,
    earning_id uuid not null,
    held_in bigint not null
  ) partition by list (calculation);
  create table credit_exception (
    calculation bigint not null,
    booking_line uuid not null,
    code text not null,
    reason text not null
  ) partition by list (calculation);
  create unique index earning_by_id on earning (earning_id, calculation);
  create index earning_by_participant on earning (participant);
  create unique index earning_line_by_earning on earning_line (earning_id, seq, calculation);
  create index manifest_by_participant on manifest (participant, period_from);
  create unique index manifest_by_earning on manifest (earning_id, participant, calculation);
`;

/**
 * The ledger: an entry debits one account and credits another; its lines attribute it to bookings, positive in the participant's favour.
 * `entry` is the audit entry that wrote it, `number` its place in that entry. `change` is in the currency, to the cent.
 * `request` names what asked for a manual entry, so that asking again adds nothing. `record_entry` proves that entries are the sums of their lines.
 */
export const LEDGER = `
  create table settlement (
    identity text primary key,
    calculation bigint not null references calculation,
    position bigint not null,
    ledger_position bigint not null unique,
    entry bigint not null unique,
    summary jsonb not null
  );
  create table period_closing (
    calendar text not null,
    period text not null,
    period_from date not null check (isfinite(period_from)),
    period_until date not null check (isfinite(period_until) and period_until > period_from),
    position bigint not null,
    settlement text not null references settlement,
    entry bigint not null,
    primary key (calendar, period),
    exclude using gist (calendar with =, daterange(period_from, period_until) with &&)
  );
  create table ledger_entry (
    entry bigint not null,
    number integer not null check (number > 0),
    kind text not null check (kind in ('earning', 'waiver', 'adjustment', 'draw', 'recovery', 'hold', 'release', 'payment')),
    debit text not null,
    credit text not null check (credit <> debit),
    amount exact not null check (amount >= 0 and amount = round(amount, 2)),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    participant text not null,
    incentive text not null,
    calendar text not null,
    every text not null,
    origin text not null,
    origin_from date not null check (isfinite(origin_from)),
    origin_until date not null check (isfinite(origin_until) and origin_until > origin_from),
    posted text not null,
    posted_from date not null check (isfinite(posted_from)),
    posted_until date not null check (isfinite(posted_until) and posted_until > posted_from),
    state text not null check (state in ('payable', 'held')),
    calculation bigint references calculation,
    lines integer not null check (lines >= 0),
    reason text not null check (kind = 'earning' or btrim(reason) <> ''),
    request text unique check (request <> ''),
    check (posted_from >= origin_from),
    check ((kind = 'earning') = (calculation is not null)),
    primary key (entry, number)
  );
  create index ledger_entry_key on ledger_entry (participant, incentive, origin_from);
  create table ledger_line (
    entry bigint not null,
    number integer not null,
    line integer not null,
    booking_line uuid,
    tier text not null,
    rate exact,
    change exact not null check (change = round(change, 2)),
    exact_change exact not null,
    cause text[] not null,
    primary key (entry, number, line)
  );
`;
