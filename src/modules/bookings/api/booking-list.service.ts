import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../../platform/database/database.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { pageOf, pageSize, type Page, type PageArgs } from '../../../platform/graphql/schema/connection.js';
import { filteredList, KEY, readCursor, writeCursor } from '../../../platform/graphql/schema/cursor.js';
import type { BookingType } from './booking.type.js';
import {
  bookingKey,
  countBookings,
  readBookingPage,
  readBookings,
  type BookingFilter,
  type BookingNamed,
} from './read-bookings.js';

export { bookingKey, namesOf, type BookingNamed } from './read-bookings.js';

const LIST = 'bookings';

/** Bookings as people look at them, as far as the actor may see. */
@Injectable()
export class BookingListService {
  constructor(private readonly database: Database) {}

  /** A page of bookings, newest first. */
  async page(actor: Actor, filter: BookingFilter, { first, after }: PageArgs): Promise<Page<BookingType>> {
    const limit = pageSize(first) + 1;
    const list = filteredList(LIST, filter);
    const from = after == null ? null : readCursor(list, after, [KEY.day, KEY.text, KEY.text]);
    const rows = await this.database.reading(actor, (tx) =>
      readBookingPage(tx, filter, { after: from, limit }),
    );
    return pageOf(rows, first, {
      cursor: ({ date, source, id }) => writeCursor(list, [date, source, id]),
      total: () => this.database.reading(actor, (tx) => countBookings(tx, filter)),
    });
  }

  /** Bookings by `bookingKey`, those that are known. */
  async named(actor: Actor, wanted: readonly BookingNamed[]): Promise<ReadonlyMap<string, BookingType>> {
    const rows = await this.database.reading(actor, (tx) => readBookings(tx, wanted));
    return new Map(rows.map((row) => [bookingKey(row), row]));
  }

  /** Parts of several bookings, read by one statement, by `bookingKey`. */
  async parts<T>(
    actor: Actor,
    read: (tx: Transaction, wanted: readonly BookingNamed[]) => Promise<ReadonlyMap<string, T>>,
    wanted: readonly BookingNamed[],
  ): Promise<ReadonlyMap<string, T>> {
    return await this.database.reading(actor, (tx) => read(tx, wanted));
  }
}
