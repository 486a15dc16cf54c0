import type { Day } from '../../../src/engine/kernel/day.js';
import type { Facts } from '../../../src/engine/model/facts.js';
import type { Plan, Rulebook } from '../../../src/engine/rulebook/rulebook.js';
import { lineFactsOf } from '../../../src/engine/steps/open-books.js';
import type { Earns } from './facts/pay.js';
import { earnedBy } from './earned.js';
import { paidInTurn } from './fx/paid-by.js';
import { earnsOfSpiffs } from './shared/together.js';
import { topUpsOf } from './top-ups.js';
import { staysOf, versionsOf, type Stay, type World } from './facts/world.js';

/** Opens the world that the reference looks at. */
function worldOf({ company, lines }: Facts, rulebook: Rulebook): World {
  const all = [...lines];
  const horizon = Math.max(0, ...all.map(({ date }) => date), ...company.results.map(({ date }) => date));
  return {
    company,
    rulebook,
    lines: all,
    lineFacts: lineFactsOf(rulebook, company),
    horizon,
    found: new Map(),
  };
}

/** Everything that everybody earns, as slowly and as plainly as possible; what earns nothing is left out. */
export function reference(facts: Facts, rulebook: Rulebook, knownBy?: (day: Day) => Facts): readonly Earns[] {
  const now = worldOf(facts, rulebook);
  const world = knownBy ? { ...now, knownBy: (day: Day) => worldOf(knownBy(day), rulebook) } : now;
  return [...staysOf(world).flatMap((stay) => earnsOf(world, stay)), ...earnsOfSpiffs(world)].filter(
    ({ cents }) => cents !== 0n,
  );
}

function earnsOf(world: World, stay: Stay): readonly Earns[] {
  const versions = versionsOf(world, stay.plan);
  const chosen = new Set(versions.flatMap(chosenIn));
  const ids = [...new Set(versions.flatMap(({ incentives }) => incentives.map(({ id }) => id)))];
  const paid = ids.filter((id) => !chosen.has(id));
  const earned = paid.flatMap((id) => earnedBy({ world, stay, id }).map((each) => ({ id, ...each })));
  const earns = paid.flatMap((id) => paidInTurn({ world, stay, id }, earnedBy({ world, stay, id })));
  return [...earns, ...topUpsOf(world, stay, earned)];
}

/** Incentives that pay only through another. */
function chosenIn({ incentives }: Plan): readonly string[] {
  return incentives.flatMap(({ formula }) =>
    formula.kind === 'choice'
      ? formula.of.flatMap((each) =>
          'name' in each && each.name.startsWith('incentive.') ? [each.name.split('.')[1] ?? ''] : [],
        )
      : [],
  );
}
