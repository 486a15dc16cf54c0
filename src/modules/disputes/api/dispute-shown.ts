import { applyDispute } from '../../../engine/disputes/apply.js';
import {
  levelOf,
  partiesOf,
  type Dispute,
  type DisputeEvent,
  type DisputeRuled,
  type Instant,
} from '../../../engine/disputes/dispute.js';
import { writeDay } from '../../../engine/kernel/day.js';
import type { CreditRuling } from '../../../engine/model/credit-ruling.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import type { StoredDispute } from '../store/disputes-stored.js';
import type { Precedent } from '../store/list-disputes.js';
import type { DisputePrecedentType, DisputeShareType, DisputeType } from './dispute.type.js';

/** What of others a dispute is shown with: for whom who looks stands in, and disputes with its tag. */
export interface ShownWith {
  readonly givers: ReadonlySet<string>;
  readonly precedents: ReadonlyMap<string, readonly Precedent[]>;
  /** Of disputes that wait for comp operations, who of them may decide, by name; for who sees all disputes. */
  readonly compOperations: ReadonlyMap<string, readonly string[]>;
}

/** A dispute as somebody sees it: who is credited now, and what was decided alike before, is for who decides. */
export function disputeShown(
  viewer: Viewer,
  { dispute, events }: StoredDispute,
  { givers, precedents, compOperations }: ShownWith,
): DisputeType {
  const { thing, filer, asked, due } = dispute;
  const decides = viewer.sees('disputes') === 'all' || isAsked(viewer, dispute, givers);
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
    askedNames: compOperations.get(dispute.id)?.slice() ?? null,
    dueAt: moment(due),
    reason: dispute.reason,
    ruled: ruledShown(dispute.ruled),
    filedAt: moment(dispute.filedAt) ?? '',
    endedAt: moment(dispute.endedAt),
    setBy: setByShown(dispute),
    events: eventsShown(viewer, dispute.id, events),
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

function isAsked(
  { participant, id }: Viewer,
  dispute: StoredDispute['dispute'],
  givers: ReadonlySet<string>,
): boolean {
  const { asked, filer } = dispute;
  const parties = partiesOf(dispute);
  if (participant === null || asked === 'comp-operations' || filer.user === id || parties.has(participant))
    return false;
  return asked.people.some(
    (person) => person === participant || (givers.has(person) && !parties.has(person)),
  );
}

/** What of the policy set the level at which a dispute stands. */
function setByShown({ ladder, rung }: Dispute): DisputeType['setBy'] {
  const rule = ladder[rung]?.setBy;
  if (!rule) return null;
  const { policy, version, rule: id, because } = rule;
  return {
    policy,
    versionFrom: version && writeDay(version.from),
    version: version?.fingerprint ?? null,
    rule: id,
    because,
  };
}

/** Everything that happened; of what was decided, as what. The user is for who may know people by it, and for nobody else. */
function eventsShown(viewer: Viewer, id: string, events: readonly DisputeEvent[]): DisputeType['events'] {
  const knows = viewer.sees('disputes') === 'all';
  let before: Dispute | null = null;
  return events.map((each) => {
    const decidedAs = before !== null && isDecision(each) ? officeOf(before) : null;
    before = applyDispute(before, each, id);
    const { event, at, person, reason, user, actingFor = null } = each;
    const isPerson = user !== 'time';
    const named = isPerson && (knows || user === viewer.id) ? user : null;
    return { event, person, actingFor, decidedAs, user: named, reason, at: moment(at) ?? '' };
  });
}

function isDecision(event: DisputeEvent): boolean {
  if (event.event === 'GO_UP') return event.because === 'passed';
  return ['UPHOLD', 'SPLIT', 'DENY', 'SEND_BACK'].includes(event.event);
}

function officeOf(dispute: Dispute): string {
  return dispute.asked === 'comp-operations' ? 'comp-operations' : levelOf(dispute);
}

function sharesShown(to: CreditRuling['to']): DisputeShareType[] {
  return to === 'house' ? [] : to.map((share) => ({ participantId: share.participant, parts: share.parts }));
}

function moment(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
