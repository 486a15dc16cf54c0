import { DealReader } from '../../../../engine/approvals/deal-reader.js';
import type { Deal } from '../../../../engine/approvals/deal.js';
import type { Parties } from '../../../../engine/approvals/organisation.js';
import type { HumanDecision } from '../../../../engine/approvals/carry.js';
import { ReadyMatrix, wordingsOf } from '../../../../engine/approvals/judge-deal.js';
import { offeredOf } from '../../../../engine/approvals/offered/offered.js';
import { planSteps, type SubmissionPlan } from '../../../../engine/approvals/plan-steps.js';
import { sharedValues } from '../../../../engine/values/values-of.js';
import { matrixOn } from '../../../../engine/rulebook/parts/approvals.js';
import type { ApprovalMatrix, Rulebook } from '../../../../engine/rulebook/rulebook.js';
import type { TestDeal } from '../../documents/test-document.js';
import type { Givens } from '../gather.js';
import { DealWorld } from './deal-world.js';

/** A deal at a step, and what submitting it comes to. */
export interface JudgedDeal {
  readonly deal: TestDeal;
  readonly matrix: ApprovalMatrix;
  readonly plan: SubmissionPlan;
}

/** What could not be judged, and where it stands. */
export interface NotJudged {
  readonly path: string;
  readonly message: string;
}

/** Judges the deals of a situation step by step: what people decided at one step counts for the next of the same deal. */
export function judgedDeals(
  givens: Givens,
  matrices: readonly ApprovalMatrix[],
  rulebook: Rulebook,
): { readonly judged: readonly JudgedDeal[]; readonly problems: readonly NotJudged[] } {
  const world = new DealWorld(givens, rulebook);
  const reader = new DealReader(sharedValues(rulebook), (deal, name) => world.ofSeller(deal, name));
  const ready = new Map(matrices.map((matrix) => [matrix, new ReadyMatrix(matrix, reader)]));
  const first = matrices.map(({ effective }) => effective.from).sort((a, b) => a - b)[0] ?? 0;
  const decisions = new Map<string, HumanDecision[]>();
  const [judged, problems]: [JudgedDeal[], NotJudged[]] = [[], []];
  const inOrder = [...givens.deals].sort((a, b) => a.item.step - b.item.step);
  for (const { item, path } of inOrder) {
    const deal = world.dealOf(item, first);
    const matrix = matrixOn(matrices, deal.date);
    const judge = matrix && ready.get(matrix);
    if (!matrix || !judge) {
      problems.push({ path, message: 'No version of the matrix is in force on the day of the deal.' });
      continue;
    }
    const before = decisions.get(item.id) ?? [];
    const plan = planSteps(judge.judge(deal), before, {
      matrix,
      deal,
      parties: partiesOf(deal),
      organisation: world.organisation(matrix),
      day: deal.date,
    });
    judged.push({ deal: item, matrix, plan });
    const made = decided(item, { matrix, plan, offered: deal, sequence: before.length });
    problems.push(...made.missing.map((message) => ({ path, message })));
    decisions.set(item.id, [...before, ...made.decisions]);
  }
  return { judged, problems };
}

/** A situation says who sells; nobody else is said to take part. */
function partiesOf({ seller }: Deal): Parties {
  return { submitter: seller ?? '', seller, editors: [], beneficiaries: [], rollup: [] };
}

function byMatrix(
  matrix: ApprovalMatrix,
  deal: Deal,
): Pick<HumanDecision, 'day' | 'at' | 'version' | 'wordings' | 'offered'> {
  const { fingerprint: version } = matrix;
  return { day: deal.date, at: null, version, wordings: wordingsOf(matrix), offered: offeredOf(deal) };
}

function decided(
  deal: TestDeal,
  {
    matrix,
    plan,
    offered,
    sequence,
  }: { matrix: ApprovalMatrix; plan: SubmissionPlan; offered: Deal; sequence: number },
): { readonly decisions: readonly HumanDecision[]; readonly missing: readonly string[] } {
  const asked = plan.kind === 'planned' ? plan.steps.filter(({ kind }) => kind === 'asked') : [];
  const said = [
    ...deal.approvedBy.map((level) => ({ level, decision: 'approved' as const })),
    ...deal.rejectedBy.map((level) => ({ level, decision: 'rejected' as const })),
  ];
  const missing = said
    .filter(({ level }) => !asked.some(({ requirement }) => requirement.level === level))
    .map(({ level }) => `${level} is not asked at this step of ${deal.id}, so nobody of it decides.`);
  if (plan.kind === 'failed') return { decisions: [], missing };
  const of = byMatrix(matrix, offered);
  const decisions = said.flatMap(({ level, decision }, at): HumanDecision[] => {
    const step = asked.find(({ requirement }) => requirement.level === level);
    return step
      ? [
          {
            id: `${deal.id}/${deal.step}/${level}`,
            level,
            decision,
            sequence: sequence + at,
            terms: plan.terms,
            rows: step.requirement.reasons.map(({ row }) => row),
            isEntitled: true,
            ...of,
            people: [],
          },
        ]
      : [];
  });
  return { decisions, missing };
}
