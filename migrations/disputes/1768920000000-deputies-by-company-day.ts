import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For whom somebody stands in today, where the company is: who sees a dispute as a deputy is found by the same day as who may decide it. */
const standsInFor = (today: string): string => `
  create or replace function stands_in_for() returns text[]
  language sql stable security definer set search_path = public, pg_temp as $$
    with me as (
      select u.participant from kicker_user u where has_actor() and u.user_id::text = current_setting('kicker.actor', true) and u.participant is not null
    )
    select coalesce(array_agg(latest.giver), '{}') from (
      select distinct on (d.id) d.giver, d.deputy, d.matrix, d.most, d.effective_from, d.effective_until, d.withdrawn from approval_delegation d
      where d.id in (select named.id from approval_delegation named where named.deputy in (select me.participant from me))
        and d.entry in (select entry from known_entries(last_position()))
      order by d.id, d.revision desc, d.nth desc
    ) latest
    where not latest.withdrawn and latest.deputy in (select me.participant from me) and latest.matrix is null and latest.most is null
      and daterange(latest.effective_from, latest.effective_until) @> ${today}
  $$;
  revoke all on function stands_in_for() from public;
  grant execute on function stands_in_for() to kicker_service;
`;

/** Deputies of disputes see and decide by the same day. */
export class DeputiesByCompanyDay1768920000000 implements MigrationInterface {
  name = 'DeputiesByCompanyDay1768920000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(standsInFor('company_day()'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(standsInFor('current_date'));
  }
}
