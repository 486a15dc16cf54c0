import { CARRY_FORWARD, DECISION_GUARD, INVARIANTS, SOD } from '../../support/approvals/machine/held.js';
import { OF_REQUESTS, OF_STEPS, type Transition } from '../../support/approvals/machine/transitions.js';
import type { SharedFolder } from '../shared.js';
import type { Tally } from '../tally.js';

interface Machine {
  readonly request: { readonly transitions: readonly TheirTransition[] };
  readonly step: { readonly transitions: readonly TheirTransition[] };
  readonly decisionGuard: readonly string[];
  readonly sod: readonly unknown[];
  readonly carryForward: readonly string[];
  readonly invariants: readonly string[];
}

interface TheirTransition {
  readonly t: string;
  readonly from: string | readonly string[];
  readonly event: string;
  readonly to: string;
  readonly guard: readonly string[];
}

/** Holds the transitions that our tests make, and how many guards, duties and invariants they name, to the state machine of the folder. */
export function stateMachine(shared: SharedFolder, tally: Tally): void {
  const machine = shared.json<Machine>('conformance', 'deal-approval-state-machine.json');
  const theirs = [...machine.request.transitions, ...machine.step.transitions];
  const ours = new Map([...OF_REQUESTS, ...OF_STEPS].map((each) => [each.t, each]));
  tally.same('state machine, transitions', theirs.map(({ t }) => t).join(' '), [...ours.keys()].join(' '));
  for (const their of theirs) {
    const own = ours.get(their.t);
    tally.same(`state machine ${their.t}`, said(their, their.guard.length), own && saidBy(own));
  }
  const counts = [
    ['decision guard', machine.decisionGuard, DECISION_GUARD],
    ['duties', machine.sod, SOD],
    ['carry forward', machine.carryForward, CARRY_FORWARD],
    ['invariants', machine.invariants, INVARIANTS],
  ] as const;
  for (const [what, listed, held] of counts)
    tally.same(`state machine, ${what}`, String(listed.length), String(held.length));
}

function said({ from, event, to }: Pick<TheirTransition, 'from' | 'event' | 'to'>, guards: number): string {
  return `${[from].flat().join(' or ')} by ${event} to ${to}, guards ${guards}`;
}

function saidBy(own: Transition): string {
  return said(own, own.guards.length);
}
