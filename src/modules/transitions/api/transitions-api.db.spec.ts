import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../../test/support/api/api.js';
import { statementsOf } from '../../../../test/support/api/statements.js';
import { ALL_SEEING } from '../../../../test/support/api/viewers.js';
import { openMoving } from '../../../../test/support/accounts/moving-company.js';
import { testDatabase } from '../../../../test/support/database.js';

const database = testDatabase();
beforeAll(() => openMoving(database, 1000), 60_000);
const admin = testApi(database, { ...ALL_SEEING, id: 'admin' });
const finance = testApi(database, { ...ALL_SEEING, id: 'fin', roles: ['finance'] });
const rep = testApi(database, { ...ALL_SEEING, id: 'rep', may: () => false });

interface Done {
  readonly transition: { readonly id: string; readonly standing: string; readonly moves: unknown[] } | null;
  readonly userErrors: readonly {
    readonly code: string;
    readonly path: string[];
    readonly message: string;
  }[];
}

let keys = 0;

async function act(by: typeof admin, mutation: string, input: Record<string, unknown>): Promise<Done> {
  const type = {
    transitionPropose: 'TransitionProposeInput',
    transitionDecide: 'TransitionDecideInput',
  }[mutation];
  const text = `mutation ($input: ${type ?? 'TransitionInput'}!) { ${mutation}(input: $input) { transition { id standing moves { account } } userErrors { code path message hint } } }`;
  const given = { idempotencyKey: `k${(keys += 1)}`, ...input };
  return (await by.ask<Record<string, Done>>(text, { input: given }))[mutation] as Done;
}

const move = (account: string): object => ({ account, to: 'ben', reason: 'leaver', from: '2026-03-01' });
const CSV = [
  'account,to,reason,from',
  ...Array.from({ length: 1000 }, (_, nth) => `m-${nth},ben,leaver,2026-03-01`),
];

const NEEDS_REASON = expect.objectContaining({
  code: 'BAD_INPUT',
  path: ['input', 'reason'],
  message: 'A refusal needs a reason.',
});

describe('moving accounts by GraphQL', () => {
  it('goes from a file of a thousand to its ledger, by two people', async () => {
    const { transition, userErrors } = await act(admin, 'transitionPropose', { csv: CSV.join('\n') });
    expect(userErrors).toEqual([]);
    expect(transition).toMatchObject({ standing: 'proposed' });
    expect(transition?.moves).toHaveLength(1000);
    const of = { transition: transition?.id };
    expect((await act(admin, 'transitionDecide', { ...of, approve: true })).userErrors[0]?.code).toBe(
      'TRANSITION_OWN',
    );
    for (const reason of [undefined, ' '])
      expect((await act(finance, 'transitionDecide', { ...of, approve: false, reason })).userErrors).toEqual([
        NEEDS_REASON,
      ]);
    expect((await act(finance, 'transitionDecide', { ...of, approve: true })).transition?.standing).toBe(
      'approved',
    );
    expect((await act(admin, 'transitionApply', of)).transition?.standing).toBe('applied');
    const text = `query { accountTransitions(first: 2, filter: { owner: "ben" }) { totalCount nodes { transition account from to on reason segment standing } }
      transitionShares(year: 2026) { by word moved accounts percent } }`;
    expect(await admin.ask(text)).toEqual({
      accountTransitions: {
        totalCount: 1000,
        nodes: [
          expect.objectContaining({
            account: 'm-0',
            from: 'ana',
            to: 'ben',
            on: '2026-03-01',
            segment: 'smb',
          }),
          expect.objectContaining({ account: 'm-1', standing: 'applied' }),
        ],
      },
      transitionShares: [
        { by: 'all', word: null, moved: 1000, accounts: 1002, percent: '99.80' },
        { by: 'reason', word: 'leaver', moved: 1000, accounts: 1002, percent: '99.80' },
        { by: 'segment', word: 'smb', moved: 1000, accounts: 1002, percent: '99.80' },
      ],
    });
  }, 60_000);

  it('is refused to who has no right to it', async () => {
    for (const [mutation, input] of [
      ['transitionPropose', { moves: [move('acme')] }],
      ['transitionApply', { transition: 'x' }],
    ] as const)
      expect((await act(rep, mutation, input)).userErrors.map(({ code }) => code)).toEqual(['NOT_ALLOWED']);
  });

  it('says which row of a list is wrong, and that either a list or a file is given', async () => {
    const { userErrors } = await act(admin, 'transitionPropose', { moves: [move('acme'), move('nowhere')] });
    expect(userErrors).toMatchObject([
      {
        code: 'TRANSITION_ROW',
        path: ['input', 'moves', '1', 'account'],
        message: 'Row 2, account: there is no account nowhere.',
      },
    ]);
    for (const input of [{}, { moves: [move('acme')], csv: CSV.join('\n') }])
      expect((await act(admin, 'transitionPropose', input)).userErrors[0]).toMatchObject({
        code: 'BAD_INPUT',
      });
    for (const [csv, code] of [
      ['', 'IMPORT_EMPTY'],
      ['account,to,reason,from\n', 'IMPORT_EMPTY'],
      ['account,to,from\na,b,2026-01-01', 'IMPORT_HEADER'],
      ['account,to,reason,from,why\na,b,c,2026-01-01,d', 'IMPORT_HEADER'],
      ['account,to,reason,from\n"a,b,c,2026-01-01', 'IMPORT_CSV'],
    ])
      expect((await act(admin, 'transitionPropose', { csv })).userErrors[0]).toMatchObject({ code });
    expect((await act(admin, 'transitionApply', { transition: 'x' })).userErrors[0]).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('says of a preview, too, which rows are wrong and what to do', async () => {
    const asked = async (given: Record<string, unknown>): Promise<unknown> => {
      const { errors } = await admin.answer(
        'query ($moves: [TransitionMoveInput!], $csv: String) { transitionPreview(moves: $moves, csv: $csv) { accounts } }',
        given,
      );
      return errors?.[0];
    };
    const wrong = { moves: [move('acme'), { ...move('nowhere') }, { ...move('m-1'), to: 'nobody' }] };
    expect(await asked(wrong)).toMatchObject({
      message: 'Row 2, account: there is no account nowhere. Row 3, to: there is no participant nobody.',
      extensions: { code: 'TRANSITION_ROW', hint: expect.stringContaining('Correct the row') },
    });
    const csv = 'account,to,reason,from\nacme,ben,because,2026-03-01';
    expect(await asked({ csv })).toMatchObject({
      message: expect.stringMatching(/^Line 2, reason: /),
      extensions: { code: 'TRANSITION_ROW' },
    });
  });

  it('previews one as many in as many statements', async () => {
    const preview = (moves: readonly object[]): Promise<unknown> =>
      admin.ask(
        'query ($moves: [TransitionMoveInput!]) { transitionPreview(moves: $moves) { accounts moves { account answer } creditCount sums { participant } } }',
        { moves },
      );
    const some = Array.from({ length: 50 }, (_, nth) => ({ ...move(`m-${nth}`), to: 'cho' }));
    const one = await statementsOf(() => preview(some.slice(0, 1)));
    expect(await statementsOf(() => preview(some))).toBe(one);
  });
});
