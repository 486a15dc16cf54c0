import fc from 'fast-check';
import { runs } from '../support/properties/property-runs.js';
import { disagreement } from './disagreement.js';
import { someStreamedSituation } from './generate/situations.js';

describe('the engine and the reference', () => {
  it('agree to the cent on what is paid credit by credit', () => {
    fc.assert(
      fc.property(someStreamedSituation, (situation) => {
        const found = disagreement(situation);
        if (found !== null) throw new Error(found);
      }),
      runs(800),
    );
  });
});
