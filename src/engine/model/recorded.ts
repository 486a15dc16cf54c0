/** The order in which bookings became known, as a fact of their lines that Kicker itself provides: the lower came first. */
export const RECORDED = 'booking.recorded';

/** The day on which a booking became known, as a fact of its lines that Kicker itself provides; read where a holder of a territory or an owner of an account was told late. */
export const TOLD_ON = 'booking.told-on';
