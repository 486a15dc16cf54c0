import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bookings are listed by day and found by what names them; without these each page would read every line. */
export class BookingsByDay1767398400000 implements MigrationInterface {
  name = 'BookingsByDay1767398400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index booking_line_by_day on booking_line (booked_on, source collate "C", external_id collate "C");
      create index booking_line_by_name on booking_line (external_id, source);
      create index booking_event_by_booking on booking_event (booking, booking_source);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index booking_line_by_day, booking_line_by_name, booking_event_by_booking');
  }
}
