import { planTest, planText } from '../../rules/versions.js';
import type { Act, Doing, Input } from './act.js';
import { APPROVAL_ACTS, WEBHOOK_ACTS } from './approval-acts.js';
import { DISPUTE_ACTS } from './dispute-acts.js';
import { TRANSITION_ACTS } from './transition-acts.js';
import { DEFINES } from './defines.js';
import { SUBJECT_ACTS } from './subject-acts.js';

type Draft = { readonly id: string; readonly hash: string };

const admin = { by: 'comp-admin', orBy: 'comp-admin-2' };
const finance = { by: 'finance', orBy: 'finance-2' };
const system = { by: 'system-admin', orBy: 'system-admin-2' };

async function draft(nth: number, doing: Doing, by: string): Promise<Draft> {
  const name = `plan-${nth}`;
  const { version } = await doing(by, 'documentDefine', { text: planText(name), test: planTest(name) });
  return version as Draft;
}

async function submitted(nth: number, doing: Doing, by: string): Promise<Draft> {
  const { id, hash } = await draft(nth, doing, by);
  for (const act of ['versionCheck', 'versionSubmit']) await doing(by, act, { version: id });
  return { id, hash };
}

async function approved(nth: number, doing: Doing, by: string): Promise<Draft> {
  const { id, hash } = await submitted(nth, doing, by);
  await doing('finance', 'versionApprove', { version: id, hash });
  return { id, hash };
}

async function published(nth: number, doing: Doing, by: string): Promise<Draft> {
  const version = await approved(nth, doing, by);
  await doing(by, 'versionPublish', { version: version.id });
  return version;
}

async function proposed(nth: number, doing: Doing): Promise<string> {
  await doing('system-admin', 'userAdd', { login: `user-${nth}`, name: 'User' });
  const { grant } = await doing('system-admin', 'rolePropose', { login: `user-${nth}`, role: 'REP' });
  return (grant as { id: string }).id;
}

const record = (input: (nth: number) => Input, other: Input): Act => ({
  ...admin,
  input: (nth) => ({ source: 'hr', ...input(nth) }),
  other,
});

const onVersion = (
  who: Pick<Act, 'by' | 'orBy'>,
  make: (nth: number, doing: Doing, by: string) => Promise<Draft>,
  {
    more = () => ({}),
    other = { step: 1 },
  }: { more?: (draft: Draft, nth: number) => Input; other?: Input } = {},
): Act => ({
  ...who,
  input: async (nth, doing, by) => {
    const version = await make(nth, doing, who === finance ? 'comp-admin' : by);
    return { version: version.id, ...more(version, nth) };
  },
  other,
});

/** A month of its own for each. */
const january = (nth: number): Input => ({ from: `${2030 + nth}-01-01`, until: `${2030 + nth}-02-01` });
const FROM = '2026-01-01';

/** How each mutation is brought to succeed. Absences and booking events are left out: the catalogue of this company has no kind of either. */
export const ACTS: Readonly<Record<string, Act>> = {
  // First, while nothing was told since the calculation that is settled.
  periodClose: {
    ...finance,
    input: (nth) => ({ period: ['2026-Q2', '2026-Q3', '2026-Q4'][nth] ?? '2027-Q1' }),
    other: { reason: 'reviewed' },
  },
  participantRecord: record((nth) => ({ participant: `new-${nth}`, name: 'New' }), { name: 'Other' }),
  assignmentRecord: {
    ...admin,
    input: async (nth, doing, by) => {
      await doing(by, 'participantRecord', { source: 'hr', participant: `joins-${nth}`, name: 'Joins' });
      return { source: 'hr', participant: `joins-${nth}`, plan: 'seller', from: FROM };
    },
    other: { plan: 'manager' },
  },
  accountRecord: record((nth) => ({ account: `account-${nth}`, name: 'Account' }), { name: 'Other' }),
  accountOwnerRecord: record((nth) => ({ account: 'acme', participant: 'director', ...january(nth) }), {
    participant: 'manager-1',
  }),
  namedAccountRecord: record((nth) => ({ account: 'acme', participant: 'director', ...january(nth) }), {
    participant: 'manager-1',
  }),
  accountSegmentRecord: record((nth) => ({ account: 'acme', segment: 'smb', ...january(nth) }), {
    segment: 'enterprise',
  }),
  accountParentRecord: {
    ...admin,
    input: async (nth, doing, by) => {
      await doing(by, 'accountRecord', { source: 'hr', account: `group-${nth}`, name: 'Group' });
      return { source: 'hr', account: 'acme', parent: `group-${nth}`, ...january(nth) };
    },
    other: { until: '2040-01-01' },
  },
  territoryRecord: record((nth) => ({ territory: `north-${nth}`, name: 'North' }), { name: 'South' }),
  territoryHolderRecord: {
    ...admin,
    input: async (nth, doing, by) => {
      await doing(by, 'territoryRecord', { source: 'hr', territory: `held-${nth}`, name: 'Held' });
      return { source: 'hr', territory: `held-${nth}`, participant: 'seller-1', from: FROM };
    },
    other: { participant: 'seller-2' },
  },
  territoryHeadRecord: record((nth) => ({ group: 'emea', participant: 'director', ...january(nth) }), {
    participant: 'manager-1',
  }),
  quotaRecord: record(
    (nth) => ({
      participant: 'director',
      amount: '100',
      unit: 'USD',
      ...january(nth),
    }),
    { amount: '200' },
  ),
  resultRecord: record(
    (nth) => ({ measure: 'margin', value: '31.5%', date: `${2030 + nth}-02-03`, ...january(nth) }),
    { value: '32%' },
  ),
  bookingRecord: record((nth) => ({ booking: `N-${nth}`, date: '2026-08-01', currency: 'USD', net: '10' }), {
    net: '11',
  }),
  creditRulingRecord: record(
    (nth) => ({
      ruling: `ruling-${nth}`,
      account: 'acme',
      ...january(nth),
      shares: 'seller-1 1',
      reason: 'Agreed',
      decidedBy: 'Comp operations',
    }),
    { reason: 'Agreed by both' },
  ),
  dealRecord: record(
    (nth) => ({
      deal: `deal-${nth}`,
      currency: 'USD',
      offered: '2026-08-01',
      lines: [{ line: 1, net: '10' }],
    }),
    { lines: [{ line: 1, net: '11' }] },
  ),
  approverGroupRecord: record((nth) => ({ group: `desk-${nth}`, participant: 'director', from: FROM }), {
    participant: 'manager-1',
  }),
  delegationRecord: record(
    (nth) => ({ giver: 'manager-1', deputy: 'director', ...january(nth), reason: 'leave' }),
    { reason: 'travel' },
  ),
  delegationEnd: {
    ...admin,
    input: async (nth, doing, by) => {
      const { from, until } = january(nth);
      const told = { source: 'hr', giver: 'seller-1', deputy: 'director', from, until, reason: 'leave' };
      await doing(by, 'delegationRecord', told);
      return { delegation: `seller-1/director/${String(from)}`, on: `${2030 + nth}-01-09` };
    },
    other: { on: '2029-01-01' },
  },
  fxRateRecord: record(
    (nth) => ({ set: `set-${nth}`, fromCurrency: 'EUR', toCurrency: 'USD', date: FROM, rate: '1.1' }),
    { rate: '1.2' },
  ),
  importUndo: {
    ...admin,
    input: async (nth, doing, by) => {
      const told = { source: 'hr', account: `undone-${nth}`, name: 'Undone' };
      const { importId } = await doing(by, 'accountRecord', told);
      return { importId, reason: 'a slip' };
    },
    other: { reason: 'another slip' },
  },
  ...APPROVAL_ACTS,
  ...SUBJECT_ACTS,
  ...DISPUTE_ACTS,
  ...TRANSITION_ACTS,
  ...DEFINES,
  versionCheck: onVersion(admin, draft),
  versionEdit: onVersion(admin, draft, {
    more: (_, nth) => ({ revision: 1, text: planText(`plan-${nth}`, { 'Sellers of': 'All sellers of' }) }),
    other: { revision: 2 },
  }),
  versionClone: onVersion(admin, draft, {
    more: (_, nth) => ({ name: `clone-${nth}` }),
    other: { name: 'other' },
  }),
  versionSubmit: onVersion(admin, async (nth, doing, by) => {
    const version = await draft(nth, doing, by);
    await doing(by, 'versionCheck', { version: version.id });
    return version;
  }),
  versionWithdraw: onVersion(admin, draft, {
    more: () => ({ reason: 'not needed' }),
    other: { reason: 'wrong' },
  }),
  versionApprove: onVersion(finance, submitted, {
    more: ({ hash }) => ({ hash }),
    other: { reason: 'agreed' },
  }),
  versionReject: onVersion(finance, submitted, {
    more: () => ({ reason: 'too dear' }),
    other: { reason: 'too cheap' },
  }),
  versionPublish: onVersion(admin, approved, { other: { reason: 'now' } }),
  versionRetireConfirm: onVersion(
    finance,
    async (nth, doing, by) => {
      const version = await published(nth, doing, by);
      const day = { from: '2026-07-01', gapAccepted: true, corrects: true, reason: 'over' };
      await doing('comp-admin', 'versionRetire', { version: version.id, ...day });
      return version;
    },
    { more: () => ({ gapAccepted: true, corrects: true }), other: { reason: 'agreed' } },
  ),
  versionRetire: onVersion(admin, published, {
    more: () => ({ from: '2026-07-01', gapAccepted: true, corrects: true, reason: 'over' }),
    other: { from: '2026-08-01' },
  }),
  calculationStart: { ...finance, input: () => ({ settle: false }), other: { settle: true } },
  ...WEBHOOK_ACTS,
  userAdd: { ...system, input: (nth) => ({ login: `login-${nth}`, name: 'User' }), other: { name: 'Other' } },
  userChange: {
    ...system,
    input: async (nth, doing, by) => {
      await doing(by, 'userAdd', { login: `named-${nth}`, name: 'User' });
      return { login: `named-${nth}`, name: 'Renamed' };
    },
    other: { name: 'Other' },
  },
  userSetAccess: {
    ...system,
    input: async (nth, doing, by) => {
      await doing(by, 'userAdd', { login: `shut-${nth}`, name: 'User' });
      return { login: `shut-${nth}`, disabled: true };
    },
    other: { disabled: false },
  },
  rolePropose: {
    ...system,
    input: async (nth, doing, by) => {
      await doing(by, 'userAdd', { login: `role-${nth}`, name: 'User' });
      return { login: `role-${nth}`, role: 'REP' };
    },
    other: { role: 'MANAGER' },
  },
  roleConfirm: {
    by: 'system-admin-2',
    orBy: 'system-admin-3',
    input: async (nth, doing) => ({ grant: await proposed(nth, doing) }),
    other: { reason: 'right' },
  },
  roleRevoke: {
    ...system,
    input: async (nth, doing) => ({ grant: await proposed(nth, doing) }),
    other: { reason: 'wrong' },
  },
};
