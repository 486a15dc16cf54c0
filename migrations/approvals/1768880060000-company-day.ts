import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The day where the company is, for statements that ask who stands in for whom today: that of its time zone, as the rules said it when open requests were last
 * looked at. Who is asked to approve a deal, and so sees it, is found by the same day as who may decide it.
 */
const DAY = `
  alter table tending_progress add column time_zone text;
  create function company_day() returns date
  language sql stable security definer set search_path = public, pg_temp as $$
    select (clock_timestamp() at time zone coalesce((select time_zone from tending_progress), 'UTC'))::date
  $$;
  revoke all on function company_day() from public;
  grant execute on function company_day() to kicker_service;
`;

const dealsAsked = (today: string): string => `
  create or replace function deals_asked() returns setof text
  language sql stable security definer set search_path = public, pg_temp as $$
    with me as (
      select u.participant from kicker_user u where has_actor() and u.user_id::text = current_setting('kicker.actor', true) and u.participant is not null
    ), people as (
      select array(
        select me.participant from me
        union all
        select latest.giver from (
          select distinct on (d.id) d.giver, d.deputy, d.effective_from, d.effective_until, d.withdrawn from approval_delegation d
          where d.id in (select named.id from approval_delegation named where named.deputy in (select me.participant from me))
            and d.entry in (select entry from known_entries(last_position()))
          order by d.id, d.revision desc, d.nth desc
        ) latest
        where not latest.withdrawn and latest.deputy in (select me.participant from me)
          and daterange(latest.effective_from, latest.effective_until) @> ${today}
      ) as ids
    )
    select r.deal from approval_request r, me, people where r.ended_at is null and (
      exists (select from approval_step s where s.request = r.id and s.people && people.ids)
      or exists (select from approval_event e where e.request = r.id and e.event in ('APPROVE', 'REJECT', 'OVERRIDE') and e.actor = me.participant))
  $$;
`;

/** Which day it is where the company is. */
export class CompanyDay1768880060000 implements MigrationInterface {
  name = 'CompanyDay1768880060000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [DAY, dealsAsked('company_day()')]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(dealsAsked('current_date'));
    await runner.query('drop function company_day(); alter table tending_progress drop column time_zone');
  }
}
