import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../../../../test/support/properties/property-runs.js';
import { SignIns } from '../../../../platform/database/sql/sign-ins.js';
import { whoTold, type RowTold, type Telling } from './who-told.js';

const PEOPLE = ['vic', 'lou', 'hr'];
const signIns = new SignIns(
  PEOPLE.filter((person) => person !== 'hr').map((user) => {
    return { user, now: user, position: null, participant: null };
  }),
);

/** What happens under one entry: rows that are told, by id, or an earlier entry that is undone. */
interface Entry {
  readonly actor: string;
  readonly undoes: number | null;
  readonly rows: readonly { readonly id: string; readonly says: string | null; readonly revision: number }[];
}

const ENTRY: fc.Arbitrary<Entry> = fc.record({
  actor: fc.constantFrom(...PEOPLE),
  undoes: fc.option(fc.nat(10), { freq: 2 }),
  rows: fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('one', 'other'),
      says: fc.constantFrom('mia', 'dan', null),
      revision: fc.integer({ min: 1, max: 4 }),
    }),
    { minLength: 1, maxLength: 2, selector: ({ id }) => id },
  ),
});

/** The rows of entries in the order of the revisions of each id, with what was undone. */
function rowsOf(entries: readonly Entry[]): RowTold[] {
  const undone = new Map<number, number>();
  for (const [at, { undoes }] of entries.entries()) {
    const isThere = undoes !== null && undoes < at && entries[undoes]?.undoes === null;
    if (isThere && !undone.has(undoes)) undone.set(undoes, at);
  }
  const rows = entries.flatMap(({ actor, undoes, rows: told }, at) => {
    const by = undone.get(at);
    const undoing = {
      undoneBy: by === undefined ? null : (entries[by]?.actor ?? ''),
      undoneAt: by === undefined ? null : `${by + 1}`,
    };
    return undoes === null
      ? told.map((row) => ({ ...row, subject: 'ana', actor, position: `${at + 1}`, ...undoing }))
      : [];
  });
  return rows.sort((a, b) => a.id.localeCompare(b.id) || a.revision - b.revision);
}

/** The rows in force at a position: of each id the last that is known. */
function inForce(rows: readonly RowTold[], at: number): readonly RowTold[] {
  const known = rows.filter(
    ({ position, undoneAt }) => Number(position) <= at && (undoneAt === null || Number(undoneAt) > at),
  );
  const last = [...new Map(known.map((row) => [row.id, row])).values()];
  return last.filter(({ says }) => says !== null);
}

const saidAt = (rows: readonly RowTold[], at: number): string =>
  [...new Set(inForce(rows, at).map(({ says }) => says))].sort().join(' and ');

/** The same by the letter, position by position. */
function byTheLetter(rows: readonly RowTold[], entries: readonly Entry[]): Telling | undefined {
  const now = saidAt(rows, entries.length);
  if (now === '') return undefined;
  let since = entries.length;
  while (since > 1 && saidAt(rows, since - 1) === now) since -= 1;
  const isStanding = (at: number): boolean =>
    rows.every(({ position, undoneAt }) => Number(position) !== at || undoneAt === null);
  const tells = (at: number): boolean => inForce(rows, at).some(({ position }) => Number(position) === at);
  const all = entries.map((_, at) => at + 1).filter((at) => at === since || (at > since && tells(at)));
  const standing = all.filter(isStanding);
  const [first = since, ...others] = standing.length > 0 ? standing : [since];
  const peopleOf = (at: number): readonly string[] =>
    signIns.peopleOf(entries[at - 1]?.actor ?? '', BigInt(at));
  const by = peopleOf(first).filter((person) => others.every((at) => peopleOf(at).includes(person)));
  return { by, at: BigInt(first) };
}

const row = (of: Partial<RowTold>): RowTold => {
  return {
    id: 'one',
    subject: 'ana',
    says: 'mia',
    actor: 'vic',
    position: '1',
    undoneBy: null,
    undoneAt: null,
    ...of,
  };
};

describe('who told what holds', () => {
  it('is whoever told it of the person, whatever row says it', () => {
    const rows = [
      row({}),
      row({ actor: 'lou', position: '2', says: null }),
      row({ id: 'other', actor: 'lou', position: '2' }),
    ];
    expect(whoTold(rows, signIns).get('ana')).toEqual({ by: [], at: 1n });
  });

  it('is of the one whose row it is, where an id goes over to another', () => {
    const told = whoTold([row({}), row({ subject: 'ben', actor: 'lou', position: '2' })], signIns);
    expect([...told]).toEqual([['ben', { by: ['lou'], at: 2n }]]);
  });

  it('is whoever undid what was told meanwhile, and whoever told it where nothing came of that', () => {
    const undone = { actor: 'hr', position: '2', undoneBy: 'lou', undoneAt: '3' };
    const of = (says: string): Telling | undefined =>
      whoTold([row({}), row({ ...undone, says })], signIns).get('ana');
    expect([of('dan'), of('mia')]).toEqual([
      { by: ['lou'], at: 3n },
      { by: ['vic'], at: 1n },
    ]);
  });

  it('is found as by the letter, position by position', () => {
    const found = new Set<string>();
    fc.assert(
      fc.property(fc.array(ENTRY, { minLength: 1, maxLength: 10 }), (entries) => {
        const rows = rowsOf(entries);
        const told = whoTold(rows, signIns).get('ana');
        expect(told).toEqual(byTheLetter(rows, entries));
        found.add(told ? `${told.by.length} ${entries[Number(told.at) - 1]?.undoes === null}` : 'nothing');
      }),
      runs(500, 1),
    );
    expect([...found].sort()).toEqual(['0 false', '0 true', '1 false', '1 true', 'nothing']);
  });
});
