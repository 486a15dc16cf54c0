import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A person decides a step once for as long as the same level is asked: what they said before the deal was judged again, or before the step went to
 * another level, is set aside, so that they may be asked anew. And whoever submitted or sold the deal is no second person of an override either.
 */
const FUNCTIONS = `
  create or replace function refuse_second_vote() returns trigger language plpgsql as $$
  declare
    since integer;
  begin
    select coalesce(max(sequence), 0) into since from (
      select e.sequence, e.event, e.detail -> 'asked' ->> 'level' as level,
        lag(e.detail -> 'asked' ->> 'level') over (order by e.sequence) as before
      from approval_event e where e.request = new.request and e.step = new.step and e.detail ? 'asked'
    ) asked where event in ('GATE_OPEN', 'SLA_BREACH') or level is distinct from before;
    if exists (
      select from (
        select e.event, row_number() over (order by e.sequence desc) as place from approval_event e
        where e.request = new.request and e.step = new.step and e.actor = new.actor and e.event in ('APPROVE', 'REJECT', 'RETRACT')
          and e.sequence > since
      ) last where last.place = 1 and last.event <> 'RETRACT') then
      raise exception 'a person decides a step once' using errcode = 'KA002';
    end if;
    return new;
  end $$;

  create or replace function refuse_own_approval() returns trigger language plpgsql as $$
  begin
    if exists (select from approval_request r where r.id = new.request
        and (new.actor in (r.submitter, r.seller) or new.acting_for in (r.submitter, r.seller)
          or (new.event = 'OVERRIDE' and new.detail ->> 'second' in (r.submitter, r.seller)))) then
      raise exception 'whoever submitted or sells a deal approves nothing of it' using errcode = 'KA001';
    end if;
    return new;
  end $$;
`;

/** Votes count for the level that is asked. */
export class VotesSinceAsked1768850000000 implements MigrationInterface {
  name = 'VotesSinceAsked1768850000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FUNCTIONS);
  }

  async down(): Promise<void> {
    throw new Error('Approvals are never dropped: restore a backup instead.');
  }
}
