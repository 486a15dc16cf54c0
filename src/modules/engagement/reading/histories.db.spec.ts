import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { statementsSent } from '../../../../test/support/api/statements.js';
import { testDatabase } from '../../../../test/support/database.js';
import { giveFacts, tellEngaged } from '../../../../test/support/engagement/engaged-company.js';
import { readDay } from '../../../engine/kernel/day.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { ImportService } from '../../bookings/import.service.js';
import { activityKey, readLastActivities, type Historied } from './histories.js';
import { readFound } from './stored-things.js';

const database = testDatabase();
const actor = seeingAll('tester');
const HEADER = 'activity,account,opportunity,lead,registration,date,kind,revision,withdrawn';
const MANY = 400;

const within = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => database.inTransaction(actor, work);

async function positionNow(): Promise<bigint> {
  const [row] = await within((tx) => tx.query<{ at: string }>('select last_position() as at'));
  return BigInt(row?.at ?? 0);
}

async function tell(...rows: readonly string[]): Promise<string> {
  const { entry } = await giveFacts(database, 'activities', [HEADER, ...rows, ''].join('\n'));
  return entry ?? '';
}

async function last(of: Historied, id: string, on = '2026-12-31', at?: bigint): Promise<string | undefined> {
  const position = at ?? (await positionNow());
  const asked = [{ nth: 0, of, id, as: of, day: readDay(on) ?? 0 }];
  return (await within((tx) => readLastActivities(tx, position, asked))).get(activityKey(0, of));
}

beforeAll(() => tellEngaged(database), 60_000);

describe('the last activity', () => {
  it('is the latest one by the day that is known, as it is known then', async () => {
    await tell('X-1,beta,,,,2026-04-01,call,1,', 'X-2,beta,,,,2026-05-01,call,1,');
    const before = await positionNow();
    expect(await last('account', 'beta')).toBe('2026-05-01');
    expect(await last('account', 'beta', '2026-04-30')).toBe('2026-04-01');
    expect(await last('account', 'beta', '2026-03-31')).toBeUndefined();
    expect(await last('opportunity', 'beta')).toBeUndefined();
    const moved = await tell('X-2,beta,,,,2026-03-01,call,2,');
    expect(await last('account', 'beta')).toBe('2026-04-01');
    await tell('X-1,beta,,,,2026-04-01,call,2,yes');
    expect(await last('account', 'beta')).toBe('2026-03-01');
    await new ImportService(database).undoImport(actor, moved);
    expect(await last('account', 'beta')).toBe('2026-05-01');
    expect(await last('account', 'beta', '2026-04-30')).toBeUndefined();
    expect(await last('account', 'beta', '2026-04-30', before)).toBe('2026-04-01');
  }, 60_000);

  it('is that of all that one asks for, and of each who asks', async () => {
    await tell(
      'Y-1,,O-1,,,2026-06-02,call,1,',
      'Y-2,,,L-1,,2026-06-03,call,1,',
      'Y-3,,,,R-2,2026-06-04,call,1,',
    );
    const position = await positionNow();
    const day = readDay('2026-12-31') ?? 0;
    const asked = [
      { nth: 0, of: 'account', id: 'acme', as: 'account', day },
      { nth: 0, of: 'opportunity', id: 'O-1', as: 'account', day },
      { nth: 0, of: 'opportunity', id: 'O-1', as: 'opportunity', day },
      { nth: 1, of: 'lead', id: 'L-1', as: 'lead', day },
      { nth: 2, of: 'registration', id: 'R-2', as: 'registration', day },
      { nth: 3, of: 'lead', id: 'nobody', as: 'lead', day },
    ] as const;
    const found = await within((tx) => readLastActivities(tx, position, asked));
    expect(Object.fromEntries(found)).toEqual({
      '0 account': '2026-06-02',
      '0 opportunity': '2026-06-02',
      '1 lead': '2026-06-03',
      '2 registration': '2026-06-04',
    });
  }, 60_000);

  it('reads no more activities because there are many', async () => {
    await tell(...Array.from({ length: MANY }, (_, nth) => `Z-${nth},,O-3,,,2026-06-05,call ${nth},1,`));
    const sent = await statementsSent(() => last('opportunity', 'O-3'));
    const [sql, values] = sent.find(([each]) => each.includes('activity')) ?? ['', []];
    const plan = await within(async (tx) => {
      await tx.query('set local enable_seqscan = off');
      const rows = await tx.query<{ 'QUERY PLAN': readonly Node[] }>(
        `explain (analyze, format json) ${sql}`,
        values,
      );
      return rows.flatMap((row) => row['QUERY PLAN']);
    });
    expect(rowsOf(plan.map((each) => each.Plan ?? each))).toBeLessThan(10);
  }, 60_000);

  it('stands beside requests about an account, which an index finds', async () => {
    const sent = await statementsSent(async () => {
      const asked = {
        kind: 'request',
        found: '(fact.opportunity = any($2::text[]) or fact.account = any($3::text[]))',
        values: [['O-1'], ['acme']],
      } as const;
      const position = await positionNow();
      const found = await within((tx) => readFound(tx, position, asked));
      expect(found.map(({ id }) => id)).toEqual(['Q-1', 'Q-2']);
    });
    const [sql, values] = sent.find(([each]) => each.includes('move_request')) ?? ['', []];
    const plan = await within(async (tx) => {
      await tx.query('set local enable_seqscan = off');
      return JSON.stringify(await tx.query(`explain ${sql}`, values));
    });
    expect(plan).toContain('move_request_account');
  }, 60_000);
});

interface Node {
  readonly Plan?: Node;
  readonly Plans?: readonly Node[];
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
}

/** How many rows of activities a plan read. */
function rowsOf(nodes: readonly Node[]): number {
  return nodes.reduce((sum, node) => {
    const own =
      node['Relation Name'] === 'activity' ? (node['Actual Rows'] ?? 0) * (node['Actual Loops'] ?? 0) : 0;
    return sum + own + rowsOf(node.Plans ?? []);
  }, 0);
}
