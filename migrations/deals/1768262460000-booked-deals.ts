import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The deal that a booking comes from, as its file says, and which bookings change others: they are held with these. */
const DEAL = `
  alter table booking_line add column deal text check (deal <> '');
  create index booking_line_of_deal on booking_line (deal) where deal is not null;
  create index booking_line_that_changes on booking_line (source, changes) where changes is not null;
`;

/**
 * Whether a booking has the approval that its deal needs, as found out at a position: the latest row that is known counts. Pay of lines whose booking
 * lacks one is held, so what a settlement held can be read again for good.
 */
const CLEARANCES = `
  create table booking_clearance (
    source text not null,
    booking text not null,
    deal text not null,
    nth integer not null check (nth > 0),
    entry bigint not null,
    standing text not null check (standing in ('approved', 'not-needed', 'missing')),
    lacks text check (lacks <> ''),
    request uuid references approval_request,
    primary key (source, booking, deal, nth),
    constraint lacks_when_missing check ((standing = 'missing') = (lacks is not null)),
    constraint approved_by_request check (standing <> 'approved' or request is not null)
  );
  create index booking_clearance_entry on booking_clearance using brin (entry);

  create trigger written_in_open_entry before insert on booking_clearance for each statement execute function refuse_closed_entry();
  create trigger written_under_own_entry after insert on booking_clearance for each row
    when (new.entry <> currval('audit_entry_number')) execute function refuse_foreign_entry();
  create trigger append_only before update or delete on booking_clearance for each row execute function refuse_change();
  create trigger never_emptied before truncate on booking_clearance for each statement execute function refuse_change();
  alter table booking_clearance enable always trigger append_only;
  alter table booking_clearance enable always trigger never_emptied;
  grant select, insert on booking_clearance to kicker_service;
  grant select on booking_clearance to kicker_worker;

  alter table booking_clearance enable row level security;
  create policy seen_by_actor on booking_clearance for select to kicker_service using (
    (select sees_all_bookings()) or (source, booking) in (select source, booking from bookings_seen()));
  create policy told_by_service on booking_clearance for insert to kicker_service with check (true);
  create policy read_by_worker on booking_clearance for select to kicker_worker using (true);
`;

/** Which deal a booking comes from, and whether it has the approval that the deal needs. */
export class BookedDeals1768262460000 implements MigrationInterface {
  name = 'BookedDeals1768262460000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [DEAL, CLEARANCES]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('What was held for want of an approval is never dropped: restore a backup instead.');
  }
}
