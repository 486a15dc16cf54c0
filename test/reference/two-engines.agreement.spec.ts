import fc from 'fast-check';
import { runs } from '../support/properties/property-runs.js';
import { disagreement } from './disagreement.js';
import { someStandingSituation, someStreamedSituation } from './generate/situations.js';

/**
 * The engine beside a reference that was written from docstrings, the engine's README and the decided cases alone, by recursion and sums over
 * arrays. Both pay to the cent for every participant, incentive, window and pay period; a failure prints given, expected, got and working.
 *
 * Not in the generated plans: spiffs, contests, pools, first-n, budgets, settlement and currencies; rounding by line or booking, amounts that vary by
 * line, and `cumulative` on dated rates of incentives that go by where their window stands; an incentive that is dropped, brought, or turned
 * from paying by credit to paying by window in mid-window; calendars of listed quarters.
 */
describe('the engine and the reference agree to the cent', () => {
  it('on what is paid credit by credit', () => {
    const agree = fc.property(someStreamedSituation, (situation) =>
      expect(disagreement(situation)).toBeNull(),
    );
    fc.assert(agree, runs(1200));
  });

  it('on what is paid by where windows stand', () => {
    const agree = fc.property(someStandingSituation, (situation) =>
      expect(disagreement(situation)).toBeNull(),
    );
    fc.assert(agree, runs(800));
  });
});
