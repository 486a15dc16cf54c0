import { errorAt, pathTo, type Fault, type Finding } from '../../../../engine/rulebook/finding.js';
import type { ExpectationInput } from '../kinds/expectation.input.js';
import type { Expectation, ExpectedApproval, ExpectedDecision, ExpectedPay } from '../test-document.js';
import { dayOf } from './operand.js';
import { amountOf, factsOf } from './read-facts-given.js';

/** One expectation for each person and period that the text lists together. */
export function readExpectation(input: ExpectationInput, path: string, findings: Finding[]): Expectation[] {
  findings.push(...misplaced(input, path));
  if (input.decides !== undefined) return [readDecided(input, input.decides, path)];
  if (input.amount === undefined || input.requires !== undefined) return [];
  const amount = amountOf(input.amount);
  return (input.person ?? []).flatMap((person): ExpectedPay[] => {
    const common = { path, person, amount };
    if (input.credit !== undefined)
      return [{ what: 'credit', rule: input.credit, booking: input.booking ?? '', ...common }];
    return (input.period ?? []).map((period): ExpectedPay => {
      if (input.earned !== undefined) return { what: 'earned', incentive: input.earned, period, ...common };
      const [origin, cause] = [input.origin ?? null, input.cause ?? null];
      return { what: 'posted', incentive: input.posted ?? '', period, origin, cause, ...common };
    });
  });
}

function readDecided(input: ExpectationInput, decision: string, path: string): ExpectedDecision {
  return {
    what: 'decides',
    path,
    decision,
    of: input.of ?? '',
    gives: Object.entries(input.gives ?? {}).map(([output, text]) => ({ output, text })),
    rule: input.rule ?? null,
    lost: input.lost ?? null,
    refused: input.refused ?? null,
    version: input.version === undefined ? null : dayOf(input.version),
  };
}

/** What must be asked for a deal. */
export function readApproval(input: ExpectationInput, path: string): ExpectedApproval[] {
  const { requires, deal, step, rows, carried, asks, why, facts } = input;
  if (requires === undefined || deal === undefined) return [];
  const levels = requires.includes('refused') ? 'refused' : requires.filter((level) => level !== 'none');
  return [
    {
      path,
      deal,
      step: Number(step ?? '1'),
      levels,
      rows: rows ?? null,
      carried: carried ?? null,
      asks: asks ?? null,
      why: why ?? null,
      terms: factsOf(facts),
    },
  ];
}

const OF_DECISIONS = ['of', 'gives', 'rule', 'lost', 'refused', 'version'] as const;
const OF_DEALS = ['deal', 'step', 'rows', 'carried', 'asks', 'why', 'facts'] as const;
const KEYS = [
  'person',
  'amount',
  'booking',
  'period',
  'origin',
  'cause',
  ...OF_DECISIONS,
  ...OF_DEALS,
] as const;
type Key = (typeof KEYS)[number];

/** What each kind of expectation needs, and what it may have beside. */
const KINDS: Readonly<
  Record<'credit' | 'earned' | 'posted' | 'decides' | 'requires', { needs: Key[]; may: Key[] }>
> = {
  credit: { needs: ['person', 'amount', 'booking'], may: [] },
  earned: { needs: ['person', 'amount', 'period'], may: [] },
  posted: { needs: ['person', 'amount', 'period'], may: ['origin', 'cause'] },
  decides: { needs: ['of'], may: [...OF_DECISIONS] },
  requires: { needs: ['deal'], may: [...OF_DEALS] },
};

function misplaced(input: ExpectationInput, path: string): Finding[] {
  const kinds = ['credit', 'earned', 'posted', 'decides', 'requires'] as const;
  const kind = kinds.find((each) => input[each] !== undefined) ?? 'credit';
  const { needs, may } = KINDS[kind];
  const extra = KEYS.filter((key) => input[key] !== undefined && ![...needs, ...may].includes(key));
  const missing = needs.filter((key) => input[key] === undefined);
  const answers = [input.gives, input.refused].filter((each) => each !== undefined).length;
  return [
    ...extra.map((key) => errorAt(pathTo(path, key), notWith(key, kind), key)),
    ...missing.map((key) => errorAt(path, lacks(key, kind))),
    ...(kind === 'decides' && answers !== 1 ? [errorAt(path, ONE_ANSWER)] : []),
  ];
}

function notWith(key: string, kind: string): Fault {
  return {
    code: 'NOT_NEEDED',
    message: `\`${key}\` says nothing about \`${kind}\`.`,
    remedy: 'Take it away.',
  };
}

const ASKED: Readonly<Record<string, string>> = { person: 'who?', amount: 'exactly how much?' };

function lacks(key: string, kind: string): Fault {
  return {
    code: 'MISSING_KEY',
    message: `\`${key}\` is missing: ${ASKED[key] ?? `\`${kind}\` of which?`}`,
    remedy: `Write \`${key}:\`.`,
  };
}

const ONE_ANSWER: Fault = {
  code: 'ONE_OF_KEYS',
  message: 'A decision gives every output, or has no answer for a reason.',
  remedy: 'Write exactly one of: gives, refused.',
};
