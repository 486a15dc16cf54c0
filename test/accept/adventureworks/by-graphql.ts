import { readDecimal, roundToUnits, writeUnits } from '../../../src/engine/kernel/ratio.js';
import type { AcceptanceApi } from '../api.js';
import type { AcceptanceCompany } from '../company.js';
import type { Tally } from '../tally.js';
import { Comparing, type Expected } from './compare.js';
import { keyOf, type CompanyTotals, type Figure, type Figures } from './figures.js';

interface EarningNode {
  readonly id: string;
  readonly participantId: string;
  readonly incentive: string;
  readonly period: { readonly name: string };
  readonly measure: string;
  readonly attainment: string | null;
  readonly amount: { readonly amount: string };
}

const EARNINGS = `query ($after: String) { page: earnings(first: 200, after: $after) { pageInfo { hasNextPage endCursor }
  nodes { id participantId incentive period { name } measure attainment amount { amount } } } }`;
const SUM = `query ($filter: EarningFilterInput) { earnings(first: 1, filter: $filter) { totalCount totals { amount currency } } }`;
const TOTALS = `{ exceptions(first: 1) { countByCode { code count } }
  calculations(first: 1) { nodes { outside { bookings net { amount currency } } } } }`;

/** What is answered of somebody else: names are everybody's, and behind a name there is nothing. */
const NOTHING =
  '{"earning":null,"statement":null,"participant":{"payrollId":null,"quotas":[]}} PARTICIPANT_UNKNOWN,UNKNOWN_EARNING';

/** Who may see all, and everybody who is paid: each a user, made as the command line makes them. */
export class Readers {
  private constructor(
    private readonly finance: AcceptanceApi,
    private readonly reps: ReadonlyMap<string, AcceptanceApi>,
    private readonly expected: Expected,
  ) {}

  static async of(company: AcceptanceCompany, expected: Expected): Promise<Readers> {
    const people = Object.keys(expected.commission_by_person);
    const reps = new Map<string, AcceptanceApi>();
    for (const person of people)
      reps.set(person, await company.apiAs({ login: `rep-${person}`, role: 'rep', participant: person }));
    return new Readers(await company.apiAs({ login: 'finance', role: 'finance' }), reps, expected);
  }

  /** Compares the first calculation as finance reads it, and as each rep reads their own. */
  async first(tally: Tally): Promise<void> {
    const people = [...this.reps.keys()];
    const all = await read(this.finance, people);
    const finance = new Comparing(tally, this.expected, { how: ', as finance' });
    finance.people(all);
    finance.totals(all, await companyTotals(this.finance));
    for (const [person, api] of this.reps) {
      new Comparing(tally, this.expected, asThemselves(person)).people(await read(api, [person]));
      await this.nothingOfOthers(tally, person, all.nodes);
    }
  }

  /** Compares the calculation by the second version of the plan likewise. */
  async marginal(tally: Tally): Promise<void> {
    const all = await read(this.finance, []);
    new Comparing(tally, this.expected, { how: ', as finance' }).marginal(all);
    for (const [person, api] of this.reps) {
      new Comparing(tally, this.expected, asThemselves(person)).marginal(await read(api, []));
      await this.nothingOfOthers(tally, person, all.nodes);
    }
  }

  /** Whatever a rep asks, nothing of it is somebody else's: by list, by filter, by sum, by id, by statement. */
  private async nothingOfOthers(tally: Tally, person: string, all: readonly EarningNode[]): Promise<void> {
    const api = this.reps.get(person) ?? this.finance;
    const seen = (await api.all<EarningNode>(EARNINGS)).map(({ participantId }) => participantId);
    tally.same(`${person} sees whom`, person, [...new Set(seen)].join());
    const participants = [...this.reps.keys()].filter((other) => other !== person);
    const sum = await api.ask<Summed>(SUM, { filter: { participants } });
    tally.same(`${person} sees of others`, '0 earnings, 0 sums', said(sum));
    const foreign = participants.flatMap((other) => all.find((each) => each.participantId === other) ?? []);
    for (const { id, participantId, period } of foreign) {
      const asked = { id, participant: participantId, period: period.name };
      const { data, errors } = await api.answer<{ earning: unknown; statement: unknown }>(
        `query ($id: ID!, $participant: ID!, $period: String!) { earning(id: $id) { amount { amount } }
          statement(participant: $participant, period: $period) { name } participant(id: $participant) { payrollId quotas { amount } } }`,
        asked,
      );
      tally.same(
        `${person} asks for ${participantId}`,
        NOTHING,
        `${JSON.stringify(data)} ${errors
          .map(({ extensions }) => extensions.code)
          .sort()
          .join()}`,
      );
    }
  }
}

const asThemselves = (only: string): { how: string; only: string } => ({ how: ', as themselves', only });

interface Summed {
  readonly earnings: { readonly totalCount: number; readonly totals: readonly { readonly amount: string }[] };
}

const said = ({ earnings: { totalCount, totals } }: Summed): string =>
  `${totalCount} earnings, ${totals.length} sums`;

type Read = Figures & { readonly nodes: readonly EarningNode[] };

/** Everything that one user sees, with the sums that the service itself makes. */
async function read(api: AcceptanceApi, people: readonly string[]): Promise<Read> {
  const nodes = await api.all<EarningNode>(EARNINGS);
  const byKey = new Map(
    nodes.map((node) => [keyOf(node.participantId, node.incentive, node.period.name), figureOf(node)]),
  );
  const sums = new Map<string, string | undefined>();
  for (const incentive of ['commission', 'manager']) {
    sums.set(incentive, await sumOf(api, { incentive }));
    for (const person of people)
      sums.set(`${incentive} ${person}`, await sumOf(api, { incentive, participants: [person] }));
  }
  return {
    nodes,
    find: (...key) => byKey.get(keyOf(...key)),
    sum: (incentive, person) => sums.get(person === undefined ? incentive : `${incentive} ${person}`),
  };
}

function figureOf({ measure, attainment, amount }: EarningNode): Figure {
  const exact = attainment === null ? undefined : readDecimal(attainment);
  return { measure, amount: amount.amount, attainment: exact && writeUnits(roundToUnits(exact, 6), 6) };
}

async function sumOf(api: AcceptanceApi, filter: object): Promise<string | undefined> {
  return (await api.ask<Summed>(SUM, { filter })).earnings.totals[0]?.amount;
}

interface Totals {
  readonly exceptions: { readonly countByCode: readonly { readonly code: string; readonly count: number }[] };
  readonly calculations: {
    readonly nodes: readonly {
      readonly outside: {
        readonly bookings: number;
        readonly net: readonly { readonly amount: string; readonly currency: string }[];
      };
    }[];
  };
}

async function companyTotals(api: AcceptanceApi): Promise<CompanyTotals> {
  const { exceptions, calculations } = await api.ask<Totals>(TOTALS);
  const outside = calculations.nodes[0]?.outside;
  return {
    outsideBookings: outside?.bookings,
    outsideNet: outside?.net.find(({ currency }) => currency === 'USD')?.amount,
    house: exceptions.countByCode.find(({ code }) => code === 'HOUSE')?.count,
  };
}
