import type { BookingLine } from '../../model/facts.js';

/** What names a booking among all sources. */
export type BookingKey = string;

/** What names a booking of a source. */
export function bookingKey(source: string, booking: string): BookingKey {
  return `${source}\u001f${booking}`;
}

/** What bookings came to in all their lines, beside what changes them: a booking that is taken back whole holds no place. */
export class BookingNets {
  private readonly names = new Map<number, BookingKey>();
  private readonly nets = new Map<BookingKey, bigint>();
  private readonly changed = new Map<BookingKey, { readonly recorded: bigint; readonly net: bigint }[]>();
  private readonly originals = new Map<BookingKey, BookingKey>();

  /** Takes a line, whoever is given a part of it. `run` is the number of its booking among the lines. */
  take(line: BookingLine, at: { run: number; changes: string | undefined; recorded: bigint }): void {
    const own = bookingKey(line.source, line.booking);
    this.names.set(at.run, own);
    this.add(own, line.net);
    if (at.changes === undefined) return;
    const original = bookingKey(line.source, at.changes);
    if (!this.originals.has(own)) this.originals.set(own, original);
    const change = { recorded: at.recorded, net: line.net };
    const known = this.changed.get(original);
    if (known) known.push(change);
    else this.changed.set(original, [change]);
    this.add(original, line.net);
  }

  /** The name of a booking by its number. */
  nameOf(run: number): BookingKey {
    return this.names.get(run) ?? '';
  }

  /** The booking that one changes, as it says. */
  originalOf(booking: BookingKey): BookingKey | undefined {
    const original = this.originals.get(booking);
    return original === booking ? undefined : original;
  }

  /** A booking and all that it changes, the nearest first. */
  chainOf(booking: BookingKey): readonly BookingKey[] {
    const chain = new Set([booking]);
    for (let at = this.originalOf(booking); at !== undefined && !chain.has(at); at = this.originalOf(at))
      chain.add(at);
    return [...chain];
  }

  /** Whether a booking is there, and something is left of it when all is counted that changes it. */
  stands(booking: BookingKey): boolean {
    const net = this.nets.get(booking);
    return net !== undefined && (net > 0n || !this.changed.has(booking));
  }

  /** When it became known that nothing is left of a booking: it held its place until then. Null while something is. */
  goneSince(booking: BookingKey): bigint | null {
    if (this.stands(booking)) return null;
    const changes = [...(this.changed.get(booking) ?? [])].sort((a, b) =>
      a.recorded < b.recorded ? -1 : Number(a.recorded > b.recorded),
    );
    let left = changes.reduce((net, change) => net - change.net, this.nets.get(booking) ?? 0n);
    let since = changes[0]?.recorded ?? 0n;
    changes.forEach(({ recorded, net }, index) => {
      left += net;
      const next = changes[index + 1];
      if (left > 0n && next && next.recorded !== recorded) since = next.recorded;
    });
    return since;
  }

  private add(booking: BookingKey, net: bigint): void {
    this.nets.set(booking, (this.nets.get(booking) ?? 0n) + net);
  }
}
