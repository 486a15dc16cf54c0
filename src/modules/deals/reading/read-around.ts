import { readDay, type Day } from '../../../engine/kernel/day.js';
import type { FactValue } from '../../../engine/model/facts.js';
import { Mistyped, readFactValue } from '../../../engine/rulebook/fact-value.js';
import type { FactCatalogue, FactType } from '../../../engine/rulebook/rulebook.js';
import { latestOfFound, type KnownAs } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { readAccountsOn } from '../../accounts/accounts.service.js';

type Facts = ReadonlyMap<string, FactValue>;

/** What deals are known at, and what types the facts. */
interface Asked extends KnownAs {
  readonly catalogue: FactCatalogue;
}

/** Of whom a deal is. */
interface Of {
  readonly account: string | null;
  readonly seller: string | null;
}

/** Of whom a deal is, and of which day that is asked. */
export interface OfDay extends Of {
  readonly on: Day;
}

/** What is known on a day of the accounts and the sellers of deals, by deal: what is told twice otherwise, or fits its type no more, is unknown. */
export async function readAround(
  tx: Transaction,
  { on, ...asked }: Asked & { readonly on: Day },
  deals: readonly (Of & { readonly id: string })[],
): Promise<ReadonlyMap<string, Facts>> {
  const known = await readAroundOn(
    tx,
    asked,
    deals.map(({ account, seller }) => ({ account, seller, on })),
  );
  return new Map(deals.map(({ id }, at) => [id, known[at] ?? NOTHING]));
}

/** The same of deals each on a day, in the order in which they are asked: all are read at once. */
export async function readAroundOn(
  tx: Transaction,
  asked: Asked,
  of: readonly OfDay[],
): Promise<readonly Facts[]> {
  const wanted = new Map(
    of.flatMap(({ account, on }) => (account === null ? [] : [[nameOf(account, on), { account, on }]])),
  );
  const accounts = await readAccountsOn(tx, asked, [...wanted.values()]);
  const ofAccounts = new Map([...wanted.keys()].map((name, at) => [name, accounts[at] ?? NOTHING]));
  const ofSellers = await readSellers(tx, asked, of);
  return of.map(({ account, seller, on }) => {
    const [ofAccount, ofSeller] = [
      account === null ? undefined : ofAccounts.get(nameOf(account, on)),
      seller === null ? undefined : ofSellers.get(nameOf(seller, on)),
    ];
    return new Map([...(ofAccount ?? NOTHING), ...(ofSeller ?? NOTHING)]);
  });
}

const NOTHING: Facts = new Map();
const nameOf = (id: string, on: Day): string => `${on} ${id}`;

interface SellerRow {
  readonly seller: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Of a seat; null where it is said of the person. */
  readonly from: string | null;
  readonly until: string | null;
}

async function readSellers(
  tx: Transaction,
  asked: Asked,
  of: readonly OfDay[],
): Promise<ReadonlyMap<string, Facts>> {
  const { position, catalogue } = asked;
  const sellers = [...new Set(of.flatMap(({ seller }) => seller ?? []))];
  if (sellers.length === 0) return new Map();
  const rows = await tx.query<SellerRow>(
    `select external_id as seller, attributes, null::date as from, null::date as until
     from (${latestOfFound('participant', 'fact.external_id = any($2::text[])', asked)}) person
     union all
     select participant, attributes, effective_from, effective_until
     from (${latestOfFound('assignment', 'fact.participant = any($2::text[])', asked)}) seat where participant = any($2::text[])`,
    [position, sellers],
  );
  const types = new Map<string, FactType>(
    [...catalogue.fields, ...catalogue.attributes].map(({ name, is }) => [name, is]),
  );
  const told = new Map<string, Told[]>();
  for (const { seller, attributes, from, until } of rows) {
    const row = { attributes, from: dayOf(from), until: dayOf(until) };
    const rowsOf = told.get(seller);
    if (rowsOf) rowsOf.push(row);
    else told.set(seller, [row]);
  }
  const found = new Map<string, Facts>();
  for (const { seller, on } of of) {
    if (seller === null || found.has(nameOf(seller, on))) continue;
    found.set(nameOf(seller, on), typed(toldOn(told.get(seller) ?? [], on), types));
  }
  return found;
}

/** What is told of a seller, always or on some days. */
interface Told {
  readonly attributes: Readonly<Record<string, string>>;
  readonly from: Day | undefined;
  readonly until: Day | undefined;
}

function dayOf(text: string | null): Day | undefined {
  return text === null ? undefined : readDay(text);
}

/** What is told of a seller on a day, by name. */
function toldOn(rows: readonly Told[], on: Day): ReadonlyMap<string, ReadonlySet<string>> {
  const told = new Map<string, Set<string>>();
  for (const { attributes, from, until } of rows) {
    if ((from !== undefined && from > on) || (until !== undefined && until <= on)) continue;
    for (const [name, text] of Object.entries(attributes))
      told.set(name, (told.get(name) ?? new Set()).add(text));
  }
  return told;
}

function typed(told: ReadonlyMap<string, ReadonlySet<string>>, types: ReadonlyMap<string, FactType>): Facts {
  const facts = new Map<string, FactValue>();
  for (const [name, [text = '', ...others]] of told) {
    const type = types.get(name);
    const value = type && others.length === 0 ? readFactValue(text, type) : undefined;
    if (value !== undefined && !(value instanceof Mistyped)) facts.set(name, value);
  }
  return facts;
}
