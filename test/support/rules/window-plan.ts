/** A plan that pays what is no booking's: a guarantee, objectives on results, a bonus and a cap; and what it needs. */
export const FACTS = `kicker: 1
facts: company
time-zone: UTC
fields:
  - { name: line.net, is: money, means: Price }
attributes:
  - { name: attribute.base, is: money, means: Base of the objectives }
  - { name: attribute.floor, is: money, means: What is guaranteed a month }
relations:
  - { name: booking.salesperson, gives: person, means: The seller named on the order }
calendars:
  - { id: company, year-starts: 2026-01-01 }
`;
export const ENGAGEMENT = `kicker: 1
engagement: field
from: 2026-01-01
decisions:
  - decides: credit
    phases:
      - { id: named, rules: [{ id: seller, when: { booking.salesperson: known }, credit: [{ to: booking.salesperson, parts: 1 }], because: Named on the order }] }
    otherwise: { credit: house, because: Nobody is named }
`;
export const PLAN = `kicker: 1
plan: seller
title: Seller
source: { document: Seller plan, signed: 2025-12-12 }
from: 2026-01-01
currency: USD
calendar: company
pay-every: month
measures:
  - { id: net, sum: line.net, window: month, negative: carry-measure }
  - { id: hiring, reported: participant, window: month }
  - { id: forecast, reported: participant, window: month }
incentives:
  - id: commission
    title: Commission
    source: '1'
    flat: { base: measure.net, pays: 10% }
    modify: [{ cap: { what: earning, at: "3,000 USD", window: month, excess: lost } }]
  - id: milestone
    title: Milestone
    source: '2'
    bonus: { pays: 500 USD, when: { measure.net: ">= 20,000 USD" } }
  - id: goals
    title: Goals
    source: '3'
    mbo: { base: attribute.base, objectives: [{ id: hiring, title: Hire six, weight: 60%, score: measure.hiring }, { id: forecast, title: Forecast, weight: 40%, score: measure.forecast }] }
modify: [{ guarantee: { at: attribute.floor, window: month } }]
`;
/** May pay without a credit, and does not. */
export const IDLE = `kicker: 1
plan: idle
title: Idle
source: { document: Idle plan, signed: 2025-12-12 }
from: 2026-01-01
currency: USD
calendar: company
measures:
  - { id: net, sum: line.net, window: month, negative: carry-measure }
incentives:
  - id: milestone
    title: Milestone
    source: '1'
    bonus: { pays: 500 USD, when: { measure.net: ">= 20,000 USD" } }
`;
