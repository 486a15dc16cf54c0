import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A deal is seen with its lines also by whoever is asked to approve it or has decided about it, for themselves or for somebody they stand in for today, until its
 * request has ended: nobody should sign what they may not look at. The participant is the one as whom the user of the transaction signs in.
 */
const SIGHT = `
  create function deals_asked() returns setof text
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
          and daterange(latest.effective_from, latest.effective_until) @> current_date
      ) as ids
    )
    select r.deal from approval_request r, me, people where r.ended_at is null and (
      exists (select from approval_step s where s.request = r.id and s.people && people.ids)
      or exists (select from approval_event e where e.request = r.id and e.event in ('APPROVE', 'REJECT', 'OVERRIDE') and e.actor = me.participant))
  $$;
  revoke all on function deals_asked() from public;
  grant execute on function deals_asked() to kicker_service;

  alter policy seen_by_actor on deal using (
    (select sees_all_bookings()) or external_id in (select deals_seen()) or external_id in (select deals_asked()));
  alter policy seen_by_actor on deal_line using (
    (select sees_all_bookings()) or deal in (select deals_seen()) or deal in (select deals_asked()));
`;

/** Deals, seen by who is asked about them. */
export class DealsAsked1768780860000 implements MigrationInterface {
  name = 'DealsAsked1768780860000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SIGHT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter policy seen_by_actor on deal using ((select sees_all_bookings()) or external_id in (select deals_seen()));
      alter policy seen_by_actor on deal_line using ((select sees_all_bookings()) or deal in (select deals_seen()));
      drop function deals_asked();
    `);
  }
}
