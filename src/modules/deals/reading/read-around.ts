import { writeDay, type Day } from '../../../engine/kernel/day.js';
import type { FactValue } from '../../../engine/model/facts.js';
import { Mistyped, readFactValue } from '../../../engine/rulebook/fact-value.js';
import type { FactCatalogue, FactType } from '../../../engine/rulebook/rulebook.js';
import { latestOfFound } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { readAccountsOn } from '../../accounts/accounts.service.js';

type Facts = ReadonlyMap<string, FactValue>;

/** Of whom deals are, and when that is asked. */
interface Asked {
  readonly position: bigint;
  readonly catalogue: FactCatalogue;
  readonly on: Day;
}

interface Of {
  readonly id: string;
  readonly account: string | null;
  readonly seller: string | null;
}

/** What is known on a day of the accounts and the sellers of deals, by deal: what is told twice otherwise, or fits its type no more, is unknown. */
export async function readAround(
  tx: Transaction,
  asked: Asked,
  deals: readonly Of[],
): Promise<ReadonlyMap<string, Facts>> {
  const accounts = [...new Set(deals.flatMap(({ account }) => account ?? []))];
  const { position, catalogue, on } = asked;
  const known = await readAccountsOn(
    tx,
    { position, catalogue },
    accounts.map((account) => ({ account, on })),
  );
  const ofAccounts = new Map(accounts.map((account, at) => [account, known[at] ?? NOTHING]));
  const ofSellers = await readSellers(tx, asked, [...new Set(deals.flatMap(({ seller }) => seller ?? []))]);
  return new Map(
    deals.map(({ id, account, seller }) => [
      id,
      new Map([...(ofAccounts.get(account ?? '') ?? NOTHING), ...(ofSellers.get(seller ?? '') ?? NOTHING)]),
    ]),
  );
}

const NOTHING: Facts = new Map();

async function readSellers(
  tx: Transaction,
  { position, catalogue, on }: Asked,
  sellers: readonly string[],
): Promise<ReadonlyMap<string, Facts>> {
  if (sellers.length === 0) return new Map();
  const rows = await tx.query<{ seller: string; attributes: Readonly<Record<string, string>> }>(
    `select external_id as seller, attributes from (${latestOfFound('participant', 'fact.external_id = any($2::text[])')}) person
     union all
     select participant, attributes from (${latestOfFound('assignment', 'fact.participant = any($2::text[])')}) seat
     where participant = any($2::text[]) and effective_from <= $3 and (effective_until is null or effective_until > $3)`,
    [position, [...sellers], writeDay(on)],
  );
  const types = new Map<string, FactType>(
    [...catalogue.fields, ...catalogue.attributes].map(({ name, is }) => [name, is]),
  );
  const told = new Map<string, Map<string, Set<string>>>();
  for (const { seller, attributes } of rows) {
    const of = told.get(seller) ?? new Map<string, Set<string>>();
    told.set(seller, of);
    for (const [name, text] of Object.entries(attributes))
      of.set(name, (of.get(name) ?? new Set()).add(text));
  }
  return new Map([...told].map(([seller, of]) => [seller, typed(of, types)]));
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
