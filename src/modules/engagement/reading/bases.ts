import { writeDay, type Day } from '../../../engine/kernel/day.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { partsOf, readLines, type LineKnown } from './booking-facts.js';
import { readDisputes, type DisputeKnown } from './disputes/read-disputes.js';
import { groupedBy } from './grouped-by.js';
import { readThings, type Thing, type ThingKind } from './stored-things.js';
import type { Asked, KnownAt, SubjectKind, Texts } from './subject.js';

/** What something that is decided about is linked to, and what is told of it by itself. */
export interface Base {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly day: Day;
  readonly account: string | null;
  readonly opportunity: string | null;
  readonly people: readonly string[];
  readonly texts: Texts;
  /** Of a booking line: the keys of all lines of its booking, in their order. */
  readonly lines: readonly LineKnown[];
}

const THINGS: readonly ThingKind[] = ['opportunity', 'registration', 'lead', 'request', 'book'];

/** The bases of what is asked about, in its order; nothing where there is no such thing. Whether there is an account is found with its facts. */
export async function readBases(
  tx: Transaction,
  at: Pick<KnownAt, 'position' | 'types' | 'catalogue'>,
  asked: readonly Asked[],
): Promise<readonly (Base | undefined)[]> {
  const idsOf = (kind: SubjectKind): string[] => [
    ...new Set(asked.filter((each) => each.kind === kind).map(({ subject }) => subject)),
  ];
  const things = new Map<SubjectKind, ReadonlyMap<string, Thing>>();
  for (const kind of THINGS) {
    const ids = idsOf(kind);
    if (ids.length > 0) things.set(kind, await readThings(tx, at.position, { kind, ids }));
  }
  const disputes = await readDisputes(tx, at, idsOf('dispute'));
  const disputed = [...disputes.values()].map(({ line }) => line);
  const lines = await readLines(tx, at, [...idsOf('booking'), ...disputed]);
  const bookings = groupedBy(lines, ({ booking }) => booking);
  return asked.map((each) => {
    if (each.kind === 'account') return ofAccount(each);
    if (each.kind === 'dispute') return ofDispute(each, disputes.get(each.subject), bookings);
    if (each.kind !== 'booking') return ofThing(each, things.get(each.kind)?.get(each.subject));
    const booking = bookings.get(bookingOf(each.subject)) ?? [];
    return ofLine(
      each,
      booking.find(({ key }) => key === each.subject),
      booking,
    );
  });
}

/** Names the booking of a line. */
function bookingOf(line: string): string {
  const parts = partsOf(line);
  return `${parts?.source ?? ''}/${parts?.booking ?? ''}`;
}

/** A dispute, over what is known of the first line of its booking. */
function ofDispute(
  { kind, subject: id, day }: Asked,
  dispute: DisputeKnown | undefined,
  bookings: ReadonlyMap<string, readonly LineKnown[]>,
): Base | undefined {
  if (!dispute) return undefined;
  const [first] = bookings.get(bookingOf(dispute.line)) ?? [];
  const { account = null, opportunity = null } = first ?? {};
  const texts = new Map([...(first?.texts ?? []), ...dispute.texts]);
  return { kind, id, day, account, opportunity, people: [dispute.beneficiary], texts, lines: [] };
}

/** A line of a booking as something that is decided about. */
export function ofLine(
  { kind, day }: Pick<Asked, 'kind' | 'day'>,
  line: LineKnown | undefined,
  lines: readonly LineKnown[],
): Base | undefined {
  if (!line) return undefined;
  const { key: id, account, opportunity, people, texts } = line;
  return { kind, id, day, account, opportunity, people, texts, lines };
}

function ofAccount({ kind, subject: id, day }: Asked): Base {
  return { kind, id, day, account: id, opportunity: null, people: [], texts: new Map(), lines: [] };
}

function ofThing({ kind, day }: Asked, thing: Thing | undefined): Base | undefined {
  if (!thing) return undefined;
  const { id, account, person, texts } = thing;
  const opportunity = kind === 'opportunity' ? id : thing.opportunity;
  return { kind, id, day, account, opportunity, people: person === null ? [] : [person], texts, lines: [] };
}

/** A thing that was told by a day: the latest of those. */
export function latestBy(things: readonly Thing[], day: Day): Thing | undefined {
  const until = writeDay(day);
  const told = things.filter((thing) => thing.day !== null && thing.day <= until);
  return told.sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : 1)).at(-1);
}
