import { HELPS, HELPS_LATER } from '../../../engine/approvals/booked/helps.js';
import { LACKS, NOT_LOOKED_AT, type Lack } from '../../../engine/approvals/request/clearance.js';
import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { BookingApprovalStanding, type BookingApprovalType } from './booking-approval.type.js';
import { byBooking, type ByBooking } from './read-booking-parts.js';
import { namesOf, NOT_PASSED, positionNow, WANTED, type BookingNamed } from './read-bookings.js';

interface Row extends BookingNamed {
  readonly deal: string;
  readonly standing: BookingApprovalStanding | null;
  readonly lacks: Lack | null;
  readonly request: string | null;
  readonly says: string | null;
}

/** Whether bookings have the approval of each deal that their lines name, as found out last. */
export async function readBookingApprovals(
  tx: Transaction,
  wanted: readonly BookingNamed[],
): Promise<ByBooking<BookingApprovalType>> {
  const rows = await tx.query<Row>(
    `select booked.*, last.standing, last.lacks, last.request, last.says from (
       select distinct line.source, line.external_id as id, line.deal from (${latestKnown('booking_line', 'id, source, external_id, deal')}) line
       join ${WANTED} on wanted.source = line.source and wanted.id = line.external_id where line.deal is not null and ${NOT_PASSED}
     ) booked left join lateral (
       select c.standing, c.lacks, c.request, c.says from booking_clearance c
       where c.source = booked.source and c.booking = booked.id and c.deal = booked.deal order by c.nth desc limit 1
     ) last on true order by booked.deal collate "C"`,
    [await positionNow(tx), ...namesOf(wanted)],
  );
  return byBooking(rows, (row) => row, approvalOf);
}

function approvalOf({ deal, standing, lacks, request, says }: Row): BookingApprovalType {
  const isHeld = standing === null || standing === BookingApprovalStanding.MISSING;
  return {
    deal,
    standing: standing ?? BookingApprovalStanding.MISSING,
    requestId: request,
    heldBecause: isHeld ? `deal ${deal} ${says ?? (lacks === null ? NOT_LOOKED_AT : LACKS[lacks])}` : null,
    helps: isHeld ? (lacks === null ? HELPS_LATER : HELPS[lacks]) : null,
  };
}
