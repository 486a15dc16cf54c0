import type { Day, NamedPeriod } from '../../../src/engine/kernel/day.js';
import type { Facts } from '../../../src/engine/model/facts.js';
import type { Plan, Rulebook } from '../../../src/engine/rulebook/rulebook.js';
import { lineFactsOf } from '../../../src/engine/steps/open-books.js';
import { windowAround } from './calendar.js';
import { NOTHING, type Fraction } from './fraction.js';
import { incentiveOf, type Seen } from './measures.js';
import { measuresOf, payStreamed } from './streamed.js';
import { staysOf, versionsOf, type Stay, type World } from './world.js';

/** What one incentive earns one person in one pay period of a window. */
export interface Earns {
  readonly participant: string;
  readonly incentive: string;
  readonly period: string;
  readonly window: string;
  readonly cents: bigint;
}

/** Opens the world that the reference looks at. */
export function worldOf({ company, lines }: Facts, rulebook: Rulebook): World {
  const all = [...lines];
  const horizon = Math.max(0, ...all.map(({ date }) => date), ...company.results.map(({ date }) => date));
  return { company, rulebook, lines: all, lineFacts: lineFactsOf(rulebook), horizon, found: new Map() };
}

/** Everything that everybody earns, as slowly and as plainly as possible; what earns nothing is left out. */
export function reference(facts: Facts, rulebook: Rulebook): readonly Earns[] {
  const world = worldOf(facts, rulebook);
  return staysOf(world)
    .flatMap((stay) => earnsOf(world, stay))
    .filter(({ cents }) => cents !== 0n);
}

function earnsOf(world: World, stay: Stay): readonly Earns[] {
  const versions = versionsOf(world, stay.plan);
  const ids = [...new Set(versions.flatMap(({ incentives }) => incentives.map(({ id }) => id)))];
  return ids.flatMap((id) => streamedEarns(world, stay, id));
}

function streamedEarns(world: World, stay: Stay, id: string): readonly Earns[] {
  const earns: Earns[] = [];
  let owed: Fraction = NOTHING;
  for (const { window, plan } of windowsOf(world, stay, id)) {
    let before = 0n;
    let rest: Fraction = owed;
    for (const { name, known } of slicesOf(world, { plan, id, window })) {
      const seen: Seen = { world, stay, known };
      const paid = payStreamed({ seen, id, plan, window, owed, plain: false });
      earns.push({
        participant: stay.person,
        incentive: id,
        period: name,
        window: window.name,
        cents: paid.cents - before,
      });
      [before, rest] = [paid.cents, paid.owed];
    }
    owed = rest;
  }
  return earns;
}

/** The windows of an incentive that somebody is on the plan in, with the version of their last day there. */
function windowsOf(world: World, stay: Stay, id: string): readonly { window: NamedPeriod; plan: Plan }[] {
  const windows: { window: NamedPeriod; plan: Plan }[] = [];
  for (let day: Day = stay.from; day < stay.until && day <= world.horizon;) {
    const version = versionsOf(world, stay.plan).find(
      (each) => incentiveOf(each, id) && (each.effective.until === null || each.effective.until > day),
    );
    if (!version) break;
    day = Math.max(day, version.effective.from);
    const window = windowAround({ world, plan: version }, windowName(version, id), day);
    windows.push({ window, plan: version });
    day = window.until;
  }
  return windows;
}

function windowName(plan: Plan, id: string): 'month' | 'quarter' | 'half' | 'year' | 'plan-to-date' {
  const incentive = incentiveOf(plan, id);
  const formula = incentive?.formula;
  if (formula?.kind === 'flat' || formula?.kind === 'override' || formula?.kind === 'tiers')
    return measuresOf(plan, { formula }).axis.window;
  return incentive?.payEvery ?? plan.payEvery ?? 'month';
}

/** The pay periods of a window that have begun: their names, and the first day after each. */
function slicesOf(
  world: World,
  { plan, id, window }: { plan: Plan; id: string; window: NamedPeriod },
): readonly { name: string; known: Day }[] {
  const every = incentiveOf(plan, id)?.payEvery ?? plan.payEvery;
  if (every === null) return [{ name: window.name, known: window.until }];
  const slices: { name: string; known: Day }[] = [];
  for (let day: Day = window.from; day < window.until && day <= world.horizon;) {
    const period = windowAround({ world, plan }, every, day);
    slices.push({ name: period.name, known: Math.min(period.until, window.until) });
    day = period.until;
  }
  return slices;
}
