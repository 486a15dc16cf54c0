import type { Books } from '../credit/admission.js';

/** The order in which bookings became known, as a fact of their lines: the lower came first. */
export const RECORDED = 'booking.recorded';

/** When the booking of a line became known; lines of one moment have the same number. */
export function recordedAt({ lines }: Books, line: number): bigint {
  return lines.amounts.get(RECORDED)?.at(line) ?? 0n;
}
