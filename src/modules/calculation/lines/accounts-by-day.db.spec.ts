import { beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ACCOUNTS,
  accountWorld,
  anyDay,
  corrected,
  corrections,
  factsByHand,
  toldAgain,
  toldOf,
  type AccountWorld,
} from '../../../../test/support/accounts/account-world.js';
import { testDatabase } from '../../../../test/support/database.js';
import { runs } from '../../../../test/support/properties/property-runs.js';
import { ACTOR, tell, type Told } from '../../../../test/support/small-company.js';
import { writeDay, type Day } from '../../../engine/kernel/day.js';
import type { FactValue } from '../../../engine/model/facts.js';
import { Roster } from '../../../engine/model/roster.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { accountHistory, AccountsService } from '../../accounts/accounts.service.js';
import { readJudgedLines } from '../rulings/judged-lines.js';
import { lineFacts } from './line-facts.js';
import { bookingLinesSql } from './line-query.js';
import { LineReader } from './line-reader.js';

const database = testDatabase();
const NAMES = ['owner', 'segment', 'named', 'named-owner', 'previous-owner', 'parent-owner'].map(
  (name) => `account.${name}`,
);
const person = (name: string): FactCatalogue['relations'][number] => ({ name, gives: 'person', means: '' });
const catalogue: FactCatalogue = {
  id: 'company',
  timeZone: 'UTC',
  units: [],
  fields: [
    { name: 'account.segment', is: 'text', means: '' },
    { name: 'account.named', is: 'text', means: '' },
  ],
  attributes: [],
  relations: ['owner', 'named-owner', 'previous-owner', 'parent-owner'].map((name) =>
    person(`account.${name}`),
  ),
  events: [],
  absences: [],
  values: [],
  calendars: [],
  fingerprint: 'test',
};
const empty = { participants: [], assignments: [], attributes: [], absences: [], territories: [] };
const roster = new Roster({ ...empty, territoryHolders: [], groupHeads: [], results: [] });

interface Asked {
  readonly account: number;
  readonly day: Day;
}
type Facts = Record<string, FactValue>;

const order = (of: string, nth: number, { account, day }: Asked): Told => ({
  table: 'booking_line',
  id: `${of}-${nth}`,
  revision: 1,
  columns: {
    line_no: 1,
    booked_on: writeDay(day),
    sequence: nth,
    currency: 'USD',
    net: '10',
    account: `${of}-${account}`,
    attributes: '{}',
  },
});

/** The facts of the lines, as the calculation reads them, by the numbers of the bookings. */
async function inBulk(tx: Transaction, position: bigint, of: string): Promise<Facts[]> {
  const facts = lineFacts(NAMES, catalogue, await accountHistory(tx, NAMES));
  const sql = bookingLinesSql(position, facts, `b.account like '${of}-%'`);
  const found: Facts[] = [];
  await new LineReader(facts).read(
    tx.copyOut(`copy (${sql}) to stdout (format binary)`),
    ({ line }) => {
      found[Number(line.sequence)] = Object.fromEntries(
        NAMES.map((name, place) => [name, line.facts[place]]),
      );
    },
    () => undefined,
  );
  return found;
}

async function oneByOne(tx: Transaction, position: bigint, ids: readonly string[]): Promise<Facts[]> {
  const knowing = { position, catalogue, roster, names: NAMES };
  const lines = await readJudgedLines(tx, knowing, [ids.map(() => 'crm'), ids]);
  return ids.map((id) => Object.fromEntries(lines.find((line) => line.id === id)?.facts ?? []));
}

/** Tells facts, and gives the position at which they are known. */
async function told(facts: readonly Told[]): Promise<bigint> {
  await tell(database, facts);
  return await database.inTransaction(ACTOR, async (tx) => {
    const [row] = await tx.query<{ position: string }>('select last_position() as position');
    return BigInt(row?.position ?? 0);
  });
}

beforeAll(() =>
  tell(
    database,
    ['ana', 'ben', 'cho', 'dan'].map((id) => ({
      table: 'participant',
      id,
      revision: 1,
      columns: { name: id, attributes: '{}' },
    })),
  ),
);

it('what accounts are on a day is what one finds by looking at day after day, however it is asked, before and after a correction', async () => {
  let nth = 0;
  let isAnyNamed = false;
  const asked = fc.array(fc.record({ account: fc.nat({ max: ACCOUNTS - 1 }), day: anyDay }), {
    minLength: 1,
    maxLength: 12,
  });
  const property = fc.asyncProperty(accountWorld, corrections, asked, async (world, by, of) => {
    const prefix = `w${(nth += 1)}`;
    const id = (account: number): string => `${prefix}-${account}`;
    isAnyNamed ||= world.named.length > 0;
    const first = await told([...toldOf(world, id), ...of.map((each, place) => order(prefix, place, each))]);
    const again = toldAgain(world, by, id);
    const second = again.length === 0 ? first : await told(again);
    const check = async (position: bigint, known: AccountWorld): Promise<void> => {
      const right = of.map((each) => factsByHand(known, { ...each, isAnyNamed }));
      await database.inTransaction(ACTOR, async (tx) => {
        const wanted = of.map(({ account, day }) => ({ account: id(account), on: day }));
        const found = await new AccountsService().factsOn(tx, { position, catalogue }, wanted);
        expect(found.map((facts) => Object.fromEntries(facts ?? []))).toEqual(right);
        expect(await inBulk(tx, position, prefix)).toEqual(right);
        expect(
          await oneByOne(
            tx,
            position,
            of.map((_, place) => `${prefix}-${place}`),
          ),
        ).toEqual(right);
      });
    };
    await check(first, world);
    await check(second, corrected(world, by));
  });
  await fc.assert(property, runs(40));
}, 120_000);
