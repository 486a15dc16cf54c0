import { unfitBookings, type DealBooking, type Unfit } from '../../../engine/approvals/booked/fit-deal.js';
import { dealFact } from '../../../engine/approvals/deal.js';
import { readDay } from '../../../engine/kernel/day.js';
import { add, readDecimal, ZERO, type Ratio } from '../../../engine/kernel/ratio.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import { latestOfFound } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { DealKnown } from '../../deals/deals.service.js';
import { storedDeal } from '../setting/read-stored-deal.js';

interface Line {
  readonly id: string;
  readonly source: string;
  readonly booking: string;
  readonly booked_on: string;
  readonly sequence: string;
  readonly changes: string | null;
  readonly deal: string | null;
  readonly currency: string;
  readonly net: string;
  readonly account: string | null;
  readonly salesperson: string | null;
  readonly attributes: Readonly<Record<string, string>>;
}

const COLUMNS = `line.id, line.source, line.external_id as booking, line.booked_on, line.sequence::text as sequence, line.changes, line.deal,
  line.currency, line.net::text as net, line.account, line.salesperson, line.attributes`;
const ORDER = `order by line.booked_on, line.sequence, line.source collate "C", line.external_id collate "C", line.line_no`;

/** $2 deals: the lines that name them. */
const NAMING = `select ${COLUMNS} from (${latestOfFound('booking_line', 'fact.deal = any($2::text[])')}) line
  where line.deal = any($2::text[]) ${ORDER}`;

/** $2 and $3 bookings: the lines that change them and name no deal. */
const CHANGING = `select ${COLUMNS} from (${latestOfFound(
  'booking_line',
  '(fact.source, fact.changes) in (select * from unnest($2::text[], $3::text[]))',
)}) line join unnest($2::text[], $3::text[]) changed (source, booking) on changed.source = line.source and changed.booking = line.changes
  where line.deal is null ${ORDER}`;

/** $2 and $3 bookings: those of them whose lines name several deals. */
const OF_SEVERAL = `select line.source, line.external_id as booking from (${latestOfFound(
  'booking_line',
  '(fact.source, fact.external_id) in (select * from unnest($2::text[], $3::text[]))',
)}) line where line.deal is not null group by 1, 2 having count(distinct line.deal) > 1`;

/** All bookings of deals as known at a position, by deal; what changes one without naming a deal is of the deal where the booking it changes is of one alone. */
export async function bookingsOfDeals(
  tx: Transaction,
  { position, catalogue }: { readonly position: bigint; readonly catalogue: FactCatalogue },
  deals: readonly string[],
): Promise<ReadonlyMap<string, readonly DealBooking[]>> {
  const naming = await tx.query<Line>(NAMING, [position, deals]);
  const several = new Set((await tx.query<Named>(OF_SEVERAL, [position, ...namesOf(naming)])).map(nameOf));
  const found = naming.map((line) => ({ line, deal: line.deal ?? '' }));
  const dealOf = new Map(found.map(({ line, deal }) => [nameOf(line), deal]));
  let last = naming.filter((line) => !several.has(nameOf(line)));
  while (last.length > 0) {
    const rows = await tx.query<Line>(CHANGING, [position, ...namesOf(last)]);
    // What was met before changes nothing anew: bookings may name each other in a circle.
    const fresh = rows.filter((line) => !dealOf.has(nameOf(line)));
    const taken = fresh.map((line) => ({ line, deal: dealOf.get(changedBy(line)) ?? '' }));
    for (const { line, deal } of taken) dealOf.set(nameOf(line), deal);
    found.push(...taken);
    last = fresh;
  }
  const relations = catalogue.relations.map(({ name }) => name);
  return new Map(
    deals.map((deal) => {
      const lines = found.filter((each) => each.deal === deal).map(({ line }) => line);
      return [deal, inBookings(lines, relations)];
    }),
  );
}

/** Those bookings of a deal that do not fit it. */
export function unfitOf(deal: DealKnown, bookings: readonly DealBooking[]): ReadonlyMap<string, Unfit> {
  const { account, seller, currency } = deal;
  const net = dealFact({ ...storedDeal(deal), date: deal.offeredOn }, 'deal.net');
  return unfitBookings(
    { account, seller, currency, net: typeof net === 'object' ? net : undefined },
    bookings,
  );
}

type Named = Pick<Line, 'source' | 'booking'>;

const nameOf = ({ source, booking }: Named): string => JSON.stringify([source, booking]);
const changedBy = ({ source, changes }: Line): string => JSON.stringify([source, changes]);

/** Sources and ids that go together, each booking once. */
function namesOf(lines: readonly Named[]): readonly [sources: string[], ids: string[]] {
  const once = [...new Map(lines.map((line) => [nameOf(line), line])).values()];
  return [once.map(({ source }) => source), once.map(({ booking }) => booking)];
}

function inBookings(lines: readonly Line[], relations: readonly string[]): readonly DealBooking[] {
  const bookings = new Map<string, Line[]>();
  for (const line of lines) {
    const known = bookings.get(nameOf(line));
    if (known) known.push(line);
    else bookings.set(nameOf(line), [line]);
  }
  return [...bookings.values()].flatMap((of) => bookingOf(of, relations) ?? []);
}

function bookingOf(lines: readonly Line[], relations: readonly string[]): DealBooking | undefined {
  const [first] = lines;
  if (!first) return undefined;
  const amounts = new Map<string, Ratio>();
  for (const { currency, net } of lines)
    amounts.set(currency, add(amounts.get(currency) ?? ZERO, readDecimal(net) ?? ZERO));
  return {
    source: first.source,
    booking: first.booking,
    date: readDay(first.booked_on) ?? 0,
    lastDate: readDay(lines.at(-1)?.booked_on ?? '') ?? 0,
    sequence: BigInt(first.sequence),
    changes: lines.find(({ changes }) => changes !== null)?.changes ?? null,
    isNamed: lines.some(({ deal }) => deal !== null),
    accounts: [...new Set(lines.flatMap(({ account }) => account ?? []))],
    people: [...new Set(lines.flatMap((line) => peopleOf(line, relations)))],
    amounts,
  };
}

function peopleOf({ salesperson, attributes }: Line, relations: readonly string[]): readonly string[] {
  const related = relations.flatMap((name) => (attributes[name] ?? '').split(','));
  return [salesperson ?? '', ...related].map((each) => each.trim()).filter((each) => each !== '');
}
