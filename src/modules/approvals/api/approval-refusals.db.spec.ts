import { beforeAll, expect, it } from '@jest/globals';
import { personaApi } from '../../../../test/support/api/api.js';
import { COMMAND_LINE } from '../../../../test/support/actors/access.js';
import { as, MATRIX, offer, Offers, standsIn } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Told } from '../../../../test/support/small-company.js';
import { UsersService } from '../../access/users.service.js';

const database = testDatabase();
const offers = new Offers(database);
beforeAll(() => offers.open(), 60_000);
const api = personaApi(database);

beforeAll(async () => {
  const add = (login: string, role: 'rep' | 'manager' | 'comp_admin'): Promise<unknown> =>
    api.server.get(UsersService).add(COMMAND_LINE, { login, name: login, participant: login, roles: [role] });
  for (const login of ['ana', 'ben']) await add(login, 'rep');
  for (const login of ['mia', 'dan']) await add(login, 'manager');
  await add('vic', 'comp_admin');
});

interface Payload {
  readonly request?: { readonly id: string; readonly hash: string; readonly standing: string } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

let keys = 0;

/** Does something and gives its payload; fails unless it was refused by exactly that code, or done where none is given. */
async function expectOf(
  login: string,
  [mutation, type]: readonly [string, string],
  { code, ...input }: { readonly code?: string } & Record<string, unknown>,
): Promise<Payload> {
  const shown = mutation.endsWith('Record') ? '' : 'request { id hash standing }';
  const query = `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { ${shown} userErrors { code } } }`;
  const asked = { input: { idempotencyKey: `act ${(keys += 1)}`, ...input } };
  const payload = (await api.askAs<Record<string, Payload>>(login, query, asked))[mutation] as Payload;
  const codes = payload.userErrors.map((error) => error.code);
  expect([mutation, codes]).toEqual([mutation, code === undefined ? [] : [code]]);
  return payload;
}

const SUBMIT = ['dealSubmit', 'DealSubmit'] as const;
const DECIDE = ['approvalDecide', 'ApprovalDecide'] as const;

/** A deal of ana that somebody submitted, for decisions on its steps. */
async function submitted(
  deal: string,
  terms: Parameters<typeof offer>[1],
  by = 'ana',
): Promise<(step: number) => { request: string; step: number; approve: boolean; hash: string }> {
  await offers.tell(offer(deal, terms));
  const { request } = await expectOf(by, SUBMIT, { deal });
  const { id = '', hash = '' } = request ?? {};
  return (step) => ({ request: id, step, approve: true, hash });
}

it('an approval stays once the level above has decided', async () => {
  const on = await submitted('N1', { discount: '35%' });
  await expectOf('mia', DECIDE, on(0));
  await expectOf('dan', DECIDE, on(1));
  const { request, step } = on(0);
  await expectOf('mia', ['approvalRetract', 'ApprovalStep'], {
    request,
    step,
    code: 'APPROVAL_DECIDED_ABOVE',
  });
  const own = on(1);
  await expectOf('dan', ['approvalRetract', 'ApprovalStep'], { request: own.request, step: own.step });
});

it('nobody is handed a step, or decides for somebody, who reports to whoever submitted the deal', async () => {
  const on = await submitted('N2', { discount: '15%' }, 'mia');
  const { request, step } = on(0);
  const handed = { request, step, to: 'ben', code: 'APPROVAL_REPORTS_TO_SUBMITTER' };
  await expectOf('dan', ['approvalDelegate', 'ApprovalDelegate'], handed);
  await offers.tell(standsIn('dan', 'ben'));
  await expectOf('ben', DECIDE, { ...on(0), code: 'APPROVAL_REPORTS_TO_SUBMITTER' });
});

it('nobody decides two levels of which two people must, not for somebody else either', async () => {
  await offers.publish(MATRIX.replace('same-person-twice: asked-once', 'same-person-twice: two-people'));
  await offers.tell(standsIn('dan', 'mia'));
  const on = await submitted('N3', { discount: '25%' });
  await expectOf('mia', DECIDE, on(0));
  await expectOf('mia', DECIDE, { ...on(1), code: 'APPROVAL_DECIDED_BEFORE' });
  // Nor where the first is carried into the next request.
  await expectOf('ana', ['approvalRecall', 'Approval'], { request: on(0).request });
  const again = await submitted('N3', { discount: '24%', revision: 2 });
  await expectOf('mia', DECIDE, { ...again(1), code: 'APPROVAL_DECIDED_BEFORE' });
  await expectOf('dan', DECIDE, again(1));
  await offers.publish(MATRIX);
});

it('nobody decides by a right that they gave themselves', async () => {
  const own = { source: 'hr', group: 'desk', participant: 'vic', from: '2025-01-01' };
  await expectOf('vic', ['approverGroupRecord', 'ApproverGroupRecord'], own);
  const on = await submitted('N4', { discount: '5%', margin: '30%' });
  await expectOf('vic', DECIDE, { ...on(0), code: 'APPROVAL_GRANTED_OWN_RIGHT' });
});

it('nobody decides as the deputy of an approver whose delegation they told', async () => {
  const days = { from: '2025-01-01', until: '2030-01-01' };
  const grant = { source: 'crm', giver: 'mia', deputy: 'vic', reason: 'Away', ...days };
  const on = await submitted('N5', { discount: '15%' });
  await expectOf('vic', DECIDE, { ...on(0), code: 'APPROVAL_NOT_ASKED' });
  await expectOf('vic', ['delegationRecord', 'DelegationRecord'], grant);
  await expectOf('vic', DECIDE, { ...on(0), code: 'APPROVAL_GRANTED_OWN_RIGHT' });
  await offers.tell(standsIn('mia', 'vic'));
  await expectOf('vic', DECIDE, on(0));
  await offers.tell(standsIn('mia', 'vic', { revision: 2, withdrawn: true }));
});

it('nobody decides as the manager of a seller whose manager they told', async () => {
  await offers.tell(
    { table: 'participant', id: 'zoe', revision: 1, columns: { name: 'zoe', attributes: '{}' } },
    offer('N6', { discount: '15%', seller: 'zoe' }),
  );
  const own = { source: 'crm', participant: 'zoe', plan: 'none', manager: 'vic', from: '2020-01-01' };
  await expectOf('vic', ['assignmentRecord', 'AssignmentRecord'], own);
  const { id: request, hash } = await offers.approvals.submit(as('ben'), {
    deal: 'N6',
    matrix: null,
    seen: null,
  });
  const decision = { request, step: 0, approve: true, hash };
  // The level above is asked instead.
  await expectOf('vic', DECIDE, { ...decision, code: 'APPROVAL_NOT_ASKED' });
  await expectOf('dan', DECIDE, decision);
});

it('decides as the manager of a seller whose manager they told before there was the deal', async () => {
  await offers.tell(offer('N8', { discount: '15%', seller: 'zoe' }));
  const asked = { deal: 'N8', matrix: null, seen: null };
  const { id: request, hash } = await offers.approvals.submit(as('ben'), asked);
  await expectOf('vic', DECIDE, { request, step: 0, approve: true, hash });
});

it('nobody decides by a right that they gave themselves by another user, before they had this one', async () => {
  const users = api.server.get(UsersService);
  const known = (id: string): Told => {
    return { table: 'participant', id, revision: 1, columns: { name: id, attributes: '{}' } };
  };
  await offers.tell(known('wil'), known('xia'), offer('W1', { discount: '15%' }));
  await offers.tell(offer('W2', { discount: '15%', seller: 'xia' }));
  await users.add(COMMAND_LINE, { login: 'wil.1', name: 'Wil', participant: 'wil', roles: ['comp_admin'] });
  const days = { from: '2025-01-01', until: '2030-01-01' };
  const grant = { source: 'crm', giver: 'mia', deputy: 'wil', reason: 'Away', ...days };
  await expectOf('wil.1', ['delegationRecord', 'DelegationRecord'], grant);
  const seat = { source: 'crm', participant: 'xia', plan: 'none', manager: 'wil', from: '2020-01-01' };
  await expectOf('wil.1', ['assignmentRecord', 'AssignmentRecord'], seat);
  await users.edit(COMMAND_LINE, 'wil.1', { participant: null });
  await users.add(COMMAND_LINE, { login: 'wil.2', name: 'Wil', participant: 'wil', roles: ['manager'] });
  const decision = async (deal: string): Promise<Record<string, unknown>> => {
    const of = { deal, matrix: null, seen: null };
    const { id: request, hash } = await offers.approvals.submit(as('ben'), of);
    return { request, step: 0, approve: true, hash };
  };
  await expectOf('wil.2', DECIDE, { ...(await decision('W1')), code: 'APPROVAL_GRANTED_OWN_RIGHT' });
  await expectOf('wil.2', DECIDE, { ...(await decision('W2')), code: 'APPROVAL_NOT_ASKED' });
});

it('keeps the step where they tell the seat again with the same manager, and not where that makes them the manager again', async () => {
  await offers.tell({
    table: 'participant',
    id: 'yan',
    revision: 1,
    columns: { name: 'yan', attributes: '{}' },
  });
  const RECORD = ['assignmentRecord', 'AssignmentRecord'] as const;
  const told = (manager: string, until?: string): Promise<Payload> => {
    const seat = { source: 'crm', participant: 'yan', plan: 'none', manager, from: '2020-01-01' };
    return expectOf('vic', RECORD, until === undefined ? seat : { ...seat, until });
  };
  const asked = async (deal: string, ...seats: readonly string[]): Promise<Record<string, unknown>> => {
    await offers.tell(offer(deal, { discount: '15%', seller: 'yan' }));
    for (const manager of seats) await told(manager, '2030-01-01');
    const of = { deal, matrix: null, seen: null };
    const { id: request, hash } = await offers.approvals.submit(as('ben'), of);
    return { request, step: 0, approve: true, hash };
  };
  const code = 'APPROVAL_NOT_ASKED';
  await told('vic');
  const waiting = await asked('M6');
  await told('vic', '2030-01-01');
  await expectOf('vic', DECIDE, waiting);
  await expectOf('vic', DECIDE, {
    ...(await asked('M7', 'mia', 'vic')),
    code,
  });
  await told('vic', '2021-01-01');
  await expectOf('vic', DECIDE, { ...(await asked('M8', 'vic')), code });
});

it('nobody decides a step for which they named others', async () => {
  const on = await submitted('N7', { discount: '15%' });
  const { request, step } = on(0);
  const named = { request, step, people: ['vic'], reason: 'I do it' };
  const REASSIGN = ['approvalReassign', 'ApprovalReassign'] as const;
  await expectOf('vic', REASSIGN, { ...named, code: 'APPROVAL_GRANTED_OWN_RIGHT' });
  await expectOf('vic', REASSIGN, { ...named, people: ['dan'] });
  await offers.tell(standsIn('dan', 'vic'));
  await expectOf('vic', DECIDE, { ...on(0), code: 'APPROVAL_GRANTED_OWN_RIGHT' });
  await expectOf('dan', DECIDE, on(0));
});
