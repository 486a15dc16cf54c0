import { isRelated } from '../../../engine/model/derived/related-facts.js';
import type { NamedValues } from '../../../engine/values/named-values.js';
import { sightOf, type Actor } from '../../../platform/database/actor.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { JudgedLine } from './judged-lines.js';
import { lineKey } from '../../engagement/rulings.service.js';

/** What somebody sees of bookings: all of them, or these lines by `lineKey`. */
export interface SeenLines {
  readonly all: boolean;
  readonly lines: ReadonlySet<string>;
}

/** The lines of some bookings that the actor of the transaction sees. */
export async function seenLines(
  tx: Transaction,
  actor: Actor,
  [sources, ids]: readonly [sources: readonly string[], ids: readonly string[]],
): Promise<SeenLines> {
  if (sightOf(actor).bookings === 'all') return { all: true, lines: new Set() };
  const rows = await tx.query<{ source: string; external_id: string; line_no: number }>(
    `select distinct line.source, line.external_id, line.line_no from booking_line line
     join unnest($1::text[], $2::text[]) asked (source, id) on asked.source = line.source and asked.id = line.external_id`,
    [sources, ids],
  );
  return {
    all: false,
    lines: new Set(rows.map((row) => lineKey(row.source, row.external_id, row.line_no))),
  };
}

/** The names that hang on other bookings, or on other lines of this one, that are not seen: what they came to would tell of them. */
export function ofUnseen(
  names: readonly string[],
  { lines }: Pick<JudgedLine, 'lines'>,
  by: { seen: SeenLines; values: NamedValues },
): readonly string[] {
  const { seen, values } = by;
  if (seen.all) return [];
  const seesLines = lines.every(({ source, id, line }) => seen.lines.has(lineKey(source, id, line)));
  return names.filter(
    (name) => values.leaves([name]).some(isRelated) || (!seesLines && values.dependence(name).rounds > 0),
  );
}

/** What is said in place of a condition that reads such names. */
export function sayUnseen(names: readonly string[]): string {
  return `It tests ${names.join(' and ')}, which tells of bookings that you do not see.`;
}
