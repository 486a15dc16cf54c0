import type { Day } from '../../../engine/kernel/day.js';
import type { FactValue } from '../../../engine/model/facts.js';
import { Roster } from '../../../engine/model/roster.js';
import { Refusal } from '../../../platform/refusal.js';
import { readAssignments, readParticipants, type CompanySource } from './read-company.js';

/** Somebody on a day. */
export interface PersonAsked {
  readonly participant: string;
  readonly on: Day;
}

/** What is known of somebody on a day; or why it is not, where a fact no longer fits its type. */
export type PersonKnown = { readonly facts: ReadonlyMap<string, FactValue> } | { readonly misfit: string };

/** Facts of people by these names, each on a day, in the order in which they are asked: as a calculation knows them. What they are paid by (`attribute.`) is not among them. */
export async function readPeopleOn(
  source: CompanySource,
  names: readonly string[],
  asked: readonly PersonAsked[],
): Promise<readonly PersonKnown[]> {
  if (names.length === 0 || asked.length === 0) return asked.map(() => ({ facts: new Map() }));
  const fields = source.catalogue.fields.filter(({ name }) => names.includes(name));
  const catalogue = { ...source.catalogue, fields, attributes: [] };
  const ids = [...new Set(asked.map(({ participant }) => participant))];
  const known = await rosters({ ...source, catalogue }, ids);
  return asked.map(({ participant, on }) => {
    const roster = known.get(participant);
    if (typeof roster === 'string') return { misfit: roster };
    const number = roster?.numberOf(participant);
    if (!roster || number === undefined) return { facts: new Map() };
    return { facts: new Map(names.map((name) => [name, roster.factOn(number, name, on)])) };
  });
}

/** By person: who they are, or what no longer fits its type. One misfit leaves all others known. */
async function rosters(
  source: CompanySource,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Roster | string>> {
  try {
    const roster = await rosterOf(source, ids);
    return new Map(ids.map((id) => [id, roster]));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [only] = ids;
    if (only !== undefined && ids.length === 1) return new Map([[only, error.message]]);
    const found = new Map<string, Roster | string>();
    for (const id of ids) for (const each of await rosters(source, [id])) found.set(...each);
    return found;
  }
}

async function rosterOf(source: CompanySource, only: readonly string[]): Promise<Roster> {
  const of = { ...source, only };
  const empty = {
    attributes: [],
    absences: [],
    results: [],
    territories: [],
    territoryHolders: [],
    groupHeads: [],
  };
  return new Roster({
    ...empty,
    participants: await readParticipants(of),
    assignments: await readAssignments(of),
  });
}
