import { catalogueTypes } from '../../../engine/conditions/types/name-types.js';
import type { NameTypes } from '../../../engine/conditions/types/name-types.js';
import { whyNot } from '../../../engine/conditions/verdict/why-not.js';
import { readDay } from '../../../engine/kernel/day.js';
import { readConstant } from '../../../engine/kernel/quantity.js';
import type { FactValue } from '../../../engine/model/facts.js';
import type { Spiff } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { lastPosition, readPublications } from './read-publications.js';
import { rulebookOf } from './rulebook-of.js';

/** An assignment that is seen, with what is known of the person. */
interface Seat {
  readonly id: string;
  readonly from: string;
  readonly until: string | null;
  readonly facts: Readonly<Record<string, string>>;
}

/** Row-level security lets through the assignments of those alone whose pay is seen. */
const SEATS = `
  select a.participant as id, a.effective_from::text as "from", a.effective_until::text as until,
    coalesce(p.attributes, '{}'::jsonb) || a.attributes as facts
  from assignment a left join lateral (
    select attributes from participant where external_id = a.participant order by nth desc limit 1) p on true`;

/** Ids of the published SPIFFs in which somebody may take part whose pay is seen: who is on a plan while it runs, and for whom its condition holds. */
export async function spiffsConcerning(tx: Transaction): Promise<readonly string[]> {
  const pinned = rulebookOf(await readPublications(tx, await lastPosition(tx)));
  const spiffs = pinned?.rulebook.spiffs ?? [];
  if (!pinned || spiffs.length === 0) return [];
  const types = catalogueTypes(pinned.rulebook.facts);
  const seats = await tx.query<Seat>(SEATS);
  const mine = spiffs.filter((spiff) => seats.some((seat) => mayTakePart(seat, spiff, types)));
  return [...new Set(mine.map(({ id }) => id))];
}

function mayTakePart(seat: Seat, { who, effective, conditions }: Spiff, types: NameTypes): boolean {
  const [from, until] = [readDay(seat.from) ?? 0, seat.until === null ? null : readDay(seat.until)];
  if (effective.until !== null && from >= effective.until) return false;
  if (until != null && until <= effective.from) return false;
  if (!who) return true;
  const named = new Map(conditions.map(({ id, when }) => [id, when]));
  const read = (name: string): FactValue =>
    name === 'participant.id' ? seat.id : typed(seat.facts[name], types.get(name)?.is);
  return whyNot(who, { read, named }).holds;
}

function typed(text: string | undefined, is: string | undefined): FactValue {
  if (text === undefined) return undefined;
  if (is === 'date') return readDay(text);
  if (is !== 'money' && is !== 'percent' && is !== 'count' && is !== 'days') return text;
  const read = readConstant(text);
  return 'quantity' in read ? read.quantity.value : undefined;
}
