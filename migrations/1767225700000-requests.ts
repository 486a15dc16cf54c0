import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Requests that were answered, each with its answer, written in the transaction of what they did: the same key gives the same answer and never a
 * second effect. `entry` is that of the change; null where nothing was to be changed, or where a job was begun. Everybody sees their own alone.
 */
export class Requests1767225700000 implements MigrationInterface {
  name = 'Requests1767225700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table api_request (
        actor text not null check (actor <> ''),
        key text not null check (length(key) between 1 and 255),
        operation text not null,
        fields jsonb not null,
        answer jsonb not null,
        entry bigint,
        primary key (actor, key)
      );
      create trigger append_only before update or delete on api_request for each row execute function refuse_change();
      alter table api_request enable always trigger append_only;
      create trigger never_emptied before truncate on api_request for each statement execute function refuse_change();
      alter table api_request enable always trigger never_emptied;
      create function refuse_request_of_another_entry() returns trigger language plpgsql as $$
      begin
        if not is_entry_open() or new.entry <> currval('audit_entry_number') then
          raise exception 'A request names the entry of its own change.' using errcode = 'KA001';
        end if;
        return null;
      end $$;
      create trigger written_under_own_entry after insert on api_request for each row when (new.entry is not null)
        execute function refuse_request_of_another_entry();
      grant select, insert on api_request to kicker_service;
      alter table api_request enable row level security;
      alter table api_request force row level security;
      create policy own_requests on api_request to kicker_service
        using (actor = (select nullif(current_setting('kicker.actor', true), '')))
        with check (actor = (select nullif(current_setting('kicker.actor', true), '')));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Answers that were given are never dropped: restore a backup instead.');
  }
}
