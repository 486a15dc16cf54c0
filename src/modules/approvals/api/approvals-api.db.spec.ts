import { beforeAll, describe, expect, it } from '@jest/globals';
import { personaApi } from '../../../../test/support/api/api.js';
import { COMMAND_LINE } from '../../../../test/support/actors/access.js';
import { offer, Offers, standsIn } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Role } from '../../access/access.service.js';
import { UsersService } from '../../access/users.service.js';

const database = testDatabase();
const offers = new Offers(database);
beforeAll(() => offers.open(), 60_000);
const api = personaApi(database);

/** Sign-in, role and participant: ana and ben sell and report to mia; kim, lou and max are the desk; the others sign what is above. */
const USERS: readonly (readonly [login: string, role: Role, participant: string | null])[] = [
  ['ana', 'rep', 'ana'],
  ['ben', 'rep', 'ben'],
  ['mia', 'manager', 'mia'],
  ['dan', 'manager', 'dan'],
  ['kim', 'finance', 'kim'],
  ['lou', 'comp_admin', 'lou'],
  ['max', 'manager', 'max'],
  ['reader', 'auditor', null],
  ['clerk', 'comp_admin', null],
];

beforeAll(async () => {
  for (const [login, role, participant] of USERS)
    await api.server.get(UsersService).add(COMMAND_LINE, { login, name: login, participant, roles: [role] });
});

interface Shown {
  readonly id: string;
  readonly hash: string;
  readonly standing: string;
  readonly steps: readonly { readonly standing: string; readonly people: readonly string[] }[];
  readonly events: readonly Record<'event' | 'actor' | 'to', string>[];
}

const REQUEST = `id hash standing steps { standing people } events { event actor to }`;

let keys = 0;

async function act(
  login: string,
  mutation: string,
  input: object,
): Promise<{ request: Shown; codes: string[] }> {
  const type = `${mutation === 'approvalRetract' ? 'ApprovalStep' : /^(approvalRecall|approvalRetry)$/.test(mutation) ? 'Approval' : mutation[0]?.toUpperCase() + mutation.slice(1)}Input`;
  const answer = await api.askAs<Record<string, { request: Shown; userErrors: { code: string }[] }>>(
    login,
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { request { ${REQUEST} } userErrors { code } } }`,
    { input: { idempotencyKey: `act ${(keys += 1)}`, ...input } },
  );
  const { request, userErrors = [] } = answer[mutation] ?? {};
  return { request: request as Shown, codes: userErrors.map(({ code }) => code) };
}

async function submitted(deal: string, terms: Parameters<typeof offer>[1]): Promise<Shown> {
  await offers.tell(offer(deal, terms));
  const { request, codes } = await act(terms.seller ?? 'ana', 'dealSubmit', { deal });
  expect(codes).toEqual([]);
  return request;
}

const decision = ({ id, hash }: Shown, approve = true, step = 0): object => ({
  request: id,
  step,
  approve,
  hash,
});

async function inbox(login: string, of: string | null = 'MINE'): Promise<string[]> {
  const { approvals } = await api.askAs<{ approvals: { nodes: { id: string }[]; totalCount: number } }>(
    login,
    'query ($of: ApprovalsOf) { approvals(of: $of, first: 50) { totalCount nodes { id } } }',
    { of },
  );
  expect(approvals.totalCount).toBe(approvals.nodes.length);
  return approvals.nodes.map(({ id }) => id);
}

const one = async (login: string, id: string): Promise<Shown | null> =>
  (
    await api.askAs<{ approval: Shown | null }>(
      login,
      `query ($id: ID!) { approval(id: $id) { ${REQUEST} } }`,
      { id },
    )
  ).approval;

const PREVIEW = `query ($deal: String!) { approvalPreview(deal: $deal) { hash isApproved rows refused
  needs { level outcome people quorum reasons { row because } avoidedBy { fact to side } } } }`;

/** What a discount of 15% needs. */
const NEEDS_MANAGER = {
  hash: expect.any(String),
  isApproved: false,
  rows: ['ten'],
  refused: null,
  needs: [
    {
      level: 'manager',
      outcome: 'asked',
      people: ['mia'],
      quorum: 1,
      reasons: [{ row: 'ten', because: 'Above 10%' }],
      avoidedBy: [{ fact: 'deal.discount', to: '10%', side: 'at' }],
    },
  ],
};

const expectRefused = async (login: string, mutation: string, input: object, code: string): Promise<void> =>
  expect([mutation, code, (await act(login, mutation, input)).codes]).toEqual([mutation, code, [code]]);

describe('approvals by GraphQL', () => {
  it('go from the preview by the inbox to the approval, and only those whom they concern see them', async () => {
    await offers.tell(offer('G1', { discount: '15%' }));
    const { approvalPreview } = await api.askAs<{ approvalPreview: { hash: string } }>('ana', PREVIEW, {
      deal: 'G1',
    });
    expect(approvalPreview).toEqual(NEEDS_MANAGER);
    const peers = await api.answerAs('ben', PREVIEW, { deal: 'G1' });
    const nobodys = await api.answerAs('ben', PREVIEW, { deal: 'none' });
    expect(peers.errors?.map(({ extensions }) => extensions['code'])).toEqual(['DEAL_UNKNOWN']);
    expect(peers.errors?.[0]?.message).toBe(nobodys.errors?.[0]?.message);
    const audited = await api.askAs<{ approvalPreview: object }>('reader', PREVIEW, { deal: 'G1' });
    expect(audited.approvalPreview).toEqual(NEEDS_MANAGER);
    const { request } = await act('ana', 'dealSubmit', { deal: 'G1', hash: approvalPreview.hash });
    const { id } = request;
    expect(await inbox('mia')).toEqual([id]);
    expect(await inbox('ana')).toEqual([]);
    expect(await inbox('ana', 'TEAM')).toEqual([id]);
    for (const login of ['ben', 'max']) {
      expect([login, await inbox(login, null), await one(login, id)]).toEqual([login, [], null]);
      expect((await act(login, 'approvalDecide', decision(request))).codes).toEqual(['REQUEST_UNKNOWN']);
    }
    expect((await act('ben', 'dealSubmit', { deal: 'G1' })).codes).toEqual(['DEAL_UNKNOWN']);
    expect((await act('ana', 'approvalDecide', decision(request))).codes).toEqual(['APPROVAL_TAKES_PART']);
    const done = await act('mia', 'approvalDecide', decision(request));
    expect([done.codes, done.request.standing]).toEqual([[], 'APPROVED']);
    expect(await inbox('mia')).toEqual([]);
    expect((await one('mia', id))?.standing).toBe('APPROVED');
  });

  it('are passed over by finance with a reason, and the auditor reads who did what', async () => {
    const request = await submitted('G2', { discount: '15%' });
    const step = { request: request.id, step: 0 };
    expect((await act('mia', 'approvalOverride', { ...step, reason: 'now' })).codes).toEqual(['NOT_ALLOWED']);
    expect((await act('kim', 'approvalOverride', { ...step, reason: ' ' })).codes).toEqual([
      'APPROVAL_NO_REASON',
    ]);
    expect((await act('kim', 'approvalOverride', { ...step, reason: 'now', second: 'kim' })).codes).toEqual([
      'APPROVAL_NEEDS_SECOND',
    ]);
    expect((await act('kim', 'approvalOverride', { ...step, reason: 'now' })).codes).toEqual([]);
    expect((await one('reader', request.id))?.events).toEqual([
      { event: 'SUBMIT', actor: 'ana', to: 'EVALUATING' },
      { event: 'EVALUATED', actor: 'AUTO_EVALUATED', to: 'PENDING' },
      { event: 'GATE_OPEN', actor: 'AUTO_GATE', to: 'PENDING' },
      { event: 'OVERRIDE', actor: 'kim', to: 'PENDING' },
      { event: 'APPROVED', actor: 'kim', to: 'APPROVED' },
    ]);
    expect((await act('reader', 'approvalDecide', decision(request))).codes).toEqual(['NOT_ALLOWED']);
  });

  it('are decided several at once, and what is refused of one stops no other', async () => {
    const [first, second, third] = [
      await submitted('G3', { discount: '15%' }),
      await submitted('G4', { discount: '15%', seller: 'ben' }),
      await submitted('G5', { discount: '15%' }),
    ];
    await act('ben', 'approvalRecall', { request: second.id });
    const { approvalsDecide } = await api.askAs<{ approvalsDecide: { decided: unknown[] } }>(
      'mia',
      `mutation ($input: ApprovalsDecideInput!) { approvalsDecide(input: $input) { userErrors { code }
        decided { id code request { standing } } } }`,
      {
        input: {
          idempotencyKey: 'bulk',
          approve: true,
          decisions: [first, second, third].map(({ id, hash }) => ({ request: id, step: 0, hash })),
        },
      },
    );
    expect(approvalsDecide).toEqual({
      userErrors: [],
      decided: [
        { id: first.id, code: null, request: { standing: 'APPROVED' } },
        { id: second.id, code: 'APPROVAL_NOT_OPEN', request: { standing: 'RECALLED' } },
        { id: third.id, code: null, request: { standing: 'APPROVED' } },
      ],
    });
  });

  it('tell by its code why something is refused', async () => {
    const desk = await submitted('G6', { discount: '5%', margin: '30%' });
    const step = { request: desk.id, step: 0 };
    await expectRefused(
      'kim',
      'approvalDecide',
      { ...decision(desk), hash: 'other' },
      'APPROVAL_OLD_FINGERPRINT',
    );
    await expectRefused('kim', 'approvalDecide', decision(desk, false), 'APPROVAL_NO_REASON');
    await expectRefused('kim', 'approvalDecide', decision(desk, true, 7), 'APPROVAL_NOT_OPEN');
    await expectRefused('kim', 'approvalDecide', { ...decision(desk), request: 'none' }, 'REQUEST_UNKNOWN');
    await expectRefused('kim', 'approvalRetract', step, 'APPROVAL_NOTHING_TO_RETRACT');
    await expectRefused('kim', 'approvalDelegate', { ...step, to: 'kim' }, 'APPROVAL_CYCLE');
    await expectRefused('kim', 'approvalDelegate', { ...step, to: 'ana' }, 'APPROVAL_TAKES_PART');
    await expectRefused('kim', 'approvalDelegate', { ...step, to: 'nobody' }, 'APPROVAL_NOT_ACTIVE');
  });

  it('tell it also to whoever is not asked', async () => {
    const desk = await submitted('G10', { discount: '5%', margin: '30%' });
    const step = { request: desk.id, step: 0 };
    await expectRefused('mia', 'approvalDecide', decision(desk), 'APPROVAL_NOT_ASKED');
    await expectRefused('mia', 'approvalDelegate', { ...step, to: 'dan' }, 'APPROVAL_NOT_YOURS');
    await expectRefused('mia', 'approvalRecall', { request: desk.id }, 'APPROVAL_NOT_YOURS');
    await expectRefused(
      'mia',
      'approvalReassign',
      { ...step, people: ['dan'], reason: 'away' },
      'NOT_ALLOWED',
    );
    await expectRefused(
      'lou',
      'approvalReassign',
      { ...step, people: ['dan'], reason: 'away' },
      'APPROVAL_NOT_ALLOWED',
    );
    await expectRefused(
      'lou',
      'approvalReassign',
      { ...step, people: ['dan', 'max'], reason: '' },
      'APPROVAL_NO_REASON',
    );
    await expectRefused('ana', 'approvalRetry', { request: desk.id }, 'APPROVAL_NOT_OPEN');
    await expectRefused('ana', 'dealSubmit', { deal: 'G10' }, 'APPROVAL_NOT_OPEN');
    await expectRefused('ana', 'dealSubmit', { deal: 'G10', matrix: 'none' }, 'MATRIX_UNKNOWN');
    await expectRefused('clerk', 'dealSubmit', { deal: 'G10' }, 'NOT_A_PARTICIPANT');
    expect((await act('kim', 'approvalDecide', decision(desk))).codes).toEqual([]);
    await expectRefused(
      'kim',
      'approvalDecide',
      { ...decision(desk, false), reason: 'No' },
      'APPROVAL_ALREADY_DECIDED',
    );
  });

  it('ask again by what a deal is now, and are refused to whoever decides what it was', async () => {
    const request = await submitted('G7', { discount: '15%' });
    await offers.tell(offer('G7', { discount: '25%', revision: 2 }));
    const key = { idempotencyKey: 'what it was' };
    expect((await act('mia', 'approvalDecide', { ...decision(request), ...key })).codes).toEqual([
      'APPROVAL_OLD_FINGERPRINT',
    ]);
    expect((await one('ana', request.id))?.standing).toBe('SUPERSEDED');
    const [next = ''] = await inbox('mia');
    const asked = await one('mia', next);
    expect(asked?.steps).toEqual([
      { standing: 'REQUESTED', people: ['mia'] },
      { standing: 'WAITING', people: [] },
    ]);
    expect((await act('mia', 'approvalDecide', decision(asked as Shown))).codes).toEqual([]);
  });

  it('are in the inbox of who stands in for whoever is asked, who decides for them', async () => {
    await offers.tell(standsIn('dan', 'max'));
    const request = await submitted('G9', { discount: '25%' });
    expect(await inbox('max')).not.toContain(request.id);
    await act('mia', 'approvalDecide', decision(request));
    expect(await inbox('max')).toContain(request.id);
    expect((await act('max', 'approvalDecide', decision(request, true, 1))).request.standing).toBe(
      'APPROVED',
    );
    expect(await inbox('max')).not.toContain(request.id);
    expect((await one('max', request.id))?.events).toContainEqual({
      event: 'APPROVE',
      actor: 'max',
      to: 'PENDING',
    });
  });

  it('are counted by level and row for who sees them', async () => {
    const load = async (login: string): Promise<Record<string, unknown>[]> =>
      (
        await api.askAs<{ approvalLoad: Record<string, unknown>[] }>(
          login,
          '{ approvalLoad(from: "2020-01-01T00:00:00Z", until: "2120-01-01T00:00:00Z") { of id asked open late rejected } }',
        )
      ).approvalLoad;
    const of = (login: string, id: string): Promise<unknown> =>
      load(login).then((rows) => rows.find((row) => row['of'] === 'level' && row['id'] === id));
    expect(await of('reader', 'desk')).toMatchObject({ asked: 2, open: 2, late: 0, rejected: 0 });
    expect(await of('ben', 'manager')).toMatchObject({ asked: 1, open: 0 });
    expect(await of('ben', 'desk')).toBeUndefined();
  });
});
