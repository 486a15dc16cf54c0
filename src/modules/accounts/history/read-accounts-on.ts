import { writeDay, type Day } from '../../../engine/kernel/day.js';
import type { FactValue } from '../../../engine/model/facts.js';
import { Mistyped, readFactValue } from '../../../engine/rulebook/fact-value.js';
import type { FactCatalogue, FactType } from '../../../engine/rulebook/rulebook.js';
import type { KnownAs } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { ACCOUNT_FACTS, accountFact, accountHistory, accountJoins } from './account-facts.js';

/** What accounts are known at, and what types their facts. */
export interface AccountsKnown extends KnownAs {
  readonly catalogue: FactCatalogue;
}

/** An account on a day. */
export interface AccountAsked {
  readonly account: string;
  readonly on: Day;
}

/** What is known of an account on a day, by the names of its facts; what does not fit its type any more is unknown. */
export type FactsOfAccount = ReadonlyMap<string, FactValue>;

/** Owner and segment are known of every account; what else Kicker says by itself only where the catalogue has it. */
const ALWAYS: readonly string[] = ['account.owner', 'account.segment'];

/** Up to so many accounts are found by index; of more, all are read in one pass, where they are read as they were known. */
const FEW = 1_000;

interface Row {
  readonly place: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly [fact: `fact_${number}`]: string | null;
}

/** Facts of accounts, each on a day, in the order in which they are asked. */
export async function readAccountsOn(
  tx: Transaction,
  { position, catalogue, withoutUndone = false }: AccountsKnown,
  asked: readonly AccountAsked[],
): Promise<readonly (FactsOfAccount | undefined)[]> {
  if (asked.length === 0) return [];
  const types = typesOf(catalogue);
  const names = ACCOUNT_FACTS.filter((name) => ALWAYS.includes(name) || types.has(name));
  const history = await accountHistory(tx, names);
  const facts = names.map((name) => accountFact(name, history, { withoutUndone }));
  const columns = facts.map(({ sql }, place) => `${sql} as fact_${place}`);
  const parts = facts.flatMap(({ needs }) => needs);
  const accounts = [...new Set(asked.map(({ account }) => account))];
  const few = withoutUndone || accounts.length <= FEW ? { of: '$4::text[]', withoutUndone } : undefined;
  const joins = { account: 'asked.account', day: 'asked.day', ...(few ? { few } : {}) };
  const rows = await tx.query<Row>(
    `select asked.place::int as place, a.attributes, ${columns.join(', ')}
     from unnest($2::text[], $3::date[]) with ordinality asked (account, day, place)
     ${accountJoins(['file', ...parts], joins)}
     where a.external_id is not null`,
    [
      position,
      asked.map(({ account }) => account),
      asked.map(({ on }) => writeDay(on)),
      ...(few ? [accounts] : []),
    ],
  );
  const found = new Map(rows.map((row) => [row.place, factsOf(row, names, types)]));
  return asked.map((_, index) => found.get(index + 1));
}

function factsOf(row: Row, names: readonly string[], types: ReadonlyMap<string, FactType>): FactsOfAccount {
  const facts = new Map<string, FactValue>();
  for (const [name, text] of Object.entries(row.attributes)) {
    const type = types.get(name);
    const value = type && readFactValue(text, type);
    if (!(value instanceof Mistyped)) facts.set(name, value);
  }
  names.forEach((name, place) => facts.set(name, row[`fact_${place}`] ?? undefined));
  return facts;
}

function typesOf({ fields, relations }: FactCatalogue): ReadonlyMap<string, FactType> {
  return new Map([
    ...relations.map(({ name, gives }) => [name, gives] as const),
    ...fields.map(({ name, is }) => [name, is] as const),
  ]);
}
