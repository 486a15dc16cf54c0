import { readDay, type Day } from '../../../engine/kernel/day.js';
import { readDecimal } from '../../../engine/kernel/ratio.js';
import type { FactValue } from '../../../engine/model/facts.js';
import type { FactCatalogue, FactField } from '../../../engine/rulebook/rulebook.js';
import type { KnownAs } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { typedFacts, type StoredFacts } from '../../participants/participants.service.js';
import { byDeal } from './by-deal.js';
import { latestOfFew } from './known-of-few.sql.js';
import { readAround } from './read-around.js';
import { readTellers, type Teller } from './read-tellers.js';

/** Whether a deal is still open. */
export type Standing = 'open' | 'won' | 'lost';

/** A deal as known at a position; its facts are typed by the catalogue. */
export interface DealKnown {
  readonly id: string;
  readonly seller: string | null;
  readonly account: string | null;
  readonly currency: string;
  readonly offeredOn: Day;
  readonly standing: Standing;
  /** Of its head; a line that is told has a revision of its own. */
  readonly revision: number;
  readonly facts: ReadonlyMap<string, FactValue>;
  /** In the order of their numbers; `line.net` is the net of the line. */
  readonly lines: readonly ReadonlyMap<string, FactValue>[];
  /** What is known of its account and its seller on the day for which it was asked; nothing where no day was said. */
  readonly around: ReadonlyMap<string, FactValue>;
  /** Who told it, by each telling of its head or one of its lines, in the order of their positions. */
  readonly recordedBy: readonly Teller[];
}

/** What deals are known at, and what types their facts. */
export interface KnownAt extends KnownAs {
  readonly catalogue: FactCatalogue;
  /** The day of which facts of their accounts and sellers are read beside them. */
  readonly on?: Day;
}

/** What is said of a deal by itself, as it is stored. */
export interface HeadSaid {
  readonly seller: string | null;
  readonly account: string | null;
  readonly currency: string;
  readonly offered_on: string;
  readonly attributes: StoredFacts;
}

/** What is said of a line of it. */
export interface LineSaid {
  readonly line: number;
  readonly net: string | null;
  readonly attributes: StoredFacts;
}

interface HeadRow extends HeadSaid {
  readonly id: string;
  readonly standing: Standing;
  readonly revision: number;
}

interface LineRow extends LineSaid {
  readonly deal: string;
}

/** What is said of a deal, as it is known. */
export type DealSaid = Pick<DealKnown, 'seller' | 'account' | 'currency' | 'offeredOn' | 'facts' | 'lines'>;

const NOTHING: ReadonlyMap<string, ReadonlyMap<string, FactValue>> = new Map();
const NO_FACTS: ReadonlyMap<string, FactValue> = new Map();

/** Deals by their ids, those that are known and not withdrawn. Refused where a fact no longer fits its type. */
export async function readDeals(
  tx: Transaction,
  at: KnownAt,
  deals: readonly string[],
): Promise<ReadonlyMap<string, DealKnown>> {
  const { position, catalogue, on } = at;
  const heads = await tx.query<HeadRow>(
    `select deal.external_id as id, deal.seller, deal.account, deal.currency, deal.offered_on, deal.standing, deal.revision, deal.attributes
     from (${latestOfFew('deal', 'fact.external_id = any($2::text[])', at)}) deal`,
    [position, deals],
  );
  const lines = await tx.query<LineRow>(
    `select line.deal, line.line_no as line, line.net, line.attributes
     from (${latestOfFew('deal_line', 'fact.deal = any($2::text[])', at)}) line order by line.deal, line.line_no`,
    [position, deals],
  );
  const tellers = await readTellers(tx, at, deals);
  const around = on === undefined ? NOTHING : await readAround(tx, { ...at, on }, heads);
  const fields = fieldsOf(catalogue);
  const linesOf = byDeal(lines);
  return new Map(
    heads.map((head) => [
      head.id,
      {
        id: head.id,
        standing: head.standing,
        revision: head.revision,
        ...saidOf(head.id, { head, lines: linesOf.get(head.id) ?? [] }, fields),
        around: around.get(head.id) ?? NO_FACTS,
        recordedBy: tellers.get(head.id) ?? [],
      },
    ]),
  );
}

/** What was said of a deal, typed by a catalogue. Refused where a fact does not fit its type. */
export function dealAsSaid(
  deal: string,
  said: { readonly head: HeadSaid; readonly lines: readonly LineSaid[] },
  catalogue: FactCatalogue,
): DealSaid {
  return saidOf(deal, said, fieldsOf(catalogue));
}

function saidOf(
  deal: string,
  { head, lines }: { readonly head: HeadSaid; readonly lines: readonly LineSaid[] },
  fields: ReadonlyMap<string, FactField>,
): DealSaid {
  return {
    seller: head.seller,
    account: head.account,
    currency: head.currency,
    offeredOn: readDay(head.offered_on) ?? 0,
    facts: typedFacts(head.attributes, fields, `Deal ${deal}`),
    lines: lines.map(({ line, net, attributes }) => {
      const facts = typedFacts(attributes, fields, `Line ${line} of deal ${deal}`);
      return net === null ? facts : new Map([...facts, ['line.net', readDecimal(net)]]);
    }),
  };
}

/** Facts as the import takes them: those declared, and whom relations of the company's own name. */
function fieldsOf({ fields, relations }: FactCatalogue): ReadonlyMap<string, FactField> {
  const named = relations.map(({ name, gives, means }): FactField => ({ name, is: gives, means }));
  return new Map([...named, ...fields].map((field) => [field.name, field]));
}
