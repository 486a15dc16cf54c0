import { beforeAll, expect, it } from '@jest/globals';
import { personaApi } from '../../../../test/support/api/api.js';
import { COMMAND_LINE } from '../../../../test/support/actors/access.js';
import { MATRIX, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Role } from '../../access/access.service.js';
import { UsersService } from '../../access/users.service.js';

const database = testDatabase();
const offers = new Offers(database);
const BY_TWO = MATRIX.replace(
  'valid: 60 days',
  'valid: 60 days, override-by-two: { deal.discount: "> 20%" }',
);
beforeAll(() => offers.open(BY_TWO), 60_000);
const api = personaApi(database);

beforeAll(async () => {
  const users: readonly (readonly [string, Role])[] = [
    ['ana', 'rep'],
    ['kim', 'finance'],
    ['lou', 'finance'],
    ['max', 'comp_admin'],
  ];
  for (const [login, role] of users)
    await api.server
      .get(UsersService)
      .add(COMMAND_LINE, { login, name: login, participant: login, roles: [role] });
});

const SHOWN = 'id standing steps { standing override { by second reason reviewedBy comment } }';
interface Shown {
  readonly id: string;
  readonly standing: string;
  readonly steps: readonly { readonly standing: string; readonly override: object | null }[];
}

let keys = 0;

async function act(login: string, mutation: string, input: object): Promise<Shown | string> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { request { ${SHOWN} } userErrors { code } } }`;
  const asked = { input: { idempotencyKey: `act ${(keys += 1)}`, ...input } };
  const { [mutation]: payload } = await api.askAs<
    Record<string, { request: Shown; userErrors: { code: string }[] }>
  >(login, query, asked);
  return payload?.userErrors[0]?.code ?? (payload?.request as Shown);
}

async function submitted(deal: string, discount: string): Promise<{ request: string; step: number }> {
  await offers.tell(offer(deal, { discount }));
  const request = await act('ana', 'dealSubmit', { deal });
  return { request: (request as Shown).id, step: 0 };
}

async function listed(login: string, of: string): Promise<string[]> {
  const { approvals } = await api.askAs<{ approvals: { nodes: { id: string }[] } }>(
    login,
    `{ approvals(of: ${of}) { nodes { id } } }`,
  );
  return approvals.nodes.map(({ id }) => id);
}

it('a level of a deal for which the matrix wants two is passed over by two, each by their own act', async () => {
  const step = await submitted('O1', '25%');
  expect(
    await act('kim', 'approvalOverride', { ...step, reason: 'signs today', second: 'lou' }),
  ).toMatchObject({
    standing: 'PENDING',
    steps: [{ standing: 'REQUESTED', override: { by: 'kim', second: 'lou' } }, {}],
  });
  expect([await listed('lou', 'MINE'), await listed('max', 'TO_REVIEW')]).toEqual([[step.request], []]);
  expect(await act('lou', 'approvalOverride', { ...step, reason: 'agreed' })).toMatchObject({
    standing: 'PENDING',
    steps: [{ standing: 'OVERRIDDEN', override: { by: 'lou', second: 'kim', reason: 'agreed' } }, {}],
  });
  expect([await listed('lou', 'MINE'), await listed('max', 'TO_REVIEW')]).toEqual([[], [step.request]]);
});

it('nobody is named to agree who has no right to', async () => {
  const step = await submitted('O3', '25%');
  for (const second of ['max', 'ana', 'nobody'])
    expect(await act('kim', 'approvalOverride', { ...step, reason: 'signs today', second })).toBe(
      'APPROVAL_NO_AUTHORITY',
    );
  expect(await listed('kim', 'TO_REVIEW')).not.toContain(step.request);
});

it('what one may pass over alone is looked at later by another, also when the deal is lost by then', async () => {
  const step = await submitted('O2', '15%');
  expect(await act('kim', 'approvalOverride', { ...step, reason: 'signs today' })).toMatchObject({
    standing: 'APPROVED',
  });
  await offers.tell(offer('O2', { discount: '15%', standing: 'lost', revision: 2 }));
  const look = { ...step, comment: 'The customer had signed' };
  expect(await act('ana', 'approvalReview', look)).toBe('NOT_ALLOWED');
  expect(await act('kim', 'approvalReview', look)).toBe('APPROVAL_TAKES_PART');
  expect(await act('max', 'approvalReview', look)).toMatchObject({
    steps: [{ standing: 'OVERRIDDEN', override: { reviewedBy: 'max', comment: look.comment } }],
  });
  expect(await listed('max', 'TO_REVIEW')).not.toContain(step.request);
  expect(await act('lou', 'approvalReview', look)).toBe('APPROVAL_NOT_OPEN');
});
