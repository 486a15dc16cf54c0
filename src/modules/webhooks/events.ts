/** What endpoints may be told of. */
export const WEBHOOK_EVENTS = [
  'approval.submitted',
  'approval.needs_decision',
  'approval.approved',
  'approval.rejected',
  'approval.expired',
  'approval.escalated',
  'approval.changed',
  'approval.consumed',
] as const;

export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** As what an event of a request is told; the others are parts of these, and are not told by themselves. */
const TOLD_AS: Readonly<Record<string, WebhookEvent>> = {
  SUBMIT: 'approval.submitted',
  GATE_OPEN: 'approval.needs_decision',
  DELEGATE: 'approval.needs_decision',
  REASSIGN: 'approval.needs_decision',
  REORGANISE: 'approval.needs_decision',
  SLA_BREACH: 'approval.escalated',
  APPROVED: 'approval.approved',
  REJECTED: 'approval.rejected',
  TIMER_EXPIRED: 'approval.expired',
  VALIDITY_PASSED: 'approval.expired',
  BOOKED: 'approval.consumed',
  APPROVE: 'approval.changed',
  RETRACT: 'approval.changed',
  OVERRIDE: 'approval.changed',
  RECALL: 'approval.changed',
  DEAL_CHANGED: 'approval.changed',
  DEAL_REVERTED: 'approval.changed',
  DEAL_CLOSED_LOST: 'approval.changed',
  RESUBMIT: 'approval.changed',
  RETRY: 'approval.changed',
  EVALUATION_ERROR: 'approval.changed',
  NO_APPROVER_LEFT: 'approval.changed',
};

/** As what something that happened to a request is told; null for what is not. An evaluation that needs nobody is an approval. */
export function toldAs(event: string, standing: string): WebhookEvent | null {
  if (event === 'EVALUATED') return standing === 'APPROVED' ? 'approval.approved' : null;
  return TOLD_AS[event] ?? null;
}
