import fc from 'fast-check';
import type { Situation } from '../../support/situation.js';
import { situationOf, someBookings, somePeople } from './company.js';
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
  })
  .map(({ frame, versions, cut, lead, people, bookings }): Situation => {
    const ae = inVersions(
      versions.map((terms) => streamedPlan(frame, terms)),
      cut,
    );
    return situationOf([...ae, { ...streamedPlan(frame, lead), id: 'lead' }], people, bookings);
  });
