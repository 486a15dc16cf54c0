import { exclusionOf, isEntitled, reportsToParty, type Asking } from '../../approvers.js';
import { refused, type Decided, type Setting } from '../commands.js';
import type { Request } from '../state.js';
import { refresh } from '../tend.js';
import { excludedBy, reportsTo } from './right-of.js';
import { spokenElsewhere } from './spoken.js';

function sayPeople(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

/** Hands a step that somebody is asked for to another, once, who decides it by the same right: somebody of the level or above it, or to whom they delegated; they are tested as whoever is asked. */
export function delegate(
  before: Request,
  { step, to }: { step: number; to: string },
  setting: Setting,
): Decided {
  const unfolding = refresh(before, setting);
  const own = unfolding.request.steps[step];
  const { actor, asking } = setting;
  if (!own || own.standing !== 'REQUESTED') return refused('NOT_OPEN', 'The step is not open.');
  if (!own.people.includes(actor)) return refused('NOT_YOURS', 'You are not asked at this step.');
  if (to === actor) return refused('CYCLE', 'You cannot hand a step to yourself.');
  if (own.votes.some(({ person }) => person === actor))
    return refused('ALREADY_DECIDED', 'You decided this step; take your decision back first.');
  if (own.votes.some(({ actingFor }) => actingFor === actor))
    return refused('ALREADY_DECIDED', 'A deputy has decided for you.');
  if (own.isAssigned) return refused('CYCLE', 'What was handed on once is not handed on again.');
  const why = exclusionOf(to, asking);
  if (why) return excludedBy(why, to);
  if (reportsToParty(to, asking)) return reportsTo(to);
  if (spokenElsewhere(unfolding.request, step, asking.matrix).has(to))
    return refused('DECIDED_BEFORE', `${to} spoke for another step of this request, and two people must.`);
  if (own.people.includes(to)) return refused('NOT_ALLOWED', `${to} is asked at this step already.`);
  if (!mayTake(to, { from: actor, level: own.level }, asking))
    return refused(
      'NO_AUTHORITY',
      `${to} decides neither at ${own.level} nor above it, and no delegation of yours to them reaches this deal.`,
    );
  const people = [...own.people.filter((person) => person !== actor), to];
  unfolding.add({ event: 'DELEGATE', step, asked: { ...own, people, isAssigned: true } });
  // Whoever is asked now may have approved before.
  unfolding.reorganise();
  return { events: unfolding.events };
}

/** Whether somebody has the authority of a level, of it or above it in the ladder, or a delegation by who hands the step on that another told. */
function mayTake(
  to: string,
  { from, level }: { readonly from: string; readonly level: string },
  asking: Asking,
): boolean {
  const ladder = asking.matrix.levels.filter(({ order }) => order === 'ladder').map(({ id }) => id);
  const at = ladder.indexOf(level);
  const enough = at < 0 ? [level] : ladder.slice(at);
  if (enough.some((each) => isEntitled(to, each, asking))) return true;
  return asking.organisation
    .delegatesOf(from)
    .some((grant) => grant.to === to && grant.covers && !grant.isOwn);
}

/** Names other people for a step; an administrator of approvals does, who takes no part in the deal. */
export function reassign(
  before: Request,
  { step, to, reason }: { step: number; to: readonly string[]; reason: string },
  setting: Setting,
): Decided {
  const unfolding = refresh(before, setting);
  const own = unfolding.request.steps[step];
  const { actor, asking } = setting;
  if (!own || own.standing !== 'REQUESTED') return refused('NOT_OPEN', 'The step is not open.');
  const mine = exclusionOf(actor, asking);
  if (mine) return excludedBy(mine);
  if (reason.trim() === '') return refused('NO_REASON', 'Say why somebody else is asked.');
  for (const person of to) {
    const theirs = exclusionOf(person, asking);
    if (theirs) return excludedBy(theirs, person);
    if (reportsToParty(person, asking)) return reportsTo(person);
  }
  const spoken = spokenElsewhere(unfolding.request, step, asking.matrix);
  const twice = to.find((person) => spoken.has(person));
  if (twice !== undefined)
    return refused('DECIDED_BEFORE', `${twice} spoke for another step of this request, and two people must.`);
  if (to.includes(actor))
    return refused(
      'GRANTED_OWN_RIGHT',
      'Who names others for a step does not decide it; name somebody else.',
    );
  const people = [...new Set(to)];
  if (people.length < own.quorum)
    return refused('NOT_ALLOWED', `${sayPeople(own.quorum)} must approve this step.`);
  unfolding.add({ event: 'REASSIGN', step, asked: { ...own, people, isAssigned: true } }, { reason });
  unfolding.reorganise();
  return { events: unfolding.events };
}
