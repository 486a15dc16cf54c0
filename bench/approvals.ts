import { RequestKeeper } from '../src/modules/approvals/acting/request-keeper.js';
import {
  ApprovalPreviewsService,
  type DealPreview,
} from '../src/modules/approvals/approval-previews.service.js';
import { ApprovalsService } from '../src/modules/approvals/approvals.service.js';
import { DealsService } from '../src/modules/deals/deals.service.js';
import { RulesService } from '../src/modules/rules/rules.service.js';
import type { Database } from '../src/platform/database/database.js';
import { publishMatrix } from './approvals/documents.js';
import { decideDeals, percentile, WARM_UP, type Decisions } from './approvals/decisions.js';
import { loadOffers, type Sizes } from './approvals/offers.js';
import { BENCH } from './company/actor.js';
import { copyOutAndIn } from './steps/baselines.js';
import { figure, type Figure } from './steps/figures.js';
import { BenchServer } from './steps/server.js';

/** Deals that are judged in one run, and the sellers and accounts of the company, by the names of the sizes. */
const SIZES: Readonly<Record<string, Sizes>> = {
  '1k-deals': { deals: 1_000, sellers: 400, accounts: 0 },
  '10k-deals': { deals: 10_000, sellers: 400, accounts: 0 },
  '1k-deals-20k-sellers': { deals: 1_000, sellers: 20_000, accounts: 0 },
  '1k-deals-100k-accounts': { deals: 1_000, sellers: 400, accounts: 100_000 },
};
export const APPROVAL_SIZES = Object.keys(SIZES);

/** Decisions that are counted in a round. */
const DECISIONS = 200;

/** What a run reads of deals, as they stand. */
const INPUTS = [
  'select external_id, seller, account, currency, offered_on, standing, revision, attributes, entry from deal',
  'select deal, line_no, net, attributes, revision, entry from deal_line',
];

interface Round extends Decisions {
  readonly seconds: number;
  readonly copied: number;
}

/** Measures judging all open deals in one run beside copying the same deals out, and single decisions beside a bare round trip. */
export async function benchApprovals(size: string, rounds: number): Promise<Figure[]> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const sizes = SIZES[size] ?? { deals: 0, sellers: 0, accounts: 0 };
  const { deals } = sizes;
  const server = await BenchServer.start(say);
  try {
    await server.template('bench', async (database) => {
      await publishMatrix(database);
      await loadOffers(database, sizes);
    });
    const measured: Round[] = [];
    for (let round = 1; round <= rounds; round += 1)
      await server.round('bench', async (database) => {
        const found = await measure(database, sizes);
        measured.push(found);
        say(`${size} round ${round}: ${told(found, deals)}`);
      });
    return figuresOf(size, deals, measured);
  } finally {
    await server.stop();
  }
}

async function measure(database: Database, { deals, sellers }: Sizes): Promise<Round> {
  const rules = new RulesService(database);
  const known = new DealsService(rules);
  const previews = new ApprovalPreviewsService(database, rules, known);
  const started = performance.now();
  const judged = await previews.previewMany(BENCH, { deals: 'open', matrix: null });
  const seconds = (performance.now() - started) / 1_000;
  const copied = await copyOutAndIn(database, INPUTS, []);
  const asking = askingIn(judged, deals);
  const approvals = new ApprovalsService(new RequestKeeper(database, rules, known));
  const decisions = await decideDeals(database, approvals, {
    deals: asking.slice(0, DECISIONS + WARM_UP),
    sellers,
  });
  return { seconds, copied, ...decisions };
}

/** The deals that ask somebody. All must have been judged, and neither too few nor too many may ask, or nothing was measured. */
function askingIn(judged: readonly DealPreview[], deals: number): readonly string[] {
  const failed = judged.find(({ plan }) => plan.kind === 'failed');
  if (failed) throw new Error(`${failed.deal} could not be judged.`);
  const asking = judged.filter(({ plan }) => plan.kind === 'planned' && !plan.isApproved);
  if (judged.length !== deals || asking.length * 8 < deals || asking.length === deals)
    throw new Error(`Of ${deals} deals ${judged.length} were judged, and ${asking.length} ask somebody.`);
  return asking.map(({ deal }) => deal);
}

function told({ seconds, copied, submit, decide, roundTrip }: Round, deals: number): string {
  const ms = (values: readonly number[]): string =>
    `${percentile(values, 50).toFixed(2)} ms, 99th percentile ${percentile(values, 99).toFixed(2)} ms`;
  return [
    `${(deals / seconds).toFixed(0)} deals/s, ${seconds.toFixed(2)} s; COPY ${copied.toFixed(3)} s`,
    `submit ${ms(submit)}; decide ${ms(decide)}; round trip ${ms(roundTrip)}`,
  ].join('; ');
}

function figuresOf(size: string, deals: number, rounds: readonly Round[]): Figure[] {
  const of = (name: string, value: (round: Round) => number, higherIsBetter = false): Figure =>
    figure({ name: `approvals-${name}`, size, target: null, higherIsBetter }, rounds.map(value));
  const ratio =
    (what: (round: Round) => readonly number[], at: number) =>
    (round: Round): number =>
      percentile(what(round), at) / percentile(round.roundTrip, 50);
  const both = ({ submit, decide }: Round): number[] => submit.map((took, at) => took + (decide[at] ?? 0));
  return [
    of('deals-a-second', ({ seconds }) => deals / seconds, true),
    of('run-times-copy', ({ seconds, copied }) => seconds / copied),
    of(
      'decide-p50-times-round-trip',
      ratio(({ decide }) => decide, 50),
    ),
    of(
      'decide-p99-times-round-trip',
      ratio(({ decide }) => decide, 99),
    ),
    of('submit-and-decide-p50-times-round-trip', ratio(both, 50)),
    of('submit-and-decide-p99-times-round-trip', ratio(both, 99)),
  ];
}
