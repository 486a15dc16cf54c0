import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was told of the owners of accounts, when, and when it was taken back, in days of a time zone: of those accounts alone that had a booking before something of
 * their owner, of their owner before, or of whoever is above was told (`asked`), and of what stands above these. `first` is the day of the first booking. With
 * `hierarchy`, what is told of an account counts for all below it.
 */
const FUNCTION = `
  drop function owners_told(bigint, text);
  create function owner_facts_told(p bigint, zone text, hierarchy boolean)
  returns table (account text, kind text, id uuid, source text, revision integer, nth integer, withdrawn boolean, effective_from date, effective_until date,
    owner text, parent text, previous text, named text, above text, told date, undone date, asked boolean, first date)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
  #variable_conflict use_column
  declare
    first_entry bigint;
    first_day date;
  begin
    select a.entry, (a.recorded_at at time zone zone)::date into first_entry, first_day from audit_entry a
      where a."position" <= p and exists (select from booking_line b where b.entry = a.entry) order by a.entry limit 1;
    if first_entry is null then return; end if;
    return query
    with recursive days as materialized (
      select a.entry, (a.recorded_at at time zone zone)::date as day from audit_entry a where a."position" <= p
    ), gone as materialized (
      select u.undone as entry, min(d.day) as day from import_undo u join days d on d.entry = u.entry group by u.undone
    ), late as materialized (
      select d.entry, greatest(d.day, g.day) as day from days d left join gone g on g.entry = d.entry where greatest(d.day, g.day) > first_day
    ), moved as materialized (
      select o.account, l.day from account_owner told join late l on l.entry = told.entry join account_owner o on o.id = told.id
      union all select n.account, l.day from named_account told join late l on l.entry = told.entry join named_account n on n.id = told.id
      union all select s.account, l.day from account_parent told join late l on l.entry = told.entry join account_parent s on s.id = told.id where hierarchy
      union all select now.external_id, l.day from account now join late l on l.entry = now.entry
        left join account before on before.id = now.id and before.nth = now.nth - 1
        where now.withdrawn or before.id is null or before.withdrawn or exists (select from gone g where g.entry in (now.entry, before.entry))
          or (now.owner, now.parent, now.attributes ->> 'account.previous-owner', now.attributes ->> 'account.named-owner', now.attributes ->> 'account.parent-owner')
            is distinct from (before.owner, before.parent, before.attributes ->> 'account.previous-owner', before.attributes ->> 'account.named-owner', before.attributes ->> 'account.parent-owner')
    ), reached (account, day) as (
      select m.account, max(m.day) from moved m group by m.account
      union select child.account, r.day from reached r cross join lateral (
        select c.external_id from account c where hierarchy and c.parent = r.account
        union all select c.account from account_parent c where hierarchy and c.parent = r.account) child (account)
    ), booked as materialized (
      select r.account from (select account, max(day) as day from reached group by account) r
      where exists (select from booking_line b join days d on d.entry = b.entry where b.account = r.account and d.day < r.day)
    ), near (account) as (
      select b.account from booked b
      union select up.parent from near n cross join lateral (
        select a.parent from account a where hierarchy and a.external_id = n.account
        union all select s.parent from account_parent s where hierarchy and s.account = n.account) up where up.parent is not null
    ), fact as (
      select o.account, 'owner' as kind, o.id, o.source, o.revision, o.nth, o.withdrawn, o.entry, o.effective_from, o.effective_until,
        o.participant as owner, null as parent, null as previous, null as named, null as above
        from account_owner o where o.id in (select own.id from near n join account_owner own on own.account = n.account)
      union all
      select m.account, 'named', m.id, m.source, m.revision, m.nth, m.withdrawn, m.entry, m.effective_from, m.effective_until, m.participant, null, null, null, null
        from named_account m where m.id in (select own.id from near n join named_account own on own.account = n.account)
      union all
      select s.account, 'parent', s.id, s.source, s.revision, s.nth, s.withdrawn, s.entry, s.effective_from, s.effective_until, null, s.parent, null, null, null
        from account_parent s where hierarchy and s.id in (select own.id from near n join account_parent own on own.account = n.account)
      union all
      select f.external_id, 'file', f.id, f.source, f.revision, f.nth, f.withdrawn, f.entry, null, null, f.owner, f.parent,
        f.attributes ->> 'account.previous-owner', f.attributes ->> 'account.named-owner', f.attributes ->> 'account.parent-owner'
        from near n join account f on f.external_id = n.account
    )
    select f.account, f.kind, f.id, f.source, f.revision, f.nth, f.withdrawn, f.effective_from, f.effective_until, f.owner, f.parent, f.previous, f.named, f.above,
      d.day, g.day, f.account in (select b.account from booked b), first_day
    from fact f join days d on d.entry = f.entry left join gone g on g.entry = f.entry;
  end
  $$;
  revoke all on function owner_facts_told(bigint, text, boolean) from public;
  grant execute on function owner_facts_told(bigint, text, boolean) to kicker_service, kicker_worker;
`;

/** On which day what of the owners of accounts was told, by dated rows and by the accounts file, of those for whom they are named, and of accounts above. */
export class OwnerFactsTold1768820060000 implements MigrationInterface {
  name = 'OwnerFactsTold1768820060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FUNCTION);
  }

  async down(): Promise<void> {
    throw new Error('What was told late is worked out by this from here on: restore a backup instead.');
  }
}
