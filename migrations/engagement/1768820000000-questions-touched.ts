import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Up to where something was told that a question reads, beside up to where the question was looked at: those that lag behind are decided again. And the
 * position up to which whatever was told is among them: null before the first time. Bookings are found by their accounts.
 */
const TABLES = `
  create table ruling_progress (
    one boolean primary key default true check (one),
    position bigint
  );
  insert into ruling_progress default values;
  grant select, update on ruling_progress to kicker_service;

  alter table engagement_question add column touched bigint not null default 0 check (touched >= 0);
  grant update (touched) on engagement_question to kicker_service;
  drop index engagement_question_checked;
  create index engagement_question_touched on engagement_question (kind, subject, decision, day) where checked < touched and nth > 0;

  create index booking_line_account on booking_line (account) where account is not null;
  create index registration_account on registration (account) where account is not null;
  create index lead_account on lead (account) where account is not null;
  create index account_named on account (external_id);
  create index account_below on account (parent) where parent is not null;
  create index account_parent_below on account_parent (parent);
`;

/** Which questions are decided again, kept across processes. */
export class QuestionsTouched1768820000000 implements MigrationInterface {
  name = 'QuestionsTouched1768820000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table ruling_progress; alter table engagement_question drop column touched;
      create index engagement_question_checked on engagement_question (checked) where nth > 0;
      drop index booking_line_account, registration_account, lead_account, account_named, account_below, account_parent_below`);
  }
}
