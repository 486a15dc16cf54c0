import fc from 'fast-check';
import { POOL } from './touched-company.js';

/** Rows of a file, or an import that is taken back. */
export type Told =
  { readonly kind: string; readonly text: string } | { readonly kind: 'undo'; readonly nth: number };

const one = (values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
const maybe = (values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom('', ...values);
const PEOPLE = ['ana', 'ben', 'cho'];
const BOOKINGS = ['b1', 'b2', 'b3', 'b4'];
const DAYS = ['2026-01-20', '2026-02-05', '2026-02-20', '2026-03-05'];
const STAGES = ['open', 'won'];
const { account, opportunity, registration, lead, request, book } = POOL;
const WITHDRAWN = fc.constantFrom('', '', '', '', 'yes');

/** One row of a kind: its columns, each with what may stand in it. */
const row = (kind: string, columns: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<Told> => {
  const names = [...Object.keys(columns), 'withdrawn'];
  return fc
    .tuple(...Object.values(columns), WITHDRAWN)
    .map((cells) => ({ kind, text: `${names.join(',')}\n${cells.map((cell) => `"${cell}"`).join(',')}\n` }));
};

const period = {
  from: fc.constantFrom('2026-01-01', '2026-02-15'),
  until: fc.constantFrom('', '2026-02-15', '2026-04-01'),
};

/** A change of anything that rulings may read, of things that are linked in many ways; many are of the same things again. */
export const CHANGES_TOLD: fc.Arbitrary<Told> = fc.oneof(
  row('participants', {
    participant: one(PEOPLE),
    name: one(['A', 'B']),
    'participant.region': maybe(['north', 'south']),
  }),
  row('accounts', {
    account: one(account),
    name: one(['A']),
    owner: maybe(PEOPLE),
    segment: maybe(['smb', 'enterprise']),
    parent: maybe(account),
    'account.grade': maybe(['x', 'y']),
  }),
  row('account-owners', {
    row: one(['w1', 'w2', 'w3']),
    account: one(account),
    participant: one(PEOPLE),
    ...period,
  }),
  row('named-accounts', { row: one(['n1']), account: one(account), participant: one(PEOPLE), ...period }),
  row('account-segments', {
    row: one(['s1', 's2']),
    account: one(account),
    segment: one(['smb', 'enterprise']),
    ...period,
  }),
  row('account-parents', { row: one(['p1', 'p2']), account: one(account), parent: one(account), ...period }),
  row('bookings', {
    booking: one(BOOKINGS),
    line: one(['1', '2']),
    date: one(DAYS),
    currency: one(['USD']),
    net: one(['10', '20']),
    salesperson: maybe(PEOPLE),
    territory: maybe(['t1', 't2']),
    account: maybe(account),
    changes: maybe(BOOKINGS),
    deal: maybe(['d1', 'd2']),
    'booking.opportunity': maybe(opportunity),
  }),
  row('territories', { territory: one(['t1', 't2']), name: one(['T']), group: maybe(['g1', 'g2']) }),
  row('territory-holders', {
    holding: one(['h1', 'h2']),
    territory: one(['t1', 't2']),
    participant: one(PEOPLE),
    ...period,
  }),
  row('territory-heads', {
    heading: one(['e1', 'e2']),
    group: one(['g1', 'g2']),
    participant: one(PEOPLE),
    ...period,
  }),
  row('deals', {
    deal: one(['d1', 'd2']),
    currency: one(['USD']),
    offered: one(DAYS),
    'deal.terms': maybe(['long', 'short']),
  }),
  row('opportunities', {
    opportunity: one(opportunity),
    account: maybe(account),
    seller: maybe(PEOPLE),
    created: one(DAYS),
  }),
  row('registrations', {
    registration: one(registration),
    partner: one(['p-1', 'p-2']),
    opportunity: maybe(opportunity),
    account: one(account),
    filed: one(DAYS),
    approved: maybe(DAYS),
  }),
  row('leads', { lead: one(lead), owner: maybe(PEOPLE), account: maybe(account), received: one(DAYS) }),
  row('requests', {
    request: one(request),
    opportunity: maybe(opportunity),
    account: one(account),
    asked: one(DAYS),
    by: maybe(PEOPLE),
    'request.reason': maybe(['x', 'y']),
    'transfer.date': maybe(DAYS),
  }),
  row('books', { book: one(book), owner: one(PEOPLE) }),
  row('stages', { opportunity: one(opportunity), date: one(DAYS), stage: one(STAGES) }),
  row('stages', { lead: one(lead), date: one(DAYS), stage: one(STAGES) }),
  ...(['account', 'opportunity', 'lead', 'registration'] as const).map((of) =>
    row('activities', {
      activity: one([`${of}-1`, `${of}-2`]),
      [of]: one(POOL[of]),
      date: one(DAYS),
      kind: one(['call']),
    }),
  ),
  row('credit-rulings', {
    ruling: one(['c1']),
    booking: one(BOOKINGS),
    booking_source: one(['crm']),
    shares: one(['ana 1', 'ben 1, cho 2']),
    reason: one(['So']),
    decided_by: one(['Ops']),
  }),
  row('credit-rulings', {
    ruling: one(['c2']),
    account: one(account),
    from: one(['2026-01-01']),
    shares: one(['ana 1', 'house']),
    reason: one(['So']),
    decided_by: one(['Ops']),
  }),
  fc.nat({ max: 200 }).map((nth) => ({ kind: 'undo' as const, nth })),
);
