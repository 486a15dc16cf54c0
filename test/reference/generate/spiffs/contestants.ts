import fc from 'fast-check';
import { writeDay } from '../../../../src/engine/kernel/day.js';
import { day } from '../../../support/sample-rules.js';
import type { Booked, Seated } from '../../../support/situation.js';
import { someSeat, seated } from '../company.js';

const SELLERS = ['ana', 'bob', 'cho', 'dee'];

/** Sellers under one manager, who may join late, leave early, or move to another plan or out of all. */
export const someContestants = fc
  .tuple(someSeat, someSeat, someSeat, someSeat)
  .map((seats): readonly Seated[] => [
    ...SELLERS.flatMap((id, at) => {
      const seat = seats[at];
      return seat ? seated(id, seat, 'mia') : [];
    }),
    { id: 'mia', from: '2025-11-20', facts: { 'attribute.rate': '3%', 'attribute.quota': '1,000 USD' } },
  ]);

/** Amounts that tie, and some that do not. */
const someNet = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('100', '100', '200', '300', '-100', '0') },
  { weight: 1, arbitrary: fc.integer({ min: -300, max: 600 }).map((units) => `${units}.37`) },
);

const someRow = fc.record({
  nets: fc.array(someNet, { minLength: 1, maxLength: 2 }),
  at: fc.integer({ min: 0, max: 110 }),
  by: fc.constantFrom('ana', 'bob', 'cho', 'dee', 'mia', null),
  type: fc.constantFrom('new', 'new', 'renewal'),
  recorded: fc.integer({ min: 1, max: 12 }),
  /** Its second line was told later than the first, or earlier. */
  later: fc.constantFrom(0, 0, 3, -2),
  /** Its second line is somebody else's. */
  other: fc.constantFrom(undefined, undefined, 'bob', 'cho'),
});

/** A booking of its own that takes one back, known before it, with it or after it, which need not say so; and what becomes of that: it is taken back itself, the same comes again, or more is sold. */
const someReturn = fc.record({
  kind: fc.constant('returned' as const),
  days: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 9 })),
  recorded: fc.oneof(fc.integer({ min: 5, max: 20 }), fc.integer({ min: 1, max: 12 })),
  names: fc.constantFrom(true, true, false),
  part: fc.constantFrom<'whole' | 'some'>('whole', 'whole', 'some'),
  more: fc.option(
    fc.record({
      what: fc.constantFrom<'back' | 'again' | 'sold'>('back', 'again', 'sold'),
      days: fc.integer({ min: 0, max: 30 }),
      recorded: fc.integer({ min: 1, max: 22 }),
    }),
    { nil: null },
  ),
});

/** What happens to a booking after it was told: it is revised, withdrawn, or comes back as a negative one of its own. */
const someFate = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'stands' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('revised' as const), net: someNet }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'withdrawn' as const }) },
  { weight: 5, arbitrary: someReturn },
);
type Fate = typeof someFate extends fc.Arbitrary<infer T> ? T : never;

/** Bookings as they were told, and as they are known after what happened to them. */
export const someTold = fc.array(fc.tuple(someRow, someFate), { minLength: 1, maxLength: 12 }).map((rows) => {
  const told = rows.map(([row], index) => linesOf(row, index));
  const known = rows.map(([, fate], index) => afterwards(told[index] ?? [], fate, index));
  return { told: told.flat(), known: known.flat() };
});

function linesOf(
  { nets, at, by, type, recorded, later, other }: typeof someRow extends fc.Arbitrary<infer T> ? T : never,
  index: number,
): readonly Booked[] {
  return nets.map((net, line) => ({
    id: `D${index}`,
    line: line + 1,
    date: writeDay(day('2026-03-20') + at),
    net,
    by: line === 0 ? by : (other ?? by),
    territory: 't',
    sequence: BigInt((index * 7) % 13),
    recorded: line === 0 ? recorded : Math.max(1, recorded + later),
    facts: { 'booking.type': type, 'line.product': 'basic', 'line.margin': '30 USD' },
  }));
}

/** A revision keeps the place in the order in which bookings became known; a return has one of its own. */
function afterwards(lines: readonly Booked[], fate: Fate, index: number): readonly Booked[] {
  if (fate.kind === 'withdrawn') return [];
  if (fate.kind === 'revised') return lines.map((line, at) => (at === 0 ? { ...line, net: fate.net } : line));
  if (fate.kind === 'stands') return lines;
  const back = lines.map((line): Booked => {
    const part = line.net.startsWith('-') ? '33.33' : '-33.33';
    const net = fate.part === 'whole' ? turned(line.net) : part;
    const named = fate.names ? { changes: line.id } : {};
    return { ...later(line, fate), ...named, id: `R${index}`, net };
  });
  return [...lines, ...back, ...moreOf(fate, { lines, back }, index)];
}

/** What follows a return: what takes it back, a second one of the same, or an up-sell of the booking. */
function moreOf(
  { more }: Extract<Fate, { kind: 'returned' }>,
  { lines, back }: { lines: readonly Booked[]; back: readonly Booked[] },
  index: number,
): readonly Booked[] {
  if (more === null) return [];
  if (more.what === 'sold')
    return lines.map((line) => ({ ...later(line, more), id: `U${index}`, net: '100', changes: line.id }));
  return back.map((line) =>
    more.what === 'back'
      ? { ...later(line, more), id: `S${index}`, net: turned(line.net), changes: line.id }
      : { ...later(line, more), id: `Q${index}` },
  );
}

function later(line: Booked, { days, recorded }: { days: number; recorded: number }): Booked {
  const date = writeDay(day(line.date) + days);
  return { ...line, date: date > LAST ? LAST : date, recorded };
}

const LAST = '2026-08-31';

function turned(net: string): string {
  if (net === '0') return net;
  return net.startsWith('-') ? net.slice(1) : `-${net}`;
}
