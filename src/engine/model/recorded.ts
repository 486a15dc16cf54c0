/** The order in which bookings became known, as a fact of their lines that Kicker itself provides: the lower came first. */
export const RECORDED = 'booking.recorded';
