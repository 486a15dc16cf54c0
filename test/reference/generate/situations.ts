import fc from 'fast-check';
import type { IncentiveFormula } from '../../../src/engine/rulebook/rulebook.js';
import type { Situation } from '../../support/situation.js';
import { situationOf, someBookings, somePeople, someResults } from './company.js';
import { someAbsences } from './words/absences.js';
import { isAboutRecent, isStreamable } from './formulas.js';
import { someStanding, standingPlan, type StandingTerms } from './standing.js';
import { inQuarters, someQuarters, withoutMonths } from './quarters.js';
import { inVersions, someDay, someFrame, someStreamed, streamedPlan } from './plans.js';

/** Plans that pay credit by credit, in one or two versions. */
export const someStreamedSituation = fc
  .record({
    frame: someFrame,
    versions: fc.array(someStreamed, { minLength: 1, maxLength: 2 }),
    cut: someDay,
    lead: someStreamed,
    people: somePeople,
    bookings: someBookings,
    absences: someAbsences,
    quarters: someQuarters,
  })
  .map(({ versions, cut, lead, people, bookings, absences, quarters, ...of }): Situation => {
    const frame = inQuarters(of.frame, quarters);
    const ae = inVersions(
      versions.map((terms) => streamedPlan(frame, terms)),
      cut,
    );
    const plans = [...ae, { ...streamedPlan(frame, lead), id: 'lead' }];
    return { ...situationOf(plans, people, bookings), absences, ...(quarters ? { quarters } : {}) };
  });

/** Plans that pay by where their windows stand. */
export const someStandingSituation = fc
  .record({
    frame: someFrame,
    versions: fc.array(someStanding, { minLength: 1, maxLength: 2 }),
    cut: someDay,
    lead: someStanding,
    people: somePeople,
    bookings: someBookings,
    absences: someAbsences,
    results: someResults,
    quarters: someQuarters,
  })
  .map(({ versions, cut, lead, people, bookings, results, absences, quarters, ...of }): Situation => {
    const frame = inQuarters(of.frame, quarters);
    const [first] = versions;
    const ae = versions.map((terms) => standingPlan(frame, first ? alike(first, terms) : terms));
    const plans = [...inVersions(ae, cut), { ...standingPlan(frame, lead), id: 'lead' }];
    const all = withoutMonths(plans, quarters);
    return { ...situationOf(all, people, bookings), results, absences, ...(quarters ? { quarters } : {}) };
  });

/** A later version goes on in the manner of the first: credit by credit or by where windows stand, with limits or without. */
function alike(first: StandingTerms, later: StandingTerms): StandingTerms {
  const kept = (a: IncentiveFormula, b: IncentiveFormula): IncentiveFormula =>
    isStreamable(a) === isStreamable(b) && isAboutRecent(a) === isAboutRecent(b) ? b : a;
  return {
    ...later,
    isChosen: first.isChosen,
    formula: kept(first.formula, later.formula),
    other: kept(first.other, later.other),
    recent: { ...later.recent, negative: first.recent.negative },
    limit: first.limit === null ? null : (later.limit ?? first.limit),
  };
}
