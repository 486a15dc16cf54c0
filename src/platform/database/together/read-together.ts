import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import { invariant } from '../../../engine/kernel/invariant.js';
import type { Transaction } from '../transaction.js';
import { forEach, PLACE } from './for-each.sql.js';

/**
 * Runs many readings, of other positions or other things, side by side: what they ask in the same words is asked in one statement, so that statements do not grow with the
 * readings. All of them have ended when it returns; those that failed say so to whom asks for what they found.
 */
export async function readTogether<T>(
  tx: Transaction,
  readings: readonly ((tx: Transaction) => Promise<T>)[],
): Promise<readonly Promise<T>[]> {
  const together = new ReadingTogether(tx);
  const found = readings.map(async (reading) => await reading(together));
  await Promise.allSettled(found);
  return found;
}

interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

type Row = Readonly<Record<string, unknown>>;

/** What readings ask that go on side by side. */
class ReadingTogether implements Transaction {
  private readonly statements: DataLoader<Statement, Row[]>;

  constructor(private readonly tx: Transaction) {
    this.statements = new DataLoader((asked) => this.ask(asked), { cache: false });
  }

  query<R>(sql: string, values: readonly unknown[] = []): Promise<R[]> {
    return this.statements.load({ sql, values }) as Promise<R[]>;
  }

  copyOut(): never {
    return onlyReads();
  }

  copyIn(): never {
    return onlyReads();
  }

  get manager(): EntityManager {
    return onlyReads();
  }

  /** Asks each text once, and each list of values of it once. */
  private async ask(asked: readonly Statement[]): Promise<Row[][]> {
    const texts = new Map<string, Map<string, readonly unknown[]>>();
    for (const { sql, values } of asked) {
      const lists = texts.get(sql) ?? new Map<string, readonly unknown[]>();
      texts.set(sql, lists.set(written(values), values));
    }
    const answers = new Map<string, ReadonlyMap<string, Row[]>>();
    for (const [sql, lists] of texts) answers.set(sql, await this.answers(sql, lists));
    return asked.map(({ sql, values }) => [...(answers.get(sql)?.get(written(values)) ?? [])]);
  }

  private async answers(
    sql: string,
    lists: ReadonlyMap<string, readonly unknown[]>,
  ): Promise<ReadonlyMap<string, Row[]>> {
    const [only, ...others] = lists;
    if (only && others.length === 0) return new Map([[only[0], await this.tx.query<Row>(sql, only[1])]]);
    const names = [...lists.keys()];
    const asked = [...lists.values()].map((values, place) =>
      Object.fromEntries([['place', place], ...values.map((value, at) => [`v${at + 1}`, value] as const)]),
    );
    const found = new Map(names.map((name): [string, Row[]] => [name, []]));
    for (const { [PLACE]: place, ...row } of await this.tx.query<Row>(forEach(sql), [written(asked)]))
      found.get(names[Number(place)] ?? '')?.push(row);
    return found;
  }
}

function onlyReads(): never {
  invariant(false, 'what is read together with other things is read by statements');
}

/** As JSON; a position as text. */
function written(values: unknown): string {
  return JSON.stringify(values, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}
