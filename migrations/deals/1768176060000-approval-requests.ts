import type { MigrationInterface, QueryRunner } from 'typeorm';

const STANDINGS = `('EVALUATING', 'EVALUATION_FAILED', 'PENDING', 'APPROVED', 'REJECTED', 'RECALLED', 'EXPIRED', 'SUPERSEDED', 'CANCELLED', 'STALE', 'CONSUMED')`;

/**
 * Requests for approval. What happened is in `approval_event`, append-only, and replaying it gives the state; `approval_request` and `approval_step` hold
 * that state for looking up, each written with the event that changed it. A deal has one request that has not ended. Who submitted or sells the
 * deal approves nothing of it, whatever the program above believes.
 */
const TABLES = `
  create table approval_request (
    id uuid primary key,
    deal text not null check (deal <> ''),
    matrix text not null,
    matrix_version text not null,
    parent uuid references approval_request,
    submitter text not null check (submitter <> ''),
    seller text,
    standing text not null check (standing in ${STANDINGS}),
    hash text not null,
    terms jsonb not null,
    deal_revision bigint not null,
    wordings jsonb not null,
    revision integer not null check (revision > 0),
    submitted_at timestamptz not null,
    valid_until timestamptz,
    ended_at timestamptz,
    entry bigint not null,
    constraint ended_when_over check ((ended_at is not null) = (standing in ('REJECTED', 'RECALLED', 'EXPIRED', 'SUPERSEDED', 'CANCELLED', 'CONSUMED')))
  );
  create unique index one_request_of_a_deal on approval_request (deal) where ended_at is null;
  create index approval_request_of_deal on approval_request (deal, submitted_at);

  create table approval_event (
    request uuid not null references approval_request,
    sequence integer not null check (sequence > 0),
    entry bigint not null,
    event text not null,
    step integer,
    actor text not null check (actor <> ''),
    acting_for text,
    reason text,
    happened_at timestamptz not null,
    standing_before text,
    standing text not null check (standing in ${STANDINGS}),
    hash text not null,
    matrix_version text not null,
    detail jsonb not null,
    primary key (request, sequence)
  );
  create index approval_event_entry on approval_event using brin (entry);

  create table approval_step (
    request uuid not null references approval_request,
    step integer not null,
    level text not null,
    asked_level text not null,
    standing text not null,
    people text[] not null,
    quorum integer not null,
    asked_at timestamptz,
    due_at timestamptz,
    decided_at timestamptz,
    rung integer not null,
    primary key (request, step)
  );
  create index approval_step_open on approval_step using gin (people) where standing = 'REQUESTED';
  create index approval_step_due on approval_step (due_at) where standing = 'REQUESTED';

  create function refuse_own_approval() returns trigger language plpgsql as $$
  begin
    if exists (select from approval_request r where r.id = new.request
        and (new.actor in (r.submitter, r.seller) or new.acting_for in (r.submitter, r.seller))) then
      raise exception 'whoever submitted or sells a deal approves nothing of it' using errcode = 'KA001';
    end if;
    return new;
  end $$;
  create function refuse_second_vote() returns trigger language plpgsql as $$
  begin
    if exists (
      select from (
        select e.event, row_number() over (order by e.sequence desc) as place from approval_event e
        where e.request = new.request and e.step = new.step and e.actor = new.actor and e.event in ('APPROVE', 'REJECT', 'RETRACT')
      ) last where last.place = 1 and last.event <> 'RETRACT') then
      raise exception 'a person decides a step once' using errcode = 'KA002';
    end if;
    return new;
  end $$;

  create trigger written_in_open_entry before insert on approval_event for each statement execute function refuse_closed_entry();
  create trigger written_under_own_entry after insert on approval_event for each row
    when (new.entry <> currval('audit_entry_number')) execute function refuse_foreign_entry();
  create trigger append_only before update or delete on approval_event for each row execute function refuse_change();
  create trigger never_emptied before truncate on approval_event for each statement execute function refuse_change();
  create trigger nobody_approves_their_own before insert on approval_event for each row
    when (new.event in ('APPROVE', 'OVERRIDE')) execute function refuse_own_approval();
  create trigger one_vote before insert on approval_event for each row
    when (new.event in ('APPROVE', 'REJECT')) execute function refuse_second_vote();
  alter table approval_event enable always trigger append_only;
  alter table approval_event enable always trigger never_emptied;
  alter table approval_event enable always trigger nobody_approves_their_own;

  grant select, insert on approval_request, approval_event, approval_step to kicker_service;
  grant update (standing, revision, valid_until, ended_at, entry, hash, terms, wordings) on approval_request to kicker_service;
  grant update (asked_level, standing, people, quorum, asked_at, due_at, decided_at, rung) on approval_step to kicker_service;
  grant select on approval_request, approval_event, approval_step to kicker_worker;
`;

/** Requests for the approval of deals, with everything that happened to them. */
export class ApprovalRequests1768176060000 implements MigrationInterface {
  name = 'ApprovalRequests1768176060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(): Promise<void> {
    throw new Error('Approvals are never dropped: restore a backup instead.');
  }
}
