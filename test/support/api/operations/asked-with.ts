import type { TestApi } from '../api.js';
import { canariesOf } from '../company.js';
import type { ArgumentOf } from './routes.js';

/** Ids of things in the seeded company, as its lists tell them. */
export interface KnownIds {
  readonly earning: string;
  readonly version: string;
  readonly job: string;
  /** A request for approval; none where nothing was submitted. */
  readonly approval: string;
  /** A dispute; none where nothing was filed. */
  readonly dispute: string;
  /** A transition of accounts; none where nothing was proposed. */
  readonly transition: string;
}

/** What every argument of the schema is asked with: things of the participant with this number. */
export function askedWith(ids: KnownIds, number: number): ArgumentOf {
  const values: Readonly<Record<string, string>> = {
    'booking.source': 'crm',
    'booking.id': `${canariesOf(number)['booking']}1`,
    'calculation.id': '2',
    'approval.id': ids.approval,
    'dispute.id': ids.dispute,
    'accountTransition.id': ids.transition,
    'approvalPreview.deal': canariesOf(number)['deal'] ?? '',
    'approvalLoad.from': '2026-01-01T00:00:00Z',
    'approvalLoad.until': '2126-01-01T00:00:00Z',
    'deal.id': canariesOf(number)['deal'] ?? '',
    'comparison.before': '1',
    'comparison.after': '2',
    'documentCheck.text': 'kicker: 1\nplan: seller\n',
    'earning.id': ids.earning,
    'marginalWorth.earning': ids.earning,
    'marginalWorth.source': 'crm',
    'marginalWorth.booking': `${canariesOf(number)['booking']}1`,
    'job.id': ids.job,
    'jobProgress.id': ids.job,
    'version.id': ids.version,
    'participant.id': `seller-${number}`,
    'statement.participant': `seller-${number}`,
    'dealWorth.participant': `seller-${number}`,
    since: '0',
    period: '2026-Q1',
    on: '2026-02-15',
  };
  const written: Readonly<Record<string, string>> = { ...writtenFor(number), ...rulingAsked(number) };
  return (_type, field, argument) => {
    const literal = written[`${field}.${argument}`];
    if (literal !== undefined) return literal;
    const value = values[`${field}.${argument}`] ?? values[argument];
    return value === undefined ? undefined : JSON.stringify(value);
  };
}

/** What is written as it stands in a question. */
function writtenFor(number: number): Readonly<Record<string, string>> {
  return {
    'dealWorth.deals': `[{ date: "2026-02-15", net: "1000", salesperson: "seller-${number}", account: "acme", facts: [{ name: "booking.type", value: "new" }] }, { date: "2026-02-16", net: "1000", salesperson: "manager-1", account: "acme", facts: [{ name: "booking.type", value: "new" }] }]`,
    'dealWorth.slip': 'true',
    'transitionPreview.moves': '[{ account: "acme", to: "seller-3", reason: "balance", from: "2026-11-01" }]',
    'transitionShares.year': '2026',
  };
}

/** What rulings are asked with: a booking line of the participant with this number. */
function rulingAsked(number: number): Readonly<Record<string, string>> {
  return {
    'ruling.kind': 'BOOKING',
    'ruling.subject': `"crm/${canariesOf(number)['booking']}1/1"`,
    'ruling.decision': '"credit"',
    'ruling.day': '"2026-02-11"',
    'rulingPreview.decision': '"credit"',
    'rulingPreview.day': '"2026-02-15"',
    'rulingPreview.facts': `[{ name: "booking.salesperson", value: "seller-${number}" }]`,
  };
}

/** Reads the ids of a participant's things as somebody who sees all. */
export async function knownIds(api: TestApi, token: string, number: number): Promise<KnownIds> {
  const { earnings, versions, approvals, disputes, accountTransitions } = await api.ask<
    Record<'earnings' | 'versions' | 'approvals' | 'disputes', Nodes> & {
      readonly accountTransitions: { readonly nodes: readonly { readonly transition: string }[] };
    }
  >(
    `query ($filter: EarningFilterInput, $deal: String, $who: ID) { disputes(first: 1, participant: $who) { nodes { id } } approvals(first: 1, deal: $deal) { nodes { id } } earnings(first: 1, filter: $filter) { nodes { id } }
       versions(first: 1, filter: { name: "seller" }) { nodes { id } } accountTransitions(first: 1) { nodes { transition } } }`,
    {
      filter: { participants: [`seller-${number}`], period: '2026-Q1' },
      deal: canariesOf(number)['deal'],
      who: `seller-${number}`,
    },
    token,
  );
  const { calculationStart } = await api.ask<{ calculationStart: { job: { id: string } } }>(
    `mutation ($input: CalculationStartInput!) { calculationStart(input: $input) { job { id } userErrors { code } } }`,
    { input: { idempotencyKey: `known ids ${number}` } },
    token,
  );
  const job = calculationStart.job.id;
  for (let state = 'RUNNING'; state === 'RUNNING';)
    ({ state } = (
      await api.ask<{ job: { state: string } }>(
        'query ($id: ID!) { job(id: $id) { state } }',
        { id: job },
        token,
      )
    ).job);
  const id = ({ nodes }: Nodes): string => nodes[0]?.id ?? '';
  return {
    earning: id(earnings),
    version: id(versions),
    approval: id(approvals),
    dispute: id(disputes),
    transition: accountTransitions.nodes[0]?.transition ?? '',
    job,
  };
}

interface Nodes {
  readonly nodes: readonly { readonly id: string }[];
}
