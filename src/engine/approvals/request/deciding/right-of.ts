import { exclusionOf, reportsToParty } from '../../approvers.js';
import type { Delegation, Exclusion } from '../../organisation.js';
import type { Decided, RefusalCode, Setting } from '../commands.js';
import type { Request, Step } from '../state.js';
import { spokenElsewhere } from './spoken.js';

/** Whom the actor decides for: themselves, or somebody who delegated; or why they may not. */
export function rightOf(
  request: Request,
  at: number,
  setting: Setting,
): { readonly actingFor: string | null } | Refused {
  const { actor, asking } = setting;
  const step = request.steps[at];
  if (!step) return no('NOT_OPEN', 'The request has no such step.');
  const excluded = exclusionOf(actor, asking);
  if (excluded) return excludedBy(excluded);
  // A seat has one vote, whoever gives it.
  const deputy = step.votes.find(({ actingFor }) => actingFor === actor);
  if (deputy && step.people.includes(actor))
    return no('ALREADY_DECIDED', `${deputy.person} has decided this step for you.`);
  const spoken = spokenElsewhere(request, at, asking.matrix);
  if (spoken.has(actor)) return no('DECIDED_BEFORE', SPOKEN);
  if (step.assignedBy === actor)
    return no('GRANTED_OWN_RIGHT', 'You named who decides this step; somebody else decides.');
  if (asking.organisation.grantedOwnRight(actor, step.level))
    return no(
      'GRANTED_OWN_RIGHT',
      'You gave yourself the right to decide at this level; somebody else decides.',
    );
  // Whoever was handed the step decides for who handed it on; that these still may was found when the people were.
  if (step.people.includes(actor)) return { actingFor: step.handed[actor] ?? null };
  return delegatedTo(step, spoken, setting);
}

const SPOKEN = 'You spoke for another step of this request, or somebody did for you, and two people must.';

/** A refusal, as what deciding comes to. */
export type Refused = Extract<Decided, { readonly refused: RefusalCode }>;

function delegatedTo(
  step: Step,
  spoken: ReadonlySet<string>,
  { actor, asking }: Setting,
): { readonly actingFor: string } | Refused {
  const { organisation } = asking;
  const grantsFrom = (person: string): readonly Delegation[] =>
    organisation.delegatesOf(person).filter(({ to, covers }) => to === actor && covers);
  const givers = step.people.filter(
    (person) =>
      // What was handed on is not handed on again.
      step.handed[person] === undefined &&
      grantsFrom(person).length > 0 &&
      !spoken.has(person) &&
      exclusionOf(person, asking) === null &&
      !organisation.grantedOwnRight(person, step.level),
  );
  const from = givers.find((person) => grantsFrom(person).some(({ isOwn }) => !isOwn));
  if (from === undefined)
    return givers.length === 0
      ? no('NOT_ASKED', 'You are not asked at this step.')
      : no('GRANTED_OWN_RIGHT', `You told yourself that you decide for ${givers[0]}; somebody else decides.`);
  if (reportsToParty(actor, asking)) return reportsTo('You');
  // One decision for a person is enough, whoever makes it.
  if (step.votes.some(({ person, actingFor }) => person === from || actingFor === from))
    return no('ALREADY_DECIDED', `${from}, for whom you would decide, has decided.`);
  return { actingFor: from };
}

/** Why somebody is not put in the place of others. */
export function reportsTo(person: string): Refused {
  const who = person === 'You' ? 'You report' : `${person} reports`;
  return no(
    'REPORTS_TO_SUBMITTER',
    `${who} to who submitted or sells the deal, and may not decide in the place of others.`,
  );
}

function no(refused: RefusalCode, message: string): Refused {
  return { refused, message };
}

/** Why the actor may not decide, or somebody else whom they name. */
export function excludedBy(why: Exclusion, other: string | null = null): Refused {
  if (why === 'NOT_ACTIVE') return no('NOT_ACTIVE', 'Only people who work here decide.');
  const takesPart = other === null ? 'You take' : `${other} takes`;
  return no('TAKES_PART', `${takesPart} part in this deal (${why.toLowerCase()}) and may not decide it.`);
}
