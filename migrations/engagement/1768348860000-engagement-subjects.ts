import type { MigrationInterface, QueryRunner } from 'typeorm';
import { factTable } from './fact-table.js';

/** What engagement policies decide about, beside accounts and bookings. */
const SUBJECTS = [
  factTable(
    'opportunity',
    `account text check (account <> ''),
    seller text check (seller <> ''),
    created_on date,
    closes_on date,
    attributes jsonb not null`,
  ),
  factTable(
    'registration',
    `partner text not null check (partner <> ''),
    opportunity text check (opportunity <> ''),
    account text check (account <> ''),
    filed_on date not null,
    approved_on date,
    attributes jsonb not null,
    constraint of_something check (opportunity is not null or account is not null)`,
  ),
  factTable(
    'lead',
    `owner text check (owner <> ''),
    account text check (account <> ''),
    received_on date not null,
    attributes jsonb not null`,
  ),
  factTable(
    'move_request',
    `opportunity text check (opportunity <> ''),
    account text check (account <> ''),
    asked_on date not null,
    asked_by text check (asked_by <> ''),
    attributes jsonb not null,
    constraint of_something check (opportunity is not null or account is not null)`,
  ),
  factTable('account_book', `owner text not null check (owner <> ''), attributes jsonb not null`),
].join('\n');

/** What happened to them, a row for each day. */
const HISTORY = [
  factTable(
    'stage_reached',
    `opportunity text check (opportunity <> ''),
    lead text check (lead <> ''),
    reached_on date not null,
    sequence bigint not null,
    stage text not null check (stage <> ''),
    constraint of_one check (num_nonnulls(opportunity, lead) = 1)`,
  ),
  factTable(
    'activity',
    `account text check (account <> ''),
    opportunity text check (opportunity <> ''),
    lead text check (lead <> ''),
    registration text check (registration <> ''),
    happened_on date not null,
    kind text not null check (kind <> ''),
    constraint of_one check (num_nonnulls(account, opportunity, lead, registration) = 1)`,
  ),
].join('\n');

/** By what each is found. */
const INDEXES = `
  create index opportunity_named on opportunity (external_id);
  create index opportunity_account on opportunity (account) where account is not null;
  create index registration_named on registration (external_id);
  create index registration_opportunity on registration (opportunity) where opportunity is not null;
  create index lead_named on lead (external_id);
  create index move_request_named on move_request (external_id);
  create index move_request_account on move_request (account) where account is not null;
  create index move_request_opportunity on move_request (opportunity) where opportunity is not null;
  create index account_book_named on account_book (external_id);
  create index stage_reached_opportunity on stage_reached (opportunity) where opportunity is not null;
  create index stage_reached_lead on stage_reached (lead) where lead is not null;
  create index activity_account on activity (account, happened_on) where account is not null;
  create index activity_opportunity on activity (opportunity, happened_on) where opportunity is not null;
  create index activity_lead on activity (lead, happened_on) where lead is not null;
  create index activity_registration on activity (registration, happened_on) where registration is not null;
`;

/** Opportunities, registrations, leads, requests and books, with their stages and activities. */
export class EngagementSubjects1768348860000 implements MigrationInterface {
  name = 'EngagementSubjects1768348860000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [SUBJECTS, HISTORY, INDEXES]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('What was told is never dropped: restore a backup instead.');
  }
}
