/** The declared total order of booking lines `b`; text bytewise, so that no locale changes it. */
export const DECLARED_ORDER = `b.booked_on, b.sequence, b.source collate "C", b.external_id collate "C", b.line_no`;
