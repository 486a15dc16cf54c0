import type { NameTypes } from '../../../../engine/conditions/types/name-types.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import { readPeopleOn, type PersonKnown } from '../../../participants/participants.service.js';
import type { KnownAt } from '../subject.js';

const OF_PERSON = /^(?:participant|attribute|assignment)\./;

const WHO = /^(?:participant|assignment)\./;

/** Whether a fact is one of a person. */
export function isOfPerson(name: string): boolean {
  return OF_PERSON.test(name);
}

/**
 * Of names that are read, those of people that are looked up: who they are, not what they are paid by, since a ruling is told to everybody whom it names. An amount may
 * be in any currency, so it is none of them.
 */
export function personNames(names: readonly string[], types: NameTypes): readonly string[] {
  const isAmount = (name: string): boolean => types.get(name)?.is === 'money';
  return [...new Set(names)].filter((name) => WHO.test(name) && !isAmount(name)).sort();
}

/** What is known of people on days, as a calculation knows them, by `personKey`. */
export async function readPersons(
  tx: Transaction,
  { position, catalogue, persons }: KnownAt,
  wanted: readonly { readonly person: string; readonly day: number }[],
): Promise<ReadonlyMap<string, PersonKnown>> {
  if (persons.length === 0) return new Map();
  const asked = wanted.map(({ person, day }) => ({ participant: person, on: day }));
  const known = await readPeopleOn({ tx, position, catalogue }, persons, asked);
  return new Map(
    wanted.flatMap(({ person, day }, at) => {
      const found = known[at];
      return found ? [[personKey(person, day), found] as const] : [];
    }),
  );
}

/** Names somebody on a day. */
export function personKey(person: string, day: number): string {
  return `${day} ${person}`;
}
