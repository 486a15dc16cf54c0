import type { Transaction } from '../../../platform/database/transaction.js';
import type { Answer } from './answer.js';

/** What would be answered, and whom of it nobody knows. */
export interface Supposed extends Answer {
  /** Ids that the answer names and no participant has. */
  readonly unknownPeople: readonly string[];
}

/** Answers with whom they name and nobody knows: facts that are given may name anybody. Who is known is no secret, whoever asks. */
export async function withUnknown(tx: Transaction, answers: readonly Answer[]): Promise<readonly Supposed[]> {
  const named = answers.map(namedBy);
  const all = [...new Set(named.flat())];
  const rows =
    all.length === 0
      ? []
      : await tx.query<{ id: string }>(
          'select participant as id from people_named() where participant = any($1::text[])',
          [all],
        );
  const known = new Set(rows.map(({ id }) => id));
  return answers.map((answer, at) => ({
    ...answer,
    unknownPeople: (named[at] ?? []).filter((person) => !known.has(person)),
  }));
}

function namedBy({ gives, people }: Answer): readonly string[] {
  const given = new Set(gives.flatMap(({ output, value }) => (value === null ? [output] : [output, value])));
  return people.filter((person) => given.has(person));
}
