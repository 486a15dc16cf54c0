import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When dated owners of accounts were told, and when they were no longer known, in days of a time zone: of those accounts only that somebody owns whose row
 * was told late, after the first booking; with whom the accounts file says. Nothing is read where there are no such rows.
 */
const FUNCTION = `
  create function owners_told(p bigint, zone text)
  returns table (account text, effective_from date, effective_until date, told date, gone date, otherwise text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
  #variable_conflict use_column
  begin
    if not exists (select from account_owner) then return; end if;
    return query
    with days as (
      select a.entry, (a.recorded_at at time zone zone)::date as day from audit_entry a where a."position" <= p
    ), owned as (
      select o.*, d.day as told, undone.day as undone from account_owner o join days d on d.entry = o.entry
      left join (select u.undone, min(by_whom.day) as day from import_undo u join days by_whom on by_whom.entry = u.entry group by u.undone) undone
        on undone.undone = o.entry
    ), standing as (
      select owned.*, lead(owned.told) over (partition by owned.id order by owned.revision, owned.nth) as superseded from owned where owned.undone is null
    ), late as (
      select distinct s.account from standing s
      where s.superseded is null and not s.withdrawn and s.told > s.effective_from and s.told > (
        select d.day from days d where exists (select from booking_line b where b.entry = d.entry) order by d.entry limit 1)
    ), told as (
      select s.account, s.effective_from, s.effective_until, s.told, s.superseded as gone from standing s where not s.withdrawn
      union all
      select o.account, o.effective_from, o.effective_until, o.told, o.undone from owned o where o.undone is not null and not o.withdrawn
    ), file as materialized (
      select known.account, known.owner from accounts_known(p) known where exists (select from late)
    )
    select t.account, t.effective_from, t.effective_until, t.told, t.gone, file.owner
    from told t left join file on file.account = t.account where t.account in (select l.account from late l);
  end
  $$;
  revoke all on function owners_told(bigint, text) from public;
  grant execute on function owners_told(bigint, text) to kicker_service, kicker_worker;
`;

/** On which day who owns an account was told. */
export class OwnersTold1768694460000 implements MigrationInterface {
  name = 'OwnersTold1768694460000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FUNCTION);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function owners_told(bigint, text)');
  }
}
