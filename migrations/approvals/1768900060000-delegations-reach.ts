import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether a delegation reaches a request for approval: of its matrix, and of a deal that came to no more than the delegation says when it was submitted, in the same
 * currency; of a request from before that was kept, one of a limited amount reaches nothing.
 */
const REACHES = `
  create function delegation_reaches(only_matrix text, most numeric, of_currency text, request approval_request) returns boolean
  language sql immutable set search_path = public, pg_temp as $$
    select (only_matrix is null or only_matrix = request.matrix) and (most is null or coalesce(
      request.offered -> 'deal.currency' ->> 'text' = of_currency
      and split_part(request.offered -> 'deal.net' ->> 'number', '/', 1)::numeric
        <= most * split_part(request.offered -> 'deal.net' ->> 'number', '/', 2)::numeric, false))
  $$;
  grant execute on function delegation_reaches(text, numeric, text, approval_request) to kicker_service;
`;

/** Who is asked sees the deal, and whoever stands in for them by a delegation that reaches the request. */
const DEALS_ASKED = `
  create or replace function deals_asked() returns setof text
  language sql stable security definer set search_path = public, pg_temp as $$
    with me as (
      select u.participant from kicker_user u where has_actor() and u.user_id::text = current_setting('kicker.actor', true) and u.participant is not null
    ), stands_in as (
      select latest.giver, latest.matrix, latest.most, latest.currency from (
        select distinct on (d.id) d.giver, d.deputy, d.matrix, d.most, d.currency, d.effective_from, d.effective_until, d.withdrawn
        from approval_delegation d
        where d.id in (select named.id from approval_delegation named where named.deputy in (select me.participant from me))
          and d.entry in (select entry from known_entries(last_position()))
        order by d.id, d.revision desc, d.nth desc
      ) latest
      where not latest.withdrawn and latest.deputy in (select me.participant from me)
        and daterange(latest.effective_from, latest.effective_until) @> company_day()
    ), people as (
      select array(select me.participant from me union all select giver from stands_in) as ids
    )
    select r.deal from approval_request r, me, people where r.ended_at is null and (
      exists (select from approval_step s where s.request = r.id and s.people && people.ids and (me.participant = any(s.people)
        or exists (select from stands_in d where d.giver = any(s.people) and delegation_reaches(d.matrix, d.most, d.currency, r))))
      or exists (select from approval_event e where e.request = r.id and e.event in ('APPROVE', 'REJECT', 'OVERRIDE') and e.actor = me.participant))
  $$;
`;

/** What deputies see: what they may decide, not all that is asked of whom they stand in for. */
export class DelegationsReach1768900060000 implements MigrationInterface {
  name = 'DelegationsReach1768900060000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [REACHES, DEALS_ASKED]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Sight is never widened: restore a backup instead.');
  }
}
