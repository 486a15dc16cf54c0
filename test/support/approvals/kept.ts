import { requestsOfDeal, type StoredRequest } from '../../../src/modules/approvals/store/read-requests.js';
import type { Terms } from '../../../src/engine/approvals/deal.js';
import type { RequestEvent } from '../../../src/engine/approvals/request/events.js';
import type { Transaction } from '../../../src/platform/database/transaction.js';
import { brokenInvariants } from '../rules/request-invariants.js';
import type { Shape } from './machine/model-shapes.js';
import { as, type Offers } from './offers.js';

/** The latest request of a deal, whether it fits the deal as it is now, and what of the invariants of the state machine is broken. */
export interface Kept {
  readonly latest: StoredRequest | undefined;
  readonly fits: boolean;
  readonly broken: readonly string[];
}

/** Reads all requests of a deal and holds them to the invariants that can be seen at one moment. */
export async function keptOf(
  offers: Offers,
  deal: string,
  { isByTwo }: Pick<Shape, 'isByTwo'>,
): Promise<Kept> {
  return await offers.database.reading(as('vic'), async (tx) => {
    const requests = await requestsOfDeal(tx, deal);
    const latest = requests.find(({ request }) => !OVER.has(request.standing)) ?? requests.at(-1);
    if (!latest) return { latest, fits: false, broken: [] };
    const { seller, request, events } = latest;
    const parties = [request.submitter, ...(seller === null ? [] : [seller])];
    const { judgement, hash } = await offers.judged(tx, latest);
    const fits = hash === request.hash;
    const wanted = judgement.kind === 'judged' ? judgement.requirements.map(({ level }) => level) : [];
    return {
      latest,
      fits,
      broken: [
        ...brokenInvariants(request, events, { parties, twoPeople: isByTwo }),
        ...(fits && evaluated(events) !== null && evaluated(events) !== wanted.join()
          ? [`its version asks for ${wanted.join()} now, and asked for ${evaluated(events)}`]
          : []),
        ...carriedWrongly(latest, requests),
        ...firedTwice(events),
        ...(await storedOtherwise(tx, requests)),
        ...(await silentTransitions(tx, deal)),
      ],
    };
  });
}

const OVER = new Set(['REJECTED', 'RECALLED', 'EXPIRED', 'SUPERSEDED', 'CANCELLED', 'CONSUMED']);

function evaluated(events: readonly RequestEvent[]): string | null {
  const last = events.findLast((event) => event.event === 'EVALUATED');
  return last?.event === 'EVALUATED' ? last.steps.map(({ requirement }) => requirement.level).join() : null;
}

/** Steps that rely on no approval of a person, or on one of terms that got worse since by more than the tolerance. */
function carriedWrongly({ request, terms }: StoredRequest, requests: readonly StoredRequest[]): string[] {
  return request.steps.flatMap(({ standing, carriedFrom, requirement }) => {
    if (standing !== 'AUTO_CARRIED') return [];
    const [id = '', place = ''] = (carriedFrom ?? '').split('/');
    const from = requests.find((each) => each.request.id === id);
    const said = from?.events.some(
      (event) => event.event === 'STEP_APPROVED' && event.step === Number(place),
    );
    if (!from || !said) return [`${requirement.level} is carried from what nobody approved`];
    const isThin = requirement.reasons.some(({ row }) => row === 'thin');
    const isWorse = isThin
      ? percent(terms, 'deal.margin') < percent(from.terms, 'deal.margin') - 1
      : percent(terms, 'deal.discount') > percent(from.terms, 'deal.discount');
    return isWorse ? [`${requirement.level} is carried and got worse since a person approved`] : [];
  });
}

function percent(terms: Terms, fact: string): number {
  const value = terms.get(fact);
  return typeof value === 'object' ? (Number(value.n) / Number(value.d)) * 100 : Number.NaN;
}

/** Timers that fired twice for the same step and rung, and what was decided of a step after its time ran out. */
function firedTwice(events: readonly RequestEvent[]): string[] {
  const asked = new Map<number, string[]>();
  const expired = new Set<number>();
  return events.flatMap((event) => {
    if (event.event === 'RETRY') asked.clear();
    if (!('step' in event)) return [];
    if (expired.has(event.step)) return [`step ${event.step} went on after it expired`];
    if (event.event === 'STEP_EXPIRED') expired.add(event.step);
    if (event.event === 'GATE_OPEN') asked.set(event.step, []);
    if (event.event !== 'SLA_BREACH') return [];
    const before = asked.get(event.step) ?? [];
    asked.set(event.step, [...before, event.asked.level]);
    return before.includes(event.asked.level) ? [`a timer of step ${event.step} fired twice`] : [];
  });
}

interface Row {
  readonly id: string;
  readonly said: string;
  readonly open: boolean;
}

/** What is stored apart from the log and is not what the log says, and several requests that are open at once. */
async function storedOtherwise(tx: Transaction, requests: readonly StoredRequest[]): Promise<string[]> {
  const rows = await tx.query<Row>(
    `select r.id, r.ended_at is null as open, concat_ws('; ', r.standing, r.revision, r.hash, r.matrix_version,
       (select string_agg(concat_ws(' ', s.level, s.standing, s.asked_level, array_to_string(s.people, '+'), s.quorum, s.rung), '; ' order by s.step)
        from approval_step s where s.request = r.id)) as said
     from approval_request r where r.id = any($1)`,
    [requests.map(({ request }) => request.id)],
  );
  const replayed = new Map(requests.map(({ request }) => [request.id, saidOf(request)]));
  return [
    ...rows
      .filter(({ id, said }) => replayed.get(id) !== said)
      .map(({ id, said }) => `${id} is stored as ${said}`),
    ...(rows.filter(({ open }) => open).length > 1 ? ['several requests are open'] : []),
  ];
}

function saidOf({ standing, revision, hash, matrix, steps }: StoredRequest['request']): string {
  const levels = steps.map((each) =>
    [each.requirement.level, each.standing, each.level, each.people.join('+'), each.quorum, each.rung].join(
      ' ',
    ),
  );
  return [standing, revision, hash, matrix, ...levels].join('; ');
}

/** Transitions that do not say who, when, from what, to what, why, of which fingerprint, by which version, or stand in no audit entry. */
async function silentTransitions(tx: Transaction, deal: string): Promise<string[]> {
  const [row] = await tx.query<{ silent: number }>(
    `select count(*)::int as silent from (
       select e.*, lag(e.standing) over (partition by e.request order by e.sequence) as left_at, a.entry as audited
       from approval_event e join approval_request r on r.id = e.request left join audit_entry a on a.entry = e.entry where r.deal = $1
     ) e where e.actor = '' or e.hash = '' or e.matrix_version = '' or e.audited is null or e.standing_before is distinct from e.left_at
       or (e.event in ('REJECT', 'REASSIGN', 'OVERRIDE', 'TIMER_EXPIRED', 'NO_APPROVER_LEFT', 'EVALUATION_ERROR') and coalesce(e.reason, '') = '')`,
    [deal],
  );
  return row?.silent === 0 ? [] : [`${row?.silent} transitions say too little`];
}
