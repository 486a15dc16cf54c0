import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Requests for approval, with their steps and all that happened to them, are seen by who sees all bookings, by who sees the pay of whoever submits or sells the
 * deal on any day, by who is asked, for themselves or for somebody they stand in for within a day of today, and by who did something. Which of these a question shows is
 * the service's to say; this is what no statement goes beyond. What is written of a request is held to who may decide, whatever the writer sees.
 */
const REQUESTS = `
  create function approval_requests_seen() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
    with me as (
      select u.participant from kicker_user u where has_actor() and u.user_id::text = current_setting('kicker.actor', true) and u.participant is not null
    ), seen as (select jsonb_object_keys(team_seen()) as person union select me.participant from me),
    asked as (
      select me.participant as person from me
      union
      select latest.giver from (
        select distinct on (d.id) d.giver, d.deputy, d.effective_from, d.effective_until, d.withdrawn from approval_delegation d
        where d.id in (select named.id from approval_delegation named where named.deputy in (select me.participant from me))
          and d.entry in (select entry from known_entries(last_position()))
        order by d.id, d.revision desc, d.nth desc
      ) latest
      where not latest.withdrawn and latest.deputy in (select me.participant from me)
        and daterange(latest.effective_from, latest.effective_until) && daterange(current_date - 1, current_date + 1, '[]')
    )
    select r.id from approval_request r where r.submitter in (select person from seen) or r.seller in (select person from seen)
    union select s.request from approval_step s where s.people && array(select person from asked)
    union select e.request from approval_event e where e.actor in (select me.participant from me) or e.acting_for in (select me.participant from me)
  $$;
  revoke all on function approval_requests_seen() from public;
  grant execute on function approval_requests_seen() to kicker_service;
  create index approval_request_of_submitter on approval_request (submitter);
  create index approval_request_of_seller on approval_request (seller) where seller is not null;
  create index approval_step_people on approval_step using gin (people);
  create index approval_event_actor on approval_event (actor);
  create index approval_event_acting_for on approval_event (acting_for) where acting_for is not null;

  alter function refuse_own_approval() security definer set search_path = public, pg_temp;
  alter function refuse_second_vote() security definer set search_path = public, pg_temp;
${[
  ['approval_request', 'id'],
  ['approval_event', 'request'],
  ['approval_step', 'request'],
]
  .map(
    ([table, id]) => `
  alter table ${table} enable row level security;
  create policy seen_by_actor on ${table} for select to kicker_service
    using ((select sees_all_bookings()) or ${id} in (select approval_requests_seen()));
  create policy told_by_service on ${table} for insert to kicker_service with check (true);
  create policy read_by_worker on ${table} for select to kicker_worker using (true);`,
  )
  .join('')}
  create policy changed_by_service on approval_request for update to kicker_service using (true);
  create policy changed_by_service on approval_step for update to kicker_service using (true);
`;

/** What was asked of engagement policies is seen by who sees an answer. */
const QUESTIONS = `
  alter table engagement_question enable row level security;
  create policy seen_with_answer on engagement_question for select to kicker_service using (
    (select sees_all_bookings()) or exists (
      select from engagement_ruling r where (r.kind, r.subject, r.decision, r.day)
        = (engagement_question.kind, engagement_question.subject, engagement_question.decision, engagement_question.day)));
  create policy asked_by_service on engagement_question for insert to kicker_service with check (true);
  create policy changed_by_service on engagement_question for update to kicker_service using (true);
  create policy read_by_worker on engagement_question for select to kicker_worker using (true);
`;

/** Who sees requests for approval and questions to engagement policies, whatever a statement asks. */
export class SightOfRequests1768880120000 implements MigrationInterface {
  name = 'SightOfRequests1768880120000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [REQUESTS, QUESTIONS]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Sight is never widened: restore a backup instead.');
  }
}
