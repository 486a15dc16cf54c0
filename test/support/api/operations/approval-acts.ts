import type { Act, Doing, Input } from './act.js';

/** Who acts on deals in a test of every mutation: participants, two of each role, and who of them sells to whom. */
export const APPROVING = [
  { login: 'a-rep-2', role: 'rep', participant: 'seller-1' },
  { login: 'team-manager-2', role: 'manager', participant: 'manager-1' },
  { login: 'arranger', role: 'comp_admin', participant: 'director' },
  { login: 'arranger-2', role: 'comp_admin', participant: 'seller-7' },
  { login: 'cfo', role: 'finance', participant: 'seller-5' },
  { login: 'cfo-2', role: 'finance', participant: 'seller-6' },
] as const;

const rep = { by: 'a-rep', orBy: 'a-rep-2' };
const manager = { by: 'team-manager', orBy: 'team-manager-2' };

interface Submitted {
  readonly id: string;
  readonly hash: string;
}

/** A deal of the rep who asks, or whose manager asks; of the first one for everybody else. */
async function deal(nth: number, doing: Doing, { by, net }: { by: string; net?: string }): Promise<string> {
  const name = `asked-${nth}`;
  const seller = by.endsWith('rep-2') || by.endsWith('manager-2') ? 'seller-1' : 'seller-0';
  const lines = net === undefined ? [] : [{ line: 1, net }];
  const offer = { source: 'hr', deal: name, seller, currency: 'USD', offered: '2026-08-01', lines };
  await doing('comp-admin', 'dealRecord', offer);
  return name;
}

async function submitted(
  nth: number,
  doing: Doing,
  { by, net = '5000' }: { by: string; net?: string | null },
): Promise<Submitted> {
  const name = await deal(nth, doing, { by, ...(net === null ? {} : { net }) });
  const submitter = by.endsWith('rep-2') || by.endsWith('manager-2') ? 'a-rep-2' : 'a-rep';
  const { request } = await doing(submitter, 'dealSubmit', { deal: name });
  return request as Submitted;
}

/** An act on the first step of a small deal that was submitted. */
function onStep(who: Pick<Act, 'by' | 'orBy'>, more: (of: Submitted) => Input, other: Input): Act {
  return {
    ...who,
    input: async (nth, doing, by) => {
      const of = await submitted(nth, doing, { by });
      return { request: of.id, step: 0, ...more(of) };
    },
    other,
  };
}

/** How each mutation of approvals is brought to succeed. */
export const APPROVAL_ACTS: Readonly<Record<string, Act>> = {
  dealSubmit: {
    ...rep,
    input: async (nth, doing, by) => ({ deal: await deal(nth, doing, { by, net: '5000' }) }),
    other: { matrix: 'sizes' },
  },
  approvalDecide: onStep(manager, ({ hash }) => ({ approve: true, hash }), { reason: 'agreed' }),
  approvalsDecide: {
    ...manager,
    input: async (nth, doing, by) => {
      const { id, hash } = await submitted(nth, doing, { by });
      return { decisions: [{ request: id, step: 0, hash }], approve: true };
    },
    other: { reason: 'agreed' },
  },
  approvalRetract: {
    ...manager,
    input: async (nth, doing, by) => {
      const { id, hash } = await submitted(nth, doing, { by, net: '50000' });
      const decision = { request: id, step: 0, approve: true, hash };
      await doing(by, 'approvalDecide', decision);
      return { request: id, step: 0 };
    },
    other: { step: 1 },
  },
  approvalDelegate: onStep(manager, () => ({ to: 'director' }), { to: 'seller-7' }),
  approvalReassign: onStep(
    { by: 'arranger', orBy: 'arranger-2' },
    () => ({ people: ['manager-1'], reason: 'away' }),
    { reason: 'left' },
  ),
  approvalOverride: onStep({ by: 'cfo', orBy: 'cfo-2' }, () => ({ reason: 'signs today' }), {
    reason: 'signs tomorrow',
  }),
  approvalReview: {
    by: 'arranger',
    orBy: 'arranger-2',
    input: async (nth, doing, by) => {
      const { id } = await submitted(nth, doing, { by });
      await doing('cfo', 'approvalOverride', { request: id, step: 0, reason: 'signs today' });
      return { request: id, step: 0, comment: 'in order' };
    },
    other: { comment: 'not in order' },
  },
  approvalRecall: {
    ...rep,
    input: async (nth, doing, by) => ({ request: (await submitted(nth, doing, { by })).id }),
    other: { request: 'another' },
  },
  approvalRetry: {
    ...rep,
    input: async (nth, doing, by) => ({ request: (await submitted(nth, doing, { by, net: null })).id }),
    other: { request: 'another' },
  },
};

const admin = { by: 'comp-admin', orBy: 'comp-admin-2' };

async function endpoint(nth: number, doing: Doing, by: string): Promise<string> {
  const url = `https://hooks.example.com/of-${nth}`;
  const { webhook } = await doing(by, 'webhookAdd', { url, events: ['REJECTED'] });
  return (webhook as { id: string }).id;
}

/** A message to an endpoint that nobody answers at: it was given up. */
async function givenUp(nth: number, doing: Doing, by: string): Promise<Input> {
  const address = { url: `http://127.0.0.1:1/${nth}`, events: ['SUBMITTED'] };
  const { webhook } = await doing(by, 'webhookAdd', address);
  const { id } = await submitted(nth, doing, { by: 'a-rep' });
  await doing.sendWebhooks();
  return { webhook: (webhook as { id: string }).id, delivery: `msg_${id}_1` };
}

/** How each mutation of webhooks is brought to succeed. */
export const WEBHOOK_ACTS: Readonly<Record<string, Act>> = {
  webhookAdd: {
    ...admin,
    input: (nth) => ({ url: `https://hooks.example.com/${nth}`, events: ['APPROVED'] }),
    other: { url: 'https://hooks.example.com/other' },
  },
  webhookChange: {
    ...admin,
    input: async (nth, doing, by) => ({ webhook: await endpoint(nth, doing, by), disabled: true }),
    other: { disabled: false },
  },
  webhookRotateSecret: {
    ...admin,
    input: async (nth, doing, by) => ({ webhook: await endpoint(nth, doing, by) }),
    other: { oldForHours: 1 },
  },
  webhookSendAgain: { ...admin, input: givenUp, other: { delivery: 'msg_other_1' } },
};
