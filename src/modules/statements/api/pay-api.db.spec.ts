import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../../test/support/api/api.js';
import { calculateSmallCompany } from '../../../../test/support/api/small-company-calculated.js';
import { testDatabase } from '../../../../test/support/database.js';
import { booking, tell } from '../../../../test/support/small-company.js';

const database = testDatabase();
beforeAll(() => calculateSmallCompany(database));
const api = testApi(database);

const STATEMENT = `query ($participant: ID!, $period: String!) {
  statement(participant: $participant, period: $period) {
    participantId name isClosed period { name from until } notes text
    accounts { currency opening { payable { amount } } closing { payable { amount } }
      earned { kind incentive origin { name } posted { name } isHeld amount { amount currency } performance { plan attainment }
        lines { booking line date amount { amount } before { amount } cause } } adjusted { reason } moved { kind } } } }`;

interface StatementAnswer {
  statement: {
    text: string;
    isClosed: boolean;
    accounts: {
      opening: { payable: { amount: string } };
      closing: { payable: { amount: string } };
      earned: { amount: { amount: string }; lines: { amount: { amount: string }; cause: string[] }[] }[];
    }[];
  };
}

const START = `mutation ($key: ID!) { calculationStart(input: { idempotencyKey: $key }) {
  replayed userErrors { code message } job { id state } } }`;
const JOB = `query ($id: ID!) { job(id: $id) { state step postedLines fault { code } calculation { id state } } }`;

interface Started {
  calculationStart: { replayed: boolean; userErrors: { code: string }[]; job: { id: string } };
}
interface JobAnswer {
  job: { state: string; postedLines: number; calculation: { id: string } };
}

async function calculated(key: string): Promise<JobAnswer['job']> {
  const { calculationStart } = await api.ask<Started>(START, { key });
  expect(calculationStart.userErrors).toEqual([]);
  for (;;) {
    const { job } = await api.ask<JobAnswer>(JOB, { id: calculationStart.job.id });
    if (job.state !== 'RUNNING') return job;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const cents = (amount: string | undefined): number => Math.round(Number(amount) * 100);

describe('statements, periods and calculating by GraphQL', () => {
  it('states a period that adds up: opening, lines, entries, closing', async () => {
    const { statement } = await api.ask<StatementAnswer>(STATEMENT, {
      participant: 'seller-3',
      period: '2026-Q1',
    });
    const [account] = statement.accounts;
    const moved = (account?.earned ?? []).map(({ amount, lines }) => {
      expect(lines.reduce((sum, line) => sum + cents(line.amount.amount), 0)).toBe(cents(amount.amount));
      return cents(amount.amount);
    });
    expect(moved.length).toBeGreaterThan(0);
    const sum = moved.reduce((total, each) => total + each, 0);
    expect(cents(account?.opening.payable.amount) + sum).toBe(cents(account?.closing.payable.amount));
    expect(statement.text).toContain('Closing balance, USD');
  });

  it('refuses a period and a participant that are not, in words and with a code', async () => {
    const { errors: noPeriod } = await api.answer(STATEMENT, { participant: 'seller-3', period: '2026-Q9' });
    expect(noPeriod?.[0]).toMatchObject({ extensions: { code: 'PERIOD_UNKNOWN' } });
    const { errors: nobody } = await api.answer(STATEMENT, { participant: 'nobody', period: '2026-Q1' });
    expect(nobody?.[0]).toMatchObject({ extensions: { code: 'PARTICIPANT_UNKNOWN' } });
  });

  it('calculates what was told since, posts the difference, and says what became of it', async () => {
    await tell(database, [booking({ id: 'B901', day: '2026-02-03', net: '1000.00', seller: 'seller-3' })]);
    const job = await calculated('after-late');
    expect(job).toMatchObject({ state: 'DONE', calculation: { id: '2', state: 'COMPLETE' } });
    expect(job.postedLines).toBeGreaterThan(0);
  });

  it('begins nothing a second time for the same key', async () => {
    const first = await api.ask<Started>(START, { key: 'once' });
    const again = await api.ask<Started>(START, { key: 'once' });
    expect(again.calculationStart).toMatchObject({
      replayed: true,
      job: { id: first.calculationStart.job.id },
    });
  });

  it('closes a period once, and shows it closed with what was posted', async () => {
    await calculated('before-closing');
    const close = `mutation { periodClose(input: { idempotencyKey: "close", period: "2026-Q1", reason: "Reviewed" }) {
      replayed userErrors { code path } period { name isClosed closedAt posted { amount currency } } } }`;
    const closed = await api.ask<{ periodClose: object }>(close);
    expect(closed.periodClose).toMatchObject({
      replayed: false,
      userErrors: [],
      period: { name: '2026-Q1', isClosed: true },
    });
    expect((await api.ask<{ periodClose: object }>(close)).periodClose).toMatchObject({
      replayed: true,
      userErrors: [],
    });
    const other = close.replace('"close"', '"close-again"');
    expect((await api.ask<{ periodClose: object }>(other)).periodClose).toMatchObject({
      period: null,
      userErrors: [{ code: 'PERIOD_CLOSED', path: ['input', 'period'] }],
    });
    const { payPeriods } = await api.ask<{ payPeriods: { name: string; isClosed: boolean }[] }>(
      '{ payPeriods { name isClosed from until earned { amount } posted { amount } late { amount } } }',
    );
    expect(payPeriods.filter(({ isClosed }) => isClosed).map(({ name }) => name)).toEqual(['2026-Q1']);
  });

  it('tells what is wrong in an input by its path, before anything is done', async () => {
    const { calculationStart } = await api.ask<Started>(
      'mutation { calculationStart(input: { idempotencyKey: "", workers: 0 }) { userErrors { code path } job { id } } }',
    );
    expect(calculationStart).toMatchObject({
      job: null,
      userErrors: [
        { code: 'BAD_INPUT', path: ['input', 'workers'] },
        { code: 'BAD_INPUT', path: ['input', 'idempotencyKey'] },
      ],
    });
  });
});
