import { fingerprintOf } from '../../../../engine/kernel/fingerprint.js';
import { invariant } from '../../../../engine/kernel/invariant.js';
import { errorAt, type Finding } from '../../../../engine/rulebook/finding.js';
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
  EngagementInput,
  OverlayInput,
  PhaseInput,
  RollupInput,
  RuleInput,
} from '../kinds/engagement.input.js';
import { conditionOf, operandOf, periodOf } from './operand.js';

const ONE_DECISION = {
  code: 'DUPLICATE_ID',
  message: 'A policy decides `credit` once.',
  remedy: 'Put the rules of both under one `decides: credit`, in phases.',
} as const;

/** Reads an engagement policy version; the reasons are part of its fingerprint because exceptions state them. */
export function readEngagement(input: EngagementInput, findings: Finding[]): EngagementPolicy {
  const [decision] = input.decisions;
  input.decisions
    .slice(1)
    .forEach((_, index) => findings.push(errorAt(`decisions.${index + 1}`, ONE_DECISION)));
  if (!decision)
    findings.push(
      errorAt('decisions', { ...ONE_DECISION, code: 'MISSING_KEY', message: 'The policy decides nothing.' }),
    );
  const decides = {
    id: input.engagement,
    effective: periodOf(input),
    phases: (decision?.phases ?? []).map(readPhase),
    otherwise: { because: decision?.otherwise.because ?? '' },
    rollup: (input.rollup ?? []).map(readRollup),
    ...(input.overlays ? { overlays: input.overlays.map(readOverlay) } : {}),
  };
  return { ...decides, fingerprint: fingerprintOf({ engagement: decides }) };
}

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
    credit: input.credit.map(readPart),
    because: input.because,
  };
}

function readPart(input: CreditPartInput): CreditPart {
  const { to, quotaParts } = input;
  const parts = input.parts === 'equal' ? 'equal' : readParts(input.parts);
  return quotaParts === undefined ? { to, parts } : { to, parts, quotaParts: readParts(quotaParts) };
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
