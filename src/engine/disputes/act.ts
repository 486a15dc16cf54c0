import type { CreditRuling } from '../model/credit-ruling.js';
import {
  DISPUTE_ENDED,
  hasAbove,
  partiesOf,
  type Dispute,
  type DisputeEvent,
  type Doer,
  type Evidence,
  type Instant,
} from './dispute.js';
import type { DisputeSetting } from './setting.js';
import { dueOf, stepFrom } from './step.js';

/** Why something is not done to a dispute. */
export type DisputeRefusal =
  | 'NOT_OPEN'
  | 'TAKES_PART'
  | 'NOT_ASKED'
  | 'REPORTS_TO_FILER'
  | 'NOT_YOURS'
  | 'NO_EVIDENCE'
  | 'NO_REASON'
  | 'NO_CLAIM'
  | 'NOBODY_ABOVE'
  | 'NO_END';

/** What is done comes to events, or is refused with the reason. */
export type DisputeDone =
  | { readonly events: readonly DisputeEvent[] }
  | { readonly refused: DisputeRefusal; readonly message: string };

/** How a dispute is answered. */
export type DisputeAnswer =
  | { readonly answer: 'uphold' | 'split'; readonly to: CreditRuling['to']; readonly ruling: string }
  | { readonly answer: 'deny' | 'send-back' | 'pass-up' };

/** For which bookings the ruling holds that a decision makes. */
export interface DisputeReach {
  readonly reach: 'booking' | 'account';
  readonly until: number | null;
}

/** What is filed. */
export type DisputeClaim = Omit<
  Extract<DisputeEvent, { event: 'FILE' }>,
  'event' | 'rung' | 'asked' | 'due' | keyof Doer | 'at'
>;

/** Files a dispute: the first level at which somebody may decide is asked. */
export function fileDispute(claim: DisputeClaim, setting: DisputeSetting): DisputeDone {
  const { doer, at } = setting;
  if (claim.evidence.length === 0)
    return refused('NO_EVIDENCE', 'A dispute needs evidence: text or a link, each with what it is.');
  if ((claim.reason ?? '').trim() === '')
    return refused('NO_REASON', 'A dispute needs a reason, which is told to who decides it.');
  if (claim.claims !== 'house' && claim.claims.length === 0)
    return refused('NO_CLAIM', 'A dispute says who should be credited.');
  const parties = partiesOf({ ...claim, filer: doer });
  const first = stepFrom(claim.ladder, 0, { parties, setting });
  return { events: [{ event: 'FILE', ...claim, ...doer, at, ...first }] };
}

/** Answers a dispute: whoever is asked, or stands in for somebody who is, and takes no part in it. */
export function answerDispute(
  dispute: Dispute,
  asked: DisputeAnswer & DisputeReach & { readonly reason: string | null },
  setting: DisputeSetting,
): DisputeDone {
  const right = rightOf(dispute, 'to' in asked ? asked.to : 'house', setting);
  if ('refused' in right) return right;
  const { doer, at } = setting;
  const by = { ...doer, ...right, at, reason: asked.reason };
  if (asked.answer === 'pass-up') return passUp(dispute, by, setting);
  if (asked.reason === null || asked.reason.trim() === '')
    return refused('NO_REASON', 'An answer needs a reason, which is told to the parties.');
  if (asked.answer === 'send-back') return { events: [{ event: 'SEND_BACK', ...by }] };
  if (!('to' in asked)) return { events: [{ event: 'DENY', ...by }] };
  const { reach, until, ruling, to } = asked;
  if (reach === 'account' && (until === null || dispute.thing.account === null))
    return refused(
      'NO_END',
      'A ruling for an account needs the account of the booking, and a day on which it ends.',
    );
  const event = asked.answer === 'uphold' ? 'UPHOLD' : 'SPLIT';
  return { events: [{ event, ...by, ruling, to, reach, until }] };
}

/** Brings further evidence; what was sent back is asked again, with a clock of its own. */
export function bringEvidence(
  dispute: Dispute,
  evidence: readonly Evidence[],
  setting: DisputeSetting,
): DisputeDone {
  const bad = notFiler(dispute, setting);
  if (bad) return bad;
  if (evidence.length === 0) return refused('NO_EVIDENCE', 'Give text or a link, each with what it is.');
  const { doer, at, clock } = setting;
  const due =
    dispute.standing === 'SENT_BACK' ? dueOf(dispute.ladder, dispute.rung, { at, clock }) : dispute.due;
  return { events: [{ event: 'BRING', ...doer, at, reason: null, evidence, due }] };
}

/** Takes one's own dispute back. */
export function withdrawDispute(
  dispute: Dispute,
  reason: string | null,
  setting: DisputeSetting,
): DisputeDone {
  const bad = notFiler(dispute, setting);
  if (bad) return bad;
  const { doer, at } = setting;
  return { events: [{ event: 'WITHDRAW', ...doer, at, reason }] };
}

/** What time does: a step that nobody answered in time goes up. At the top it stays late; nothing decides by itself. */
export function tendDispute(dispute: Dispute, setting: DisputeSetting): readonly DisputeEvent[] {
  const { doer, at } = setting;
  const isLate = dispute.due !== null && dispute.due <= at;
  if (dispute.standing !== 'OPEN' || !isLate || !hasAbove(dispute)) return [];
  const step = stepFrom(dispute.ladder, dispute.rung + 1, { parties: partiesOf(dispute), setting });
  return [{ event: 'GO_UP', ...doer, at, reason: null, because: 'late', ...step }];
}

function passUp(
  dispute: Dispute,
  by: Doer & { at: Instant; reason: string | null; actingFor?: string },
  setting: DisputeSetting,
): DisputeDone {
  if (!hasAbove(dispute)) return refused('NOBODY_ABOVE', 'Nobody above could be asked: decide it.');
  const step = stepFrom(dispute.ladder, dispute.rung + 1, { parties: partiesOf(dispute), setting });
  return { events: [{ event: 'GO_UP', ...by, because: 'passed', ...step }] };
}

type Refused = Extract<DisputeDone, { readonly refused: DisputeRefusal }>;

/** By what right who acts decides: their own, or that of somebody they stand in for. Whoever takes part decides in no way. */
function rightOf(
  dispute: Dispute,
  proposed: CreditRuling['to'],
  setting: DisputeSetting,
): { readonly actingFor?: string } | Refused {
  const { doer, isCompOperations } = setting;
  if (dispute.standing !== 'OPEN')
    return refused(
      'NOT_OPEN',
      `The dispute is ${DISPUTE_ENDED.has(dispute.standing) ? dispute.standing.toLowerCase() : 'sent back for evidence'}.`,
    );
  const parties = partiesOf(dispute, proposed);
  const takesPart = doer.person !== null && parties.has(doer.person);
  if (takesPart || dispute.filer.user === doer.user)
    return refused('TAKES_PART', 'Nobody decides a dispute that they filed, or by which they gain or lose.');
  const { asked } = dispute;
  if (asked === 'comp-operations') return isCompOperations ? {} : notAsked();
  if (doer.person !== null && asked.people.includes(doer.person)) return {};
  return standingIn(
    asked.people.filter((person) => !parties.has(person)),
    dispute,
    setting,
  );
}

function standingIn(
  asked: readonly string[],
  { filer }: Dispute,
  { standsInFor, managers }: DisputeSetting,
): { readonly actingFor: string } | Refused {
  const giver = asked.find((person) => standsInFor.has(person));
  if (giver === undefined) return notAsked();
  if (filer.person !== null && managers.has(filer.person))
    return refused('REPORTS_TO_FILER', 'Whoever reports to the filer may not decide for somebody else.');
  return { actingFor: giver };
}

function notAsked(): Refused {
  return refused('NOT_ASKED', 'Somebody else is asked to decide it now.');
}

function notFiler(dispute: Dispute, { doer }: DisputeSetting): DisputeDone | undefined {
  if (DISPUTE_ENDED.has(dispute.standing))
    return refused('NOT_OPEN', `The dispute is ${dispute.standing.toLowerCase()}.`);
  const isFiler = dispute.filer.user === doer.user;
  return isFiler ? undefined : refused('NOT_YOURS', 'Only who filed a dispute adds to it or takes it back.');
}

function refused(why: DisputeRefusal, message: string): Refused {
  return { refused: why, message };
}
