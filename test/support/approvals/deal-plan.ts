/** A company whose bookings come from deals: facts of both, one policy, and a plan that pays 10% and more above quota. */
export const FACTS = `kicker: 1
facts: company
time-zone: UTC
fields:
  - { name: deal.discount, is: percent, means: Discount }
  - { name: deal.margin, is: percent, means: Margin }
  - { name: deal.note, is: text, means: What nobody judges }
  - { name: line.net, is: money, means: Price }
attributes:
  - { name: attribute.quota, is: money, means: Quota }
relations:
  - { name: deal.seller, gives: person, means: Seller }
  - { name: booking.salesperson, gives: person, means: The seller named on the order }
  - { name: participant.manager, gives: person, means: Who somebody reports to }
calendars:
  - { id: company, year-starts: 2026-01-01 }
`;

/** Credits who is named on the order. */
export const ENGAGEMENT = `kicker: 1
engagement: field
from: 2020-01-01
decisions:
  - decides: credit
    phases:
      - { id: named, rules: [{ id: seller, when: { booking.salesperson: known }, credit: [{ to: booking.salesperson, parts: 1 }], because: Named on the order }] }
    otherwise: { credit: house, because: Nobody is named }
`;

/** Pays 10% a month. */
export const PLAN = `kicker: 1
plan: seller
from: 2020-01-01
currency: USD
calendar: company
pay-every: month
measures:
  - { id: net, sum: line.net, window: month, quota: attribute.quota, negative: carry-measure }
incentives:
  - id: commission
    flat: { base: measure.net, pays: 10% }
`;
