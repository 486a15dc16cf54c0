import type { Role } from './roles.js';

/** How far a role sees: nothing, what is one's own, that of whoever reports to one on the days they do, everything. */
export const REACHES = ['none', 'own', 'subtree', 'all'] as const;
export type Reach = (typeof REACHES)[number];

interface Row {
  readonly means: string;
  /** A role that is not listed sees nothing. */
  readonly seen: Readonly<Partial<Record<Role, Reach>>>;
}

const everybody = {
  comp_admin: 'all',
  finance: 'all',
  manager: 'all',
  rep: 'all',
  auditor: 'all',
  system_admin: 'all',
} as const;
const pay = { comp_admin: 'all', finance: 'all', manager: 'subtree', rep: 'own', auditor: 'all' } as const;
const company = { comp_admin: 'all', finance: 'all', auditor: 'all' } as const;

/** Every kind of data and who sees how much of it. What is not listed is not seen. */
export const DATA = {
  pay: {
    means:
      'earnings and their lines, explanations, statements, ledger entries, balances, what open deals would be worth',
    seen: pay,
  },
  attainment: { means: 'measures, attainment, where a participant stands in their tiers', seen: pay },
  quotas: { means: 'the targets of participants', seen: pay },
  results: {
    means:
      'results handed in: of participants, of the teams of those one sees; of the company for who sees all',
    seen: pay,
  },
  assignments: {
    means: 'who is on which plan, under which manager, with which rates and targets',
    seen: pay,
  },
  participants: {
    means: 'payroll id, legal entity, cost centre, dates of employment, further facts of a participant',
    seen: pay,
  },
  absences: { means: 'when and why somebody was away', seen: pay },
  names: { means: 'what participants are called', seen: everybody },
  bookings: { means: 'booking lines and what happened to them', seen: pay },
  deals: {
    means:
      'deals with their lines, and who told which revision; also those that one is asked to approve, or has decided about, until their request has ended',
    seen: pay,
  },
  approvers: {
    means: 'groups of approvers with their members',
    seen: { ...company, manager: 'all', rep: 'all' },
  },
  delegations: {
    means: 'who decides for whom when deals are approved, and disputes of credit decided',
    seen: pay,
  },
  credits: { means: 'who was credited for a booking line, in which parts', seen: pay },
  approvals: {
    means: 'requests for the approval of deals: those one submits, sells, decides or manages, all',
    seen: pay,
  },
  disputes: {
    means:
      'disputes of credit: those one files, gains or loses by, is asked to decide, also in place of somebody else; all',
    seen: pay,
  },
  rulings: {
    means:
      'what engagement policies decided for a booking line, an account, an opportunity and the like, and which rules lost: of what one owns or is given, all',
    seen: pay,
  },
  'what-if': {
    means: 'what engagement policies would decide about what does not exist yet',
    seen: company,
  },
  exceptions: {
    means: 'the house account and the queue of lines that nobody was credited for',
    seen: company,
  },
  reference: {
    means: 'territories with their holders and heads, accounts with their owners over time, exchange rates',
    seen: { ...company, manager: 'all', rep: 'all' },
  },
  transitions: { means: 'moves of accounts, who proposed and decided them, and their shares', seen: company },
  readiness: { means: 'who lacks what to be paid', seen: company },
  'plans.published': {
    means: 'the text of published versions: those one is paid by, those of whom one manages, all',
    seen: pay,
  },
  'plans.drafts': { means: 'versions that are not published, with findings and examples', seen: company },
  calculations: { means: 'which calculations were made, when, of what, with their totals', seen: company },
  comparisons: { means: 'what a calculation changed: by person, by deal, in all', seen: company },
  settlements: { means: 'what was posted to each period, in all', seen: company },
  periods: {
    means: 'pay periods and whether they are closed',
    seen: { ...company, manager: 'all', rep: 'all' },
  },
  imports: { means: 'which files came in, with their report', seen: company },
  jobs: { means: 'long work and how far it is', seen: { ...company, manager: 'own', rep: 'own' } },
  audit: {
    means: 'who changed what, when and in which request',
    seen: { ...company, rep: 'own', system_admin: 'all' },
  },
  'audit.amounts': { means: 'why, before and after of audit entries', seen: { ...company, rep: 'own' } },
  users: {
    means: 'who may sign in, and as which participant',
    seen: {
      comp_admin: 'own',
      finance: 'own',
      manager: 'own',
      rep: 'own',
      auditor: 'all',
      system_admin: 'all',
    },
  },
  roles: {
    means: 'who holds which role from when, granted by whom',
    seen: {
      comp_admin: 'own',
      finance: 'own',
      manager: 'own',
      rep: 'own',
      auditor: 'all',
      system_admin: 'all',
    },
  },
  webhooks: {
    means: 'endpoints outside that are told of approvals, and what was sent to them',
    seen: { comp_admin: 'all', system_admin: 'all', auditor: 'all' },
  },
  metrics: { means: 'how the service runs, without amounts', seen: { system_admin: 'all' } },
} as const satisfies Record<string, Row>;

export type DataKind = keyof typeof DATA;

interface Act {
  readonly means: string;
  /** A role that is not listed may not. */
  readonly by: readonly Role[];
}

/** Every act and who may do it. That two acts need two people is the database's to say, where the act is recorded. */
export const ACTIONS = {
  'plan.draft': { means: 'write, clone and edit drafts', by: ['comp_admin'] },
  'plan.check': {
    means: 'check a text and run its examples, keeping nothing',
    by: ['comp_admin', 'finance', 'auditor'],
  },
  'plan.mark': { means: 'check a draft, which notes in its history what came of it', by: ['comp_admin'] },
  'plan.propose': { means: 'put a checked version up for approval, withdraw it', by: ['comp_admin'] },
  'plan.approve': { means: "approve or reject somebody else's version", by: ['finance'] },
  'plan.publish': { means: 'publish an approved version', by: ['comp_admin', 'finance'] },
  'plan.retire': { means: 'propose to end a published version', by: ['comp_admin'] },
  'plan.confirm': { means: "confirm somebody else's proposal to end a published version", by: ['finance'] },
  'import.run': { means: 'bring facts in, one by one or from files', by: ['comp_admin'] },
  'import.undo': { means: 'take an import back', by: ['comp_admin'] },
  'deal.record': {
    means: 'tell a deal; a rep or manager those they sell themselves',
    by: ['comp_admin', 'manager', 'rep'],
  },
  'delegation.give': {
    means: 'let somebody decide for oneself, and end it; a comp admin for anybody',
    by: ['comp_admin', 'finance', 'manager', 'rep'],
  },
  'transition.propose': {
    means:
      'propose to move accounts, withdraw that, move them once it is approved, propose to give them back',
    by: ['comp_admin'],
  },
  'transition.decide': {
    means: "approve or refuse somebody else's moves of accounts, by the role that the policy asks",
    by: ['finance', 'comp_admin'],
  },
  'calculation.start': { means: 'calculate and settle', by: ['comp_admin', 'finance'] },
  'deal.submit': {
    means: 'submit a deal for approval, take it back, have it evaluated again',
    by: ['rep', 'manager', 'comp_admin'],
  },
  'approval.decide': {
    means: 'approve or reject a step one is asked for, hand it on, take an approval back',
    by: ['rep', 'manager', 'finance', 'comp_admin'],
  },
  'approval.arrange': { means: 'ask other people at a step', by: ['comp_admin'] },
  'approval.override': { means: 'pass a level over with a reason, to be looked at later', by: ['finance'] },
  'approval.review': {
    means: 'look at a level that others passed over, never one that one passed over',
    by: ['comp_admin', 'finance'],
  },
  'ruling.decide': {
    means: 'decide about what is stored by the engagement policies, and again',
    by: ['comp_admin', 'finance'],
  },
  'exception.resolve': { means: 'decide what nobody was credited for', by: ['comp_admin'] },
  'adjustment.propose': { means: 'propose a manual entry', by: ['comp_admin'] },
  'adjustment.approve': { means: "approve somebody else's manual entry", by: ['finance'] },
  'dispute.open': { means: 'dispute pay that one may see', by: ['rep', 'manager'] },
  'dispute.endorse': { means: "endorse a dispute of one's team", by: ['manager'] },
  'dispute.decide': {
    means: 'answer a dispute one is asked to decide, never one that one takes part in',
    by: ['rep', 'manager', 'finance', 'comp_admin'],
  },
  'payout.approve': { means: "approve payouts, never one's own", by: ['finance', 'manager'] },
  'period.propose': { means: 'propose to close or reopen a period', by: ['comp_admin'] },
  'period.close': { means: 'close a period', by: ['finance'] },
  'period.reopen': { means: 'reopen a period, with a second person', by: ['finance'] },
  'payment.export': { means: 'export a pay run to payroll', by: ['finance'] },
  'statement.export': {
    means: 'take statements one may see out as a file',
    by: ['comp_admin', 'finance', 'manager', 'rep', 'auditor'],
  },
  'audit.verify': {
    means: 'verify the chain of audit entries',
    by: ['comp_admin', 'finance', 'auditor', 'system_admin'],
  },
  'evidence.export': {
    means: 'take evidence with amounts out as a file',
    by: ['comp_admin', 'finance', 'auditor'],
  },
  'user.add': { means: 'add a user, rename one, say which participant they are', by: ['system_admin'] },
  'user.disable': { means: 'disable or enable a user, set a password', by: ['system_admin'] },
  'role.propose': { means: 'propose a role for somebody else', by: ['system_admin'] },
  'role.confirm': { means: 'confirm a role that another proposed for a third', by: ['system_admin'] },
  'webhook.manage': {
    means: 'add and change endpoints outside that are told of approvals, give them a new secret, send again',
    by: ['comp_admin', 'system_admin'],
  },
  'role.revoke': { means: 'take a role away, at once', by: ['system_admin'] },
} as const satisfies Record<string, Act>;

export type Action = keyof typeof ACTIONS;

/** How far somebody with these roles sees: the furthest of any of them. */
export function reachOf(roles: readonly Role[], data: DataKind): Reach {
  const { seen }: Row = DATA[data];
  const reaches = roles.map((role) => REACHES.indexOf(seen[role] ?? 'none'));
  return REACHES[Math.max(0, ...reaches)] ?? 'none';
}

/** Whether somebody with these roles may do it. */
export function mayDo(roles: readonly Role[], action: Action): boolean {
  const { by }: Act = ACTIONS[action];
  return roles.some((role) => by.includes(role));
}
