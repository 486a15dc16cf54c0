import { replayDispute } from '../../../../engine/disputes/apply.js';
import type { DisputeEvent } from '../../../../engine/disputes/dispute.js';
import { writeDay } from '../../../../engine/kernel/day.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import type { KnownAt, Texts } from '../subject.js';

/** A dispute of credit as known at a position. */
export interface DisputeKnown {
  /** The key of a line of the booking that it is about. */
  readonly line: string;
  readonly beneficiary: string;
  readonly texts: Texts;
}

interface Row {
  readonly id: string;
  readonly events: readonly DisputeEvent[];
  readonly told: string | null;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** When what is disputed was told, by the time of filing: a ruling last, a booking first. */
const TOLD = `case d.about when 'ruling' then (
      select a.recorded_at from credit_ruling r join audit_entry a on a.entry = r.entry
      where r.external_id = d.ruling and a.recorded_at <= d.filed_at and r.entry in (select entry from known_entries($1))
      order by r.revision desc, r.nth desc limit 1)
    else (
      select min(a.recorded_at) from booking_line b join audit_entry a on a.entry = b.entry
      where b.source = d.booking_source and b.external_id = d.booking and b.entry in (select entry from known_entries($1))) end`;

/**
 * Disputes by their ids, with what their policy is asked: the day of what is disputed, who has heard it last, and that they did not agree. Only for
 * whoever sees all bookings.
 */
export async function readDisputes(
  tx: Transaction,
  { position, catalogue }: Pick<KnownAt, 'position' | 'catalogue'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DisputeKnown>> {
  const asked = ids.filter((id) => ID.test(id));
  if (asked.length === 0) return new Map();
  const rows = await tx.query<Row>(
    `select d.id::text as id, log.events, (${TOLD} at time zone $3)::date::text as told from dispute d
     cross join lateral (
       select jsonb_agg(e.detail order by e.sequence) as events from dispute_event e
       where e.dispute = d.id and e.entry in (select entry from known_entries($1))) log
     where d.id = any($2::uuid[]) and log.events is not null and (select sees_all_bookings())`,
    [position, asked, catalogue.timeZone],
  );
  return new Map(rows.map((row) => [row.id, knownOf(row)]));
}

function knownOf({ id, events, told }: Row): DisputeKnown {
  const { thing, beneficiary, ladder, rung } = replayDispute(events, id);
  const day = writeDay(thing.date);
  const about = told !== null && (thing.about === 'ruling' || told > day) ? told : day;
  const heard = ladder[rung - 1]?.level;
  const texts: readonly (readonly [string, string | undefined])[] = [
    ['dispute.about', about],
    ['dispute.level', heard],
    // They did not agree as long as it was decided; that it is over does not change who was to decide.
    ['dispute.agreement', 'open'],
  ];
  return {
    line: `${thing.scope.source}/${thing.scope.booking}/1`,
    beneficiary,
    texts: new Map(texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]))),
  };
}
