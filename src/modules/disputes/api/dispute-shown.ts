import { levelOf, partiesOf, type DisputeRuled, type Instant } from '../../../engine/disputes/dispute.js';
import { writeDay } from '../../../engine/kernel/day.js';
import type { CreditRuling } from '../../../engine/model/credit-ruling.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import type { StoredDispute } from '../store/disputes-stored.js';
import type { Precedent } from '../store/list-disputes.js';
import type { DisputePrecedentType, DisputeShareType, DisputeType } from './dispute.type.js';

/** A dispute as somebody sees it: who is credited now, and what was decided alike before, is for who decides. */
export function disputeShown(
  viewer: Viewer,
  { dispute, events }: StoredDispute,
  precedents: ReadonlyMap<string, readonly Precedent[]>,
): DisputeType {
  const { thing, filer, asked, due } = dispute;
  const decides = viewer.sees('disputes') === 'all' || isAsked(viewer, dispute);
  const people = asked === 'comp-operations' ? [] : [...asked.people];
  const alike = dispute.tag === null ? [] : (precedents.get(dispute.tag) ?? []);
  return {
    id: dispute.id,
    source: thing.scope.source,
    booking: thing.scope.booking,
    ruling: thing.ruling,
    filedBy: filer.person,
    participantId: dispute.beneficiary,
    claims: sharesShown(dispute.claims),
    credited: decides ? [...dispute.current] : null,
    evidence: dispute.evidence.map((each) => ({ ...each })),
    tag: dispute.tag,
    standing: dispute.standing,
    level: levelOf(dispute),
    asked: people,
    dueAt: moment(due),
    reason: dispute.reason,
    ruled: ruledShown(dispute.ruled),
    filedAt: moment(dispute.filedAt) ?? '',
    endedAt: moment(dispute.endedAt),
    events: events.map(({ event, at, person, reason }) => ({ event, person, reason, at: moment(at) ?? '' })),
    precedents: decides ? alike.filter(({ id }) => id !== dispute.id).map(precedentShown) : null,
  };
}

function ruledShown(ruled: DisputeRuled | null): DisputeType['ruled'] {
  if (!ruled) return null;
  const { ruling, to, reach, until } = ruled;
  return { ruling, shares: sharesShown(to), reach, until: until === null ? null : writeDay(until) };
}

function precedentShown({ id, standing, reason, endedAt }: Precedent): DisputePrecedentType {
  return { id, standing, reason, endedAt: endedAt.toISOString() };
}

function isAsked({ participant, id }: Viewer, dispute: StoredDispute['dispute']): boolean {
  const { asked, filer } = dispute;
  if (participant === null || asked === 'comp-operations' || filer.user === id) return false;
  return asked.people.includes(participant) && !partiesOf(dispute).has(participant);
}

function sharesShown(to: CreditRuling['to']): DisputeShareType[] {
  return to === 'house' ? [] : to.map((share) => ({ participantId: share.participant, parts: share.parts }));
}

function moment(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
