import { describe, expect, it } from '@jest/globals';
import { statementsSent } from '../../../test/support/api/statements.js';
import { decider, file, movingOn, onMoving } from '../../../test/support/accounts/moving-company.js';
import { give } from '../../../test/support/accounts/owned-company.js';
import { ACTOR } from '../../../test/support/small-company.js';
import type { Database } from '../../platform/database/database.js';

const CHO = decider('cho-of-finance');

interface Moved {
  readonly proposing: number;
  readonly applying: number;
  /** How many accounts of the loser of the first account moved in the year, and how many they had. */
  readonly year: readonly [moved: number, held: number];
  readonly seconds: readonly number[];
}

/** Moves so many accounts of so many owners, and counts the statements that it takes. */
async function moved(database: Database, accounts: number, owners: number): Promise<Moved> {
  const people = Array.from({ length: owners }, (_, nth) => `s-${nth},S ${nth}`);
  await give(database, ['participants', 'participant,name', ...people]);
  const owned = Array.from({ length: accounts }, (_, nth) => `m-${nth},s-${nth % owners},2026-01-01`);
  const told = await give(database, ['account-owners', 'account,participant,from', ...owned]);
  expect(told.rejections).toEqual([]);
  const { transitions, previews } = movingOn(database);
  const rows = Array.from({ length: accounts }, (_, nth) => `m-${nth},ben,leaver,2026-03-01`);
  const { moves } = await previews.preview(ACTOR, file(...rows));
  const { accountsThisYear, heldThisYear } = moves[0]?.ruling.facts ?? {};
  const year = [accountsThisYear ?? 0, heldThisYear ?? 0] as const;
  const seconds: number[] = [];
  const count = async (work: () => Promise<unknown>): Promise<number> => {
    const from = performance.now();
    const sent = await statementsSent(work);
    seconds.push((performance.now() - from) / 1000);
    return sent.length;
  };
  let id = '';
  const proposing = await count(async () => {
    ({ id } = await transitions.propose(ACTOR, file(...rows)));
  });
  await transitions.decide(CHO, id, { approve: true, reason: null });
  const applying = await count(() => transitions.apply(ACTOR, id));
  return { proposing, applying, year, seconds };
}

describe('moves of accounts of many owners', () => {
  it('take as many statements as those of one, and know the year of each', async () => {
    const found: Moved[] = [];
    for (const owners of [1, 40])
      await onMoving(async (database) => {
        found.push(await moved(database, 40, owners));
      }, 60);
    const [one, many] = found;
    expect([many?.proposing, many?.applying]).toEqual([one?.proposing, one?.applying]);
    expect([one?.year, many?.year]).toEqual([
      [40, 40],
      [1, 1],
    ]);
  }, 120_000);

  it('are a thousand in seconds', async () => {
    await onMoving(async (database) => {
      const { seconds } = await moved(database, 1000, 1000);
      expect(Math.max(...seconds)).toBeLessThan(10);
    }, 5000);
  }, 200_000);
});
