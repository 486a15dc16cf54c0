import { invariant } from '../kernel/invariant.js';
import { DISPUTE_ENDED, type Dispute, type DisputeEvent } from './dispute.js';

/** A dispute after an event; the first is that it is filed. Nothing follows its end. */
export function applyDispute(dispute: Dispute | null, event: DisputeEvent, id: string): Dispute {
  if (event.event === 'FILE') {
    invariant(dispute === null, `the dispute ${id} was filed twice`);
    return filed(event, id);
  }
  invariant(dispute !== null, `the dispute ${id} was never filed`);
  invariant(!DISPUTE_ENDED.has(dispute.standing), `the dispute ${id} is over`);
  return { ...dispute, ...changed(dispute, event), revision: dispute.revision + 1 };
}

/** All that happened, as a state. */
export function replayDispute(events: readonly DisputeEvent[], id: string): Dispute {
  let dispute: Dispute | null = null;
  for (const event of events) dispute = applyDispute(dispute, event, id);
  invariant(dispute !== null, `nothing happened to the dispute ${id}`);
  return dispute;
}

function filed(event: Extract<DisputeEvent, { event: 'FILE' }>, id: string): Dispute {
  const { event: _name, user, person, at, reason: _reason, actingFor: _for, ...own } = event;
  return {
    ...own,
    id,
    filer: { user, person },
    standing: 'OPEN',
    ruled: null,
    reason: null,
    filedAt: at,
    endedAt: null,
    revision: 1,
  };
}

type Later = Exclude<DisputeEvent, { event: 'FILE' }>;

function changed(dispute: Dispute, event: Later): Partial<Dispute> {
  const { at, reason } = event;
  switch (event.event) {
    case 'GO_UP':
      return { rung: event.rung, asked: event.asked, due: event.due };
    case 'REORGANISE':
      return { asked: event.asked, due: event.due };
    case 'CREDITED':
      return { current: event.current };
    case 'SEND_BACK':
      return { standing: 'SENT_BACK', due: null, reason };
    case 'BRING':
      return { standing: 'OPEN', due: event.due, evidence: [...dispute.evidence, ...event.evidence] };
    case 'UPHOLD':
    case 'SPLIT': {
      const { ruling, to, reach, until } = event;
      const standing = event.event === 'UPHOLD' ? 'UPHELD' : 'SPLIT';
      return { standing, ruled: { ruling, to, reach, until }, reason, endedAt: at, due: null };
    }
    case 'DENY':
      return { standing: 'DENIED', reason, endedAt: at, due: null };
    case 'WITHDRAW':
      return { standing: 'WITHDRAWN', reason, endedAt: at, due: null };
  }
}
