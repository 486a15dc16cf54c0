import { latestOfFound, type FactTable } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { SubjectKind, Texts } from './subject.js';

/** Something that was imported, as known at a position. */
export interface Thing {
  readonly id: string;
  readonly account: string | null;
  readonly opportunity: string | null;
  /** Whose it is. */
  readonly person: string | null;
  /** What orders it among others of its sort, where it has a day of its own. */
  readonly day: string | null;
  readonly texts: Texts;
}

export type ThingKind = Exclude<SubjectKind, 'account' | 'booking' | 'dispute'>;

interface Source {
  readonly table: FactTable;
  /** Columns, by what they are. */
  readonly has: Partial<Record<'account' | 'opportunity' | 'person' | 'day', string>>;
  /** Facts that stand in columns of their own. */
  readonly facts: Readonly<Record<string, string>>;
}

const SOURCES: Readonly<Record<ThingKind, Source>> = {
  opportunity: {
    table: 'opportunity',
    has: { account: 'account', person: 'seller', day: 'created_on' },
    facts: {
      'opportunity.created': 'created_on::text',
      'opportunity.close-date': 'closes_on::text',
      'opportunity.seller': 'seller',
    },
  },
  registration: {
    table: 'registration',
    has: { account: 'account', opportunity: 'opportunity', day: 'approved_on' },
    facts: {
      'registration.partner': 'partner',
      'registration.filed': 'filed_on::text',
      'registration.approved': 'approved_on::text',
    },
  },
  lead: {
    table: 'lead',
    has: { account: 'account', person: 'owner', day: 'received_on' },
    facts: { 'lead.owner': 'owner', 'lead.received': 'received_on::text' },
  },
  request: {
    table: 'move_request',
    has: { account: 'account', opportunity: 'opportunity', person: 'asked_by', day: 'asked_on' },
    facts: { 'request.asked': 'asked_on::text', 'request.by': 'asked_by' },
  },
  book: { table: 'account_book', has: { person: 'owner' }, facts: { 'book.owner': 'owner' } },
};

/** The column in which a fact of a thing stands, in SQL that gives its text; nothing where it has none of its own. */
export function columnOfThing(kind: ThingKind, fact: string): string | undefined {
  const { facts } = SOURCES[kind];
  return Object.hasOwn(facts, fact) ? facts[fact] : undefined;
}

interface Row {
  readonly id: string;
  readonly account: string | null;
  readonly opportunity: string | null;
  readonly person: string | null;
  readonly day: string | null;
  readonly facts: Readonly<Record<string, string | null>>;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Things by their ids; unknown ones are not there. */
export async function readThings(
  tx: Transaction,
  position: bigint,
  { kind, ids }: { readonly kind: ThingKind; readonly ids: readonly string[] },
): Promise<ReadonlyMap<string, Thing>> {
  const found = await readFound(tx, position, {
    kind,
    found: 'fact.external_id = any($2::text[])',
    values: [ids],
  });
  return new Map(found.map((thing) => [thing.id, thing]));
}

/** Things of which `found`, of a row `fact`, is true; its values start at $2. */
export async function readFound(
  tx: Transaction,
  position: bigint,
  { kind, found, values }: { kind: ThingKind; found: string; values: readonly unknown[] },
): Promise<Thing[]> {
  if (values.every((list) => Array.isArray(list) && list.length === 0)) return [];
  const { table, has, facts } = SOURCES[kind];
  const column = (name: 'account' | 'opportunity' | 'person' | 'day'): string =>
    `${has[name] ?? 'null'}::text as ${name}`;
  const own = Object.entries(facts).map(([name, sql]) => `'${name}', ${sql}`);
  const rows = await tx.query<Row>(
    `select external_id as id, ${column('account')}, ${column('opportunity')}, ${column('person')}, ${column('day')},
       jsonb_build_object(${own.join(', ')}) as facts, attributes
     from (${latestOfFound(table, found)}) known order by external_id collate "C"`,
    [position, ...values],
  );
  return rows.map(({ facts: columns, attributes, ...thing }) => ({
    ...thing,
    texts: new Map([
      ...Object.entries(columns).flatMap(([name, text]) => (text === null ? [] : [[name, text] as const])),
      ...Object.entries(attributes),
    ]),
  }));
}
