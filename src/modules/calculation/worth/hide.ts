import { namesIn } from '../../../engine/conditions/fact-places.js';
import { isRelated } from '../../../engine/model/derived/related-facts.js';
import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import { valuesOf } from '../../../engine/values/values-of.js';
import type { Unworthy, Worth, WorthOfDeals } from '../../../engine/worth/worth.js';
import { sayUnseen } from '../rulings/other-bookings.js';

/** What somebody who asks sees beside the pay of the participant. */
export interface SeesBeside {
  /** All bookings, so that what rules ask of other bookings may be told. */
  readonly bookings: boolean;
  /** What is known of the participant as a person. */
  readonly person: boolean;
}

/** A worth without the facts of bookings and persons that who asks does not see: the test is named, and not what it found. */
export function hidden(worth: WorthOfDeals, sees: SeesBeside, rulebook: Rulebook): WorthOfDeals {
  if (sees.bookings && sees.person) return worth;
  const hide = <T extends Worth | null>(each: T): T =>
    each && { ...each, uncounted: each.uncounted.map((one) => hiddenIn(one, sees, rulebook)) };
  return {
    deals: worth.deals.map(({ deal, alone, inOrder, slipped }) => ({
      deal,
      alone: hide(alone),
      inOrder: hide(inOrder),
      slipped: hide(slipped),
    })),
    together: hide(worth.together),
    slipped: hide(worth.slipped),
    notWeighed: worth.notWeighed,
  };
}

function hiddenIn(one: Unworthy, sees: SeesBeside, rulebook: Rulebook): Unworthy {
  const { of } = one;
  const plan =
    of && rulebook.plans.find(({ id, fingerprint }) => id === of.plan && fingerprint === of.version);
  const when = plan && [...plan.measures, ...plan.incentives].find(({ id }) => id === of.id)?.when;
  if (!when) return one;
  const names = namesIn(when, new Map(plan.conditions.map((each) => [each.id, each.when])));
  const values = valuesOf(plan, rulebook);
  const hangsOn = (test: (leaf: string) => boolean): readonly string[] =>
    names.filter((name) => values.leaves([name]).some(test));
  const unseen = sees.bookings ? [] : hangsOn(isRelated);
  if (unseen.length > 0) return { ...one, because: [sayUnseen(unseen)] };
  const persons = sees.person ? [] : hangsOn((leaf) => /^(?:participant|assignment)\./.test(leaf));
  if (persons.length === 0) return one;
  return { ...one, because: [`It tests ${persons.join(' and ')}, which you do not see of them now.`] };
}
