import type { RequestEvent } from '../../../src/engine/approvals/request/events.js';
import {
  ENDED,
  isOpen,
  PASSED,
  type Request,
  type Step,
} from '../../../src/engine/approvals/request/state.js';

/** Those who take part in the deal and may not decide, and whether two levels need two people. */
export interface Given {
  readonly parties: readonly string[];
  readonly twoPeople: boolean;
}

/** The invariants of the state machine that one request and its log can show, those that are broken. */
export function brokenInvariants(
  { standing, steps, hash }: Request,
  events: readonly RequestEvent[],
  { parties, twoPeople }: Given,
): readonly string[] {
  const votes = steps.flatMap((step) => step.votes);
  const voters = votes.map(({ person }) => person);
  const granted = standing === 'APPROVED' || standing === 'CONSUMED' || standing === 'STALE';
  const broken: readonly (readonly [boolean, string])[] = [
    [
      granted && !steps.every((step) => PASSED.has(step.standing)),
      'it is approved and a requirement is not met',
    ],
    [ENDED.has(standing) && steps.some(isOpen), 'it has ended and a step is open'],
    [votes.some((vote) => vote.hash !== hash), 'a vote is of another fingerprint'],
    [voters.some((person) => parties.includes(person)), 'somebody who takes part in the deal voted'],
    [twoPeople && new Set(voters).size < voters.length, 'one person voted at two levels'],
    [
      events.some(({ actor, at }) => actor === '' || !Number.isSafeInteger(at)),
      'an event says not who or when',
    ],
    ...steps.map(
      (step) => [isAhead(step, steps), `${step.requirement.level} is asked before its turn`] as const,
    ),
    ...shortSteps(events).map((step) => [true, `step ${step} is approved by too few`] as const),
    ...steps.map(
      (step) => [isVotedTwice(step), `${step.requirement.level} counts one person twice`] as const,
    ),
    ...steps.map((step) => [isNobodys(step), `${step.requirement.level} asks nobody`] as const),
  ];
  return broken.flatMap(([is, what]) => (is ? [what] : []));
}

function isAhead({ standing, requirement }: Step, steps: readonly Step[]): boolean {
  if (standing !== 'REQUESTED') return false;
  return steps.some(
    (other) =>
      other.requirement.chain === requirement.chain &&
      other.requirement.order < requirement.order &&
      !PASSED.has(other.standing),
  );
}

interface AskedNow {
  readonly level: string;
  readonly people: readonly string[];
  readonly quorum: number;
  /** Whoever approved since this level is asked, with whom they did it for. */
  readonly said: Map<string, string | null>;
}

/** Steps that were approved by fewer of those who were asked than had to, as the log alone says it. */
function shortSteps(events: readonly RequestEvent[]): readonly number[] {
  const asked = new Map<number, AskedNow>();
  return events.flatMap((event) => {
    if (event.event === 'EVALUATED') asked.clear();
    if (!('step' in event)) return [];
    const before = asked.get(event.step);
    if ('asked' in event) asked.set(event.step, askedBy(event, before));
    else if (event.event === 'APPROVE') before?.said.set(event.actor, event.actingFor);
    else if (event.event === 'RETRACT') before?.said.delete(event.actor);
    return event.event === 'STEP_APPROVED' && (!before || seats(before) < before.quorum) ? [event.step] : [];
  });
}

function askedBy(
  { event, asked }: Extract<RequestEvent, { readonly asked: unknown }>,
  before: AskedNow | undefined,
): AskedNow {
  const isAnother = event === 'GATE_OPEN' || event === 'SLA_BREACH' || before?.level !== asked.level;
  return { ...asked, said: isAnother ? new Map() : before.said };
}

function seats({ people, said }: AskedNow): number {
  const found = [...said].map(([person, standsFor]) =>
    standsFor !== null && people.includes(standsFor) ? standsFor : person,
  );
  return new Set(found.filter((seat) => people.includes(seat))).size;
}

function isVotedTwice({ votes }: Step): boolean {
  return new Set(votes.map(({ person }) => person)).size < votes.length;
}

function isNobodys({ standing, people }: Step): boolean {
  return standing === 'REQUESTED' && people.length === 0;
}
