import type { DisputeListService } from '../../modules/disputes/dispute-list.service.js';
import { table, type Answer } from '../output.js';

/** A dispute as somebody sees it. */
export type ShownDispute = NonNullable<Awaited<ReturnType<DisputeListService['one']>>>;

/** Disputes in a list, the latest first. */
export function disputesAnswer(disputes: readonly ShownDispute[]): Answer {
  if (disputes.length === 0) return { text: 'There are none.', json: { disputes } };
  const rows = disputes.map((each) => [
    each.id,
    bookingOf(each),
    each.participantId,
    sharesText(each.claims),
    each.standing,
    each.endedAt === null ? asksText(each) : '',
    each.dueAt ?? '',
  ]);
  return {
    text: table(['Dispute', 'Of', 'About', 'Claims', 'Stands', 'Asks', 'Until'], rows),
    json: { disputes },
  };
}

/** One dispute with everything that happened to it. */
export function disputeAnswer(dispute: ShownDispute): Answer {
  const { ruling, filedBy, tag, credited, standing, reason, ruled, evidence, events, precedents, setBy } =
    dispute;
  const about = ruling === null ? bookingOf(dispute) : `${ruling} on ${bookingOf(dispute)}`;
  const filer = filedBy === null || filedBy === dispute.participantId ? '' : `, filed by ${filedBy}`;
  return {
    text: [
      `Dispute ${dispute.id} of ${about}, about ${dispute.participantId}${filer}: ${sharesText(dispute.claims)} is claimed.`,
      ...(credited === null ? [] : [`Credited: ${credited.join(', ') || 'nobody'}.`]),
      ...(tag === null ? [] : [`Tag: ${tag}.`]),
      `${standing}${reason === null ? '' : `: ${reason}`}`,
      ...(setBy === null ? [] : [ruleText(setBy)]),
      ...(standing === 'OPEN' ? [`Asks ${asksText(dispute)}${untilText(dispute.dueAt)}.`] : []),
      ...(ruled === null ? [] : [ruledText(ruled)]),
      table(
        ['Evidence', 'Says', 'Link'],
        evidence.map(({ what, says, link }) => [what, says ?? '', link ?? '']),
      ),
      table(
        ['When', 'What', 'Who', 'Why'],
        events.map((each) => [
          each.at,
          each.event,
          each.actingFor === null
            ? (each.person ?? each.decidedAs ?? '')
            : `${each.person} for ${each.actingFor}`,
          each.reason ?? '',
        ]),
      ),
      ...(precedents ?? []).map((each) => `Alike: ${each.id} ${each.standing}: ${each.reason}`),
    ].join('\n'),
    json: { dispute },
  };
}

function bookingOf({ source, booking }: ShownDispute): string {
  return `${source}/${booking}`;
}

function asksText({ level, asked, askedNames }: ShownDispute): string {
  if (asked.length > 0) return `${level}: ${asked.join(', ')}`;
  if (askedNames === null) return 'comp operations';
  return `comp operations: ${askedNames.join(', ') || 'nobody who may decide it'}`;
}

function untilText(dueAt: string | null): string {
  return dueAt === null ? '' : ` until ${dueAt}`;
}

function sharesText(shares: ShownDispute['claims']): string {
  return shares.map(({ participantId, parts }) => `${participantId} ${parts}`).join(', ') || 'house';
}

function ruledText({ ruling, shares, reach, until }: NonNullable<ShownDispute['ruled']>): string {
  return `Ruling ${ruling} for the ${reach}${until === null ? '' : ` until ${until}`}: ${sharesText(shares)}.`;
}

function ruleText({ policy, rule, versionFrom, because }: NonNullable<ShownDispute['setBy']>): string {
  return `Level set by ${policy ?? 'no policy'} of ${versionFrom ?? 'no day'}, ${rule ?? 'otherwise'}: ${because}.`;
}
