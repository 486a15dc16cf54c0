import type { SourceFile } from '../placed-finding.js';

/** One right document of each kind; what is wrong with a changed one is the change's. */
export const BASE: Readonly<Record<string, string>> = {
  facts: `kicker: 1
facts: company
time-zone: Europe/Paris
units: [stage]
fields:
  - { name: booking.type, is: one-of, values: [new, expansion], means: What was sold }
  - { name: booking.reason, is: text, means: Why }
  - { name: line.net, is: money, means: Price }
  - { name: line.rate, is: percent, means: Rate of the line }
attributes:
  - { name: attribute.quota, is: money, per: quarter, means: Quota }
  - { name: attribute.rate, is: percent, means: Rate }
relations:
  - { name: booking.salesperson, gives: person, means: Seller }
  - { name: territory.holders, gives: people, means: Holders }
  - { name: participant.manager, gives: person, means: Manager }
events:
  - { name: event.left, effect: charges, attainment: event-window, means: Left }
calendars:
  - { id: company, year-starts: 2026-01-01 }
  - { id: weeks, until: 2027-01-04, quarters: [2026-01-05, 2026-04-06, 2026-07-06, 2026-10-05] }
absences: [leave]
`,
  plan: `kicker: 1
plan: ae
title: Account executive
from: 2026-01-01
until: 2027-01-01
currency: USD
calendar: company
pay-every: month
conditions:
  - id: low
    when: { attainment.arr: "< 50%" }
measures:
  - id: arr
    sum: line.net
    when: { booking.type: [new, expansion] }
    window: quarter
    quota: attribute.quota
    negative: carry-measure
incentives:
  - id: commission
    source: §4
    tiers:
      axis: attainment.arr
      mode: marginal
      no-quota: attribute.rate
      starts:
        - { id: base, from: 0%, pays: 5% }
        - { id: more, above: 100%, pays: 10%, times: 1.5x }
    modify:
      - multiplier: { times: 0.5x, when: { condition: low } }
  - id: by-table
    source: §5
    flat: { base: measure.arr, grain: line, pays: table.rates.rate }
`,
  engagement: `kicker: 1
engagement: field
from: 2026-01-01
decisions:
  - decides: credit
    phases:
      - id: named
        rules:
          - id: seller
            when: { booking.salesperson: known }
            credit: [{ to: booking.salesperson, parts: 1 }]
            because: The order names its seller
    otherwise: { credit: house, because: Nobody }
  - decides: owner
    outputs: [{ id: state, is: one-of, values: [held, free] }]
    phases:
      - { id: holders, hit: first, rules: [{ id: held, when: { territory.holders: known }, gives: { state: held }, because: Somebody holds it }] }
    otherwise: { gives: { state: free }, because: Nobody holds it }
rollup:
  - { id: chain, to: participant.manager, levels: all, own-bookings: excluded }
`,
  table: `kicker: 1
table: rates
from: 2026-01-01
inputs: [booking.type, line.net]
outputs: [{ id: rate, is: percent }]
hit: unique
rows:
  - [new, "> 5 USD", 3%]
  - [expansion, "-", 2%]
no-match: nothing
`,
  test: `kicker: 1
test: ae
situations:
  - id: one
    people: [{ person: ana, attribute.rate: 10%, attribute.quota: "100 USD" }]
    credits:
      - { id: A, person: ana, date: 2026-01-20, booking.type: new, line.net: "100 USD" }
    expect:
      - { earned: commission, person: ana, period: 2026-01, amount: 5.00 USD }
`,
};

/** The base documents with a change in one of them. */
export function withChange(kind: string, from: string | RegExp, to: string): SourceFile[] {
  return withText(
    kind,
    (BASE[kind] ?? '').replace(from, () => to),
  );
}

/** The base documents with another text in place of one of them. */
export function withText(kind: string, text: string | Uint8Array): SourceFile[] {
  return Object.entries(BASE).map(([name, base]) => ({
    path: `rules/${name}.yaml`,
    text: name === kind ? text : base,
  }));
}
