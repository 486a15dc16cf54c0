import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When holdings of territories were told, and when they were no longer known, in days of a time zone: of those territories only that somebody holds whose
 * holding was told late, after the first booking. And the days of positions, for those who may not read the audit itself.
 */
const FUNCTIONS = `
  create function holdings_told(p bigint, zone text)
  returns table (territory text, effective_from date, effective_until date, told date, gone date)
  language sql stable security definer set search_path = public, pg_temp as $$
    with days as (
      select a.entry, (a.recorded_at at time zone zone)::date as day from audit_entry a where a."position" <= p
    ), held as (
      select h.*, d.day as told, undone.day as undone from territory_holder h join days d on d.entry = h.entry
      left join (select u.undone, min(by_whom.day) as day from import_undo u join days by_whom on by_whom.entry = u.entry group by u.undone) undone
        on undone.undone = h.entry
    ), standing as (
      select held.*, lead(held.told) over (partition by held.id order by held.revision, held.nth) as superseded from held where held.undone is null
    ), late as (
      select distinct s.territory from standing s
      where s.superseded is null and not s.withdrawn and s.told > s.effective_from and s.told > (
        select d.day from days d where exists (select from booking_line b where b.entry = d.entry) order by d.entry limit 1)
    )
    select s.territory, s.effective_from, s.effective_until, s.told, s.superseded from standing s
      where not s.withdrawn and s.territory in (select l.territory from late l)
    union all
    select h.territory, h.effective_from, h.effective_until, h.told, h.undone from held h
      where h.undone is not null and not h.withdrawn and h.territory in (select l.territory from late l)
  $$;
  revoke all on function holdings_told(bigint, text) from public;
  grant execute on function holdings_told(bigint, text) to kicker_service, kicker_worker;

  create function known_days(p bigint, zone text) returns table ("position" bigint, day date)
  language sql stable security definer set search_path = public, pg_temp as $$
    select a."position", (a.recorded_at at time zone zone)::date from audit_entry a where a."position" <= p
  $$;
  revoke all on function known_days(bigint, text) from public;
  grant execute on function known_days(bigint, text) to kicker_service, kicker_worker;
`;

/** On which day what was told. */
export class HoldingsTold1768435380000 implements MigrationInterface {
  name = 'HoldingsTold1768435380000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FUNCTIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function holdings_told(bigint, text); drop function known_days(bigint, text)');
  }
}
