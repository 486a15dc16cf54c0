import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Long work and how far it is. It is no fact and no change of state of its own: what a job changes stands in the audit. A job that ended stays as
 * it ended.
 */
export class Jobs1767398500000 implements MigrationInterface {
  name = 'Jobs1767398500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table job (
        job_id uuid primary key,
        actor text not null check (actor <> ''),
        kind text not null,
        subject text not null,
        state text not null check (state in ('running', 'done', 'failed')),
        step text not null default '',
        done bigint not null default 0,
        of_all bigint not null default 0,
        outcome jsonb,
        fault jsonb,
        started_at timestamptz not null default clock_timestamp(),
        beat_at timestamptz not null default clock_timestamp(),
        ended_at timestamptz,
        check ((state = 'running') = (ended_at is null)),
        check ((state = 'failed') = (fault is not null))
      );
      create function refuse_change_of_ended_job() returns trigger language plpgsql as $$
      begin
        if old.state <> 'running' then raise exception 'a job that ended does not change' using errcode = 'KA010'; end if;
        return new;
      end $$;
      create trigger ended_once before update on job for each row execute function refuse_change_of_ended_job();
      alter table job enable always trigger ended_once;
      grant select, insert, update (state, step, done, of_all, outcome, fault, beat_at, ended_at) on job to kicker_service;
      alter table job enable row level security;
      alter table job force row level security;
      create policy own_jobs on job to kicker_service
        using (actor = (select nullif(current_setting('kicker.actor', true), '')) or (select sees_all_pay()))
        with check (actor = (select nullif(current_setting('kicker.actor', true), '')));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Jobs are not dropped: restore a backup instead.');
  }
}
