import { fingerprintOf } from '../../../../engine/kernel/fingerprint.js';
import { invariant } from '../../../../engine/kernel/invariant.js';
import { errorAt, type Fault, type Finding } from '../../../../engine/rulebook/finding.js';
import type {
  CreditPart,
  CreditParts,
  EngagementPolicy,
  EngagementRule,
  Overlay,
  QuotaParts,
  Rollup,
} from '../../../../engine/rulebook/rulebook.js';
import type {
  CreditPartInput,
  DecisionInput,
  EngagementInput,
  OverlayInput,
  PhaseInput,
  RollupInput,
  RuleInput,
} from './engagement.input.js';
import { conditionOf, operandOf, periodOf } from '../read/operand.js';
import { readDecision, readUnknown } from './read-decision.js';
import { readWindow } from './read-window.js';

/** Reads an engagement policy version; the reasons are part of its fingerprint because exceptions state them. */
export function readEngagement(input: EngagementInput, findings: Finding[]): EngagementPolicy {
  const at = input.decisions.findIndex(({ decides }) => decides === 'credit');
  const decision = input.decisions[at];
  if (input.decisions.length === 0) findings.push(errorAt('decisions', DECIDES_NOTHING));
  findings.push(...checkDecided(input));
  const others = input.decisions.flatMap((each, index) =>
    each.decides === 'credit' ? [] : [readDecision(each, `decisions.${index}`, findings)],
  );
  const decides = {
    id: input.engagement,
    effective: periodOf(input),
    phases: (decision?.phases ?? []).map(readPhase),
    otherwise: { because: decision?.otherwise.because ?? '' },
    ...readUnknown(decision ?? {}),
    rollup: (input.rollup ?? []).map(readRollup),
    ...(input.overlays ? { overlays: input.overlays.map(readOverlay) } : {}),
    ...(others.length > 0 ? { decisions: others } : {}),
    ...(input.backfill === undefined ? {} : { backfill: Number.parseInt(input.backfill, 10) }),
    ...(input.windows
      ? { windows: input.windows.map((each, at) => readWindow(each, `windows.${at}`, findings)) }
      : {}),
  };
  const place = at === 0 || input.decisions.length === 0 ? {} : { creditAt: at < 0 ? null : at };
  return { ...decides, ...place, fingerprint: fingerprintOf({ engagement: decides }) };
}

/** Decisions have an id each, and that of credits has credits to give and nothing else. */
function checkDecided(input: EngagementInput): Finding[] {
  const { decisions, rollup = [], overlays = [] } = input;
  const ids = decisions.map(({ id, decides }) => id ?? decides);
  const credits = decisions.some(({ decides }) => decides === 'credit');
  const beside = !credits && rollup.length + overlays.length > 0;
  return [
    ...ids.flatMap((id, at) => (ids.indexOf(id) < at ? [errorAt(`decisions.${at}`, twice(id))] : [])),
    ...decisions.flatMap((each, at) =>
      each.decides === 'credit' ? checkCredits(each, `decisions.${at}`) : [],
    ),
    ...(beside ? [errorAt(rollup.length > 0 ? 'rollup' : 'overlays', NO_CREDITS)] : []),
  ];
}

function checkCredits(decision: DecisionInput, path: string): Finding[] {
  const rules = decision.phases.flatMap((phase, at) =>
    phase.rules.map(({ gives }, index) => ({ gives, path: `${path}.phases.${at}.rules.${index}` })),
  );
  const all = [...rules, { gives: decision.otherwise.gives, path: `${path}.otherwise` }];
  return [
    ...(decision.outputs ? [errorAt(`${path}.outputs`, ONLY_CREDIT)] : []),
    ...(decision.id === undefined ? [] : [errorAt(`${path}.id`, ONLY_CREDIT)]),
    ...all.flatMap((each) => (each.gives === undefined ? [] : [errorAt(`${each.path}.gives`, ONLY_CREDIT)])),
  ];
}

function twice(id: string): Fault {
  return {
    code: 'DUPLICATE_ID',
    message: `A policy decides \`${id}\` once.`,
    remedy:
      id === 'credit'
        ? 'Put the rules of both under one `decides: credit`, in phases.'
        : 'Put the rules of both under one decision, in phases, or give this one its own `id`.',
  };
}

const DECIDES_NOTHING: Fault = {
  code: 'MISSING_KEY',
  message: 'The policy decides nothing.',
  remedy: 'Write a decision, such as `decides: credit`.',
};
const NO_CREDITS: Fault = {
  code: 'NOT_NEEDED',
  message: 'The policy credits nobody, so there is no credit to roll up or to stand beside.',
  remedy: 'Take it away, or write a decision that `decides: credit`.',
};
const ONLY_CREDIT: Fault = {
  code: 'NOT_NEEDED',
  message: 'A decision of credit says who is credited, and has no outputs.',
  remedy: 'Take it away; rules say `credit:`.',
};

function readPhase(input: PhaseInput): EngagementPolicy['phases'][number] {
  return {
    id: input.id,
    hit: (input.hit ?? 'unique') as 'unique' | 'first',
    rules: input.rules.map(readRule),
  };
}

function readRule(input: RuleInput): EngagementRule {
  return {
    id: input.id,
    when: conditionOf(input.when) ?? { all: [] },
    credit: (input.credit ?? []).map(readPart),
    because: input.because,
  };
}

function readPart(input: CreditPartInput): CreditPart {
  const { to, quotaParts } = input;
  const parts = input.parts === 'equal' ? 'equal' : readParts(input.parts);
  const as = input.as === undefined ? {} : { as: input.as as 'holdover' };
  return quotaParts === undefined
    ? { to, parts, ...as }
    : { to, parts, quotaParts: readParts(quotaParts), ...as };
}

/** Parts as a number, a share or a name. */
function readParts(text: string): Exclude<CreditParts, 'equal'> & QuotaParts {
  if (text === 'none') return 'none';
  if (/^\d+$/.test(text)) return Number(text);
  const operand = operandOf(text);
  if ('name' in operand) return { name: operand.name };
  invariant('quantity' in operand, `the parts ${text} passed their form and cannot be read`);
  return { share: operand.quantity.value };
}

function readOverlay(input: OverlayInput): Overlay {
  return {
    id: input.id,
    when: conditionOf(input.when),
    to: input.to,
    share: operandOf(input.share),
    quota: input.quota as Overlay['quota'],
  };
}

function readRollup(input: RollupInput): Rollup {
  return {
    id: input.id,
    to: input.to as Rollup['to'],
    levels: input.levels === 'all' ? 'all' : Number(input.levels),
    when: conditionOf(input.when),
    ownBookings: input.ownBookings as Rollup['ownBookings'],
  };
}
