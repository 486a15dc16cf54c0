import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A retirement takes two people, as a publication does: one proposes a day, somebody else carries out just that, or sends it back. A step
 * that retires names the proposal before it, its day and who made it, by foreign key. What was retired before this by one person stays as
 * it is, so the new rules are not asked of old rows.
 */
export class Retirements1767657600000 implements MigrationInterface {
  name = 'Retirements1767657600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table version_transition disable trigger append_only;
      delete from version_transition t where t.action = 'retire'
        and not exists (select from version_step s where s.action = t.action and s.before = t.before and s.state = t.state);
      alter table version_transition enable always trigger append_only;
      insert into version_transition (action, before, state) values
        ('propose-retire', 'published', 'retiring'), ('propose-retire', 'retired', 'retiring'), ('propose-retire', 'retiring', 'retiring'),
        ('retire', 'retiring', 'retired'), ('reject', 'retiring', 'published');

      alter table version_step
        add column proposer text,
        add column confirms integer generated always as (case when action = 'retire' then step - 1 end) stored,
        add column proposed_from date generated always as (case when action = 'propose-retire' then retired_from end) stored,
        drop constraint version_step_check5,
        drop constraint reason_given,
        add constraint retires_from_a_day check ((action in ('propose-retire', 'retire')) = (retired_from is not null)),
        add constraint reason_given check (action not in ('reject', 'withdraw', 'propose-retire', 'retire') or btrim(reason) <> ''),
        add constraint retires_what_is_proposed check ((action = 'retire') = (proposer is not null)) not valid,
        add constraint retired_by_second_person check (proposer <> actor),
        add unique (version, step, proposed_from, actor);
      alter table version_step
        add constraint retires_as_proposed foreign key (version, confirms, retired_from, proposer)
          references version_step (version, step, proposed_from, actor) not valid;
      grant insert (proposer) on version_step to kicker_service;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Pay history is never dropped: restore a backup instead.');
  }
}
