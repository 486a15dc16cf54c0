import fc from 'fast-check';
import { checkRulebook } from '../../src/engine/rulebook/check.js';
import { runs } from '../support/properties/property-runs.js';
import type { Situation } from '../support/situation.js';
import { disagreement, disagreementOn } from './disagreement.js';
import { rulesOf } from './generate/catalogue.js';
import { dealsCapped } from './generate/credit/caps.js';
import { creditedApart } from './generate/credit/crediting.js';
import { historiesInCurrencies, inCurrencies } from './generate/currencies.js';
import { someHistory, TODAY } from './generate/spiffs/histories.js';
import { someStandingSituation, someStreamedSituation } from './generate/situations.js';
import { someSpiffSituation } from './generate/spiffs.js';

/**
 * The engine beside a reference that was written from docstrings, the engine's README and the decided cases alone, by recursion and sums over
 * arrays. Both pay to the cent for every participant, incentive, window and pay period; a failure prints given, expected, got and working.
 *
 * Not in the generated plans: rates of exchange that are told after a cut-off; parts that a fact gives; multipliers below a cap on what deals earn; budgets of
 * versions of which only some scale, and results that settle by themselves under a budget; in SPIFFs relief, quotas of teams, the last days, groups and other dates; amounts that vary by line, and `cumulative` on dated rates of
 * incentives that go by where their window stands; an incentive that is turned from paying by credit to paying by window in mid-window, or that is left
 * out between two versions that have it; SPIFFs whose own pay goes by where windows stand beside a budget.
 */
const someStreamed = creditedApart(someStreamedSituation);
const someStanding = creditedApart(someStandingSituation);
const someSpiffs = creditedApart(someSpiffSituation);
const someHistories = fc.oneof(someHistory, historiesInCurrencies(someHistory));
/** The same in several currencies, or not, where what deals count and earn may be capped. */
const inOneCurrency = dealsCapped;
const inSeveral = (situations: fc.Arbitrary<Situation>): fc.Arbitrary<Situation> =>
  dealsCapped(inCurrencies(situations));

describe('the engine and the reference agree to the cent', () => {
  const agreeOn = (situations: fc.Arbitrary<Situation>): fc.IPropertyWithHooks<[Situation]> =>
    fc.property(situations, (situation) => expect(disagreement(situation)).toBeNull());

  it('on what is paid credit by credit', () => {
    fc.assert(agreeOn(inOneCurrency(someStreamed)), runs(800));
  });

  it('on what is paid by where windows stand', () => {
    fc.assert(agreeOn(inOneCurrency(someStanding)), runs(530));
  });

  it('on what SPIFFs pay: contests, pools, places for the first, caps and budgets', () => {
    fc.assert(agreeOn(inOneCurrency(someSpiffs)), runs(400));
  });

  it('on bookings in several currencies, by rates that change and are corrected, and pay in others', () => {
    fc.assert(agreeOn(inSeveral(someStreamed)), runs(400));
  });

  it('on the same by where windows stand', () => {
    fc.assert(agreeOn(inSeveral(someStanding)), runs(270));
  });

  it('on the same of SPIFFs', () => {
    fc.assert(agreeOn(inSeveral(someSpiffs)), runs(200));
  });

  it('on contests, pools and budgets that settle, in one currency or several, and what becomes known afterwards', () => {
    const agree = fc.property(someHistories, (history) => expect(disagreementOn(history, TODAY)).toBeNull());
    fc.assert(agree, runs(200));
  });
});

describe('the check of a rulebook', () => {
  it('finds no error in what is generated, so that only what can be published is compared', () => {
    const plain = fc.oneof(someStreamed, someStanding, someSpiffs);
    const some = fc.oneof(inOneCurrency(plain), inSeveral(plain));
    const passes = fc.property(some, (situation) => {
      const errors = checkRulebook(rulesOf(situation)).filter(({ severity }) => severity === 'error');
      expect(errors).toEqual([]);
    });
    fc.assert(passes, runs(300));
  });
});
