import type { FactsAtHand } from '../../../engine/rulebook/checks/check-filled.js';
import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { FACT_SOURCES, isAlwaysFilled, literal, type FactSource } from './fact-sources.js';

/** Facts that are asked for, each with the texts that it is tested for. */
export type Asked = ReadonlyMap<string, ReadonlySet<string>>;

/** Rows of a table that are looked at first: most of what documents ask for stands there. */
const FIRST_ROWS = 20_000;
/** Texts of one fact that all rows are searched for; of more, as in a table of accounts by name, nothing is said. */
const MOST_SEARCHED = 100;

/**
 * Which of these facts are filled in the data known at a position, and which of the texts asked for occur; null where there are no bookings yet,
 * or where the actor does not see all of them: what nobody was shown cannot be missed. The first rows of each table answer most of it, in some
 * milliseconds; what they do not have is searched for in all rows, in one pass for all facts of a table together.
 */
export async function factsAtHand(
  tx: Transaction,
  position: bigint,
  asked: Asked,
): Promise<FactsAtHand | null> {
  if (asked.size === 0 || !(await seesBookings(tx, position))) return null;
  const found = new Found();
  const own = [...asked.keys()].filter(isAlwaysFilled);
  for (const name of own) found.add({ name, value: '' });
  const sought = new Map([...asked].filter(([name]) => !isAlwaysFilled(name)));
  for (const source of FACT_SOURCES) await lookIn(source, { tx, position, asked: sought, found });
  const tested = [...asked].filter(([, words]) => words.size > 0);
  return {
    filled: found.names,
    texts: new Map(
      tested.map(([name]) => [name, { occurring: found.texts(name), notSearched: found.leftOut(name) }]),
    ),
  };
}

interface Looking {
  readonly tx: Transaction;
  readonly position: bigint;
  readonly asked: Asked;
  readonly found: Found;
}

interface FoundValue {
  readonly name: string;
  /** Empty where only whether there is one was asked. */
  readonly value: string;
}

/** What was found so far. */
class Found {
  private readonly values = new Map<string, Set<string>>();
  private readonly notSearched = new Map<string, ReadonlySet<string>>();

  get names(): ReadonlySet<string> {
    return new Set(this.values.keys());
  }

  texts(name: string): ReadonlySet<string> {
    return this.values.get(name) ?? new Set();
  }

  leftOut(name: string): ReadonlySet<string> {
    return this.notSearched.get(name) ?? new Set();
  }

  leaveOut(name: string, texts: readonly string[]): void {
    if (texts.length > 0) this.notSearched.set(name, new Set(texts));
  }

  add({ name, value }: FoundValue): void {
    const texts = this.values.get(name) ?? new Set();
    if (value !== '') texts.add(value);
    this.values.set(name, texts);
  }
}

async function seesBookings(tx: Transaction, position: bigint): Promise<boolean> {
  const [row] = await tx.query<{ sees: boolean }>(
    `select sees_all_bookings() and sees_all_pay() and exists (select from (${latestKnown('booking_line', 'id')}) f) as sees`,
    [position.toString()],
  );
  return row?.sees ?? false;
}

async function lookIn(source: FactSource, { tx, position, asked, found }: Looking): Promise<void> {
  const facts = [...asked].flatMap(([name, words]) => {
    const sql = source.textOf(name);
    return sql === undefined ? [] : [{ name, words, sql }];
  });
  const rows = `(${latestKnown(source.table, source.columns)})`;
  const ask = async (from: string, questions: readonly string[]): Promise<void> => {
    if (questions.length === 0) return;
    const told = await tx.query<FoundValue>(
      `select q.name, q.value from ${from} f cross join lateral (values ${questions.join(', ')}) q(name, value, wanted)
       where q.value is not null and (q.wanted is null or q.value = any(q.wanted)) group by q.name, q.value`,
      [position.toString()],
    );
    told.forEach((each) => found.add(each));
  };
  const first = `(select * from ${rows} f order by ${source.order} limit ${FIRST_ROWS})`;
  await ask(
    first,
    facts.map(({ name, words, sql }) => question(name, words.size > 0 ? sql : ifAny(sql))),
  );
  const left = facts.flatMap(({ name, words, sql }) => {
    const missing = [...words].filter((word) => !found.texts(name).has(word));
    const searched = missing.slice(0, MOST_SEARCHED);
    found.leaveOut(name, missing.slice(MOST_SEARCHED));
    return [
      ...(found.names.has(name) ? [] : [question(name, ifAny(sql))]),
      ...(searched.length === 0 ? [] : [question(name, sql, searched)]),
    ];
  });
  await ask(rows, left);
}

function question(name: string, sql: string, wanted?: readonly string[]): string {
  const list = wanted ? `array[${wanted.map(literal).join(', ')}]` : 'null::text[]';
  return `(${literal(name)}, ${sql}, ${list})`;
}

function ifAny(sql: string): string {
  return `case when ${sql} is not null then '' end`;
}
