import { periodContaining } from '../../kernel/calendar-period.js';
import { LAST_DAY, writeDay, type Day, type NamedPeriod } from '../../kernel/day.js';
import { errorAt, type Finding } from '../finding.js';
import { mainMeasure, ownWindow } from '../reads/main-measure.js';
import type { FactCatalogue, Incentive, Measure, Plan, Rulebook, WindowName } from '../rulebook.js';

/** A measure or an incentive of a plan version: over which window it adds up, and what must stay the same while one runs. */
interface Part {
  readonly name: string;
  readonly window: WindowName;
  readonly settled: Readonly<Record<string, string>>;
}

/**
 * A new version of a plan may change rates, tiers, quotas and conditions on any day: credits are rated by the version of their date. What a window
 * is, how its negative is carried, when it is paid and how it is rounded are decisions about the window as a whole, so they may change only
 * where no window is running.
 */
export function checkRunningWindows({ plans, spiffs = [], facts }: Rulebook): Finding[] {
  return [...runningIn(plans, facts, 'plans'), ...runningIn(spiffs, facts, 'spiffs')];
}

function runningIn(plans: readonly Plan[], facts: FactCatalogue, prefix: string): Finding[] {
  return plans.flatMap((version, index) => {
    const before = plans
      .filter(({ id, effective }) => id === version.id && effective.from < version.effective.from)
      .sort((a, b) => b.effective.from - a.effective.from)[0];
    if (!before?.effective.until) return [];
    const later = new Map(partsOf(version).map((part) => [part.name, part]));
    return partsOf(before).flatMap((part) => {
      const now = later.get(part.name);
      const changed = now
        ? Object.keys(part.settled).filter(
            (key) => key in now.settled && part.settled[key] !== now.settled[key],
          )
        : [];
      if (!now || changed.length === 0) return [];
      const running = runningOn(
        { plan: before, window: part.window },
        { plan: version, window: now.window },
        facts.calendars,
      );
      return running
        ? [changes(part.name, changed, { version, running, path: `${prefix}.${index}.from` })]
        : [];
    });
  });
}

function partsOf(plan: Plan): readonly Part[] {
  const { calendar, measures, incentives } = plan;
  return [
    ...measures
      .filter(({ rolling }) => rolling === undefined)
      .map((measure) => {
        const { id, window, negative } = measure;
        const settled = { calendar, window, negative, unit: sayUnit(measure) };
        return { name: `the measure ${id}`, window, settled };
      }),
    ...incentives.flatMap((incentive) => partOf(incentive, plan) ?? []),
  ];
}

function partOf({ id, formula, payEvery }: Incentive, plan: Plan): Part | undefined {
  const axis = mainMeasure({ formula }, plan);
  if (!axis) return undefined;
  const { calendar, rounding } = plan;
  const { negative } = axis;
  const window = ownWindow(axis) ?? payEvery ?? plan.payEvery;
  if (!window) return undefined;
  const settled = {
    calendar,
    window,
    negative,
    ...(ADDS_UP.has(formula.kind) ? { unit: sayUnit(axis) } : {}),
    'pay-every': payEvery ?? plan.payEvery ?? window,
    grain: grainOf(formula),
    rounding: `half ${rounding.half} per ${wholeOr(rounding.per)}`,
  };
  return { name: `the incentive ${id}`, window, settled };
}

/** One rate on everything is the same for any grain but groups, each of which has its own negative. */
function grainOf(formula: Incentive['formula']): string {
  if (formula.kind !== 'tiers' && formula.kind !== 'flat') return 'window';
  if (formula.grain === 'group') return `group by ${formula.groupBy ?? ''}`;
  return formula.kind === 'tiers' ? wholeOr(formula.grain) : 'window';
}

/** Formulas that go on with what the version before had added up; the others look at where a window stands. */
const ADDS_UP: ReadonlySet<string> = new Set(['flat', 'override', 'tiers']);

/** What is added up must stay of one kind: an amount that is owed is no booking that is owed. */
function sayUnit({ is = 'money', unit = '' }: Measure): string {
  return `${is} ${unit}`;
}

/** `running-total` adds up to what `window` pays, so a change between them is none. */
function wholeOr(grain: string): string {
  return grain === 'running-total' ? 'window' : grain;
}

interface Windowed {
  readonly plan: Plan;
  readonly window: WindowName;
}

/** The window that is running when one version gives way to the next; `undefined` where one ends and another begins. */
function runningOn(
  before: Windowed,
  now: Windowed,
  calendars: Rulebook['facts']['calendars'],
): NamedPeriod | undefined {
  const from = now.plan.effective.from;
  const until = before.plan.effective.until ?? from;
  const periodOf = ({ plan, window }: Windowed, on: Day): NamedPeriod | undefined => {
    if (window === 'plan-to-date')
      return until === from ? { name: window, from: before.plan.effective.from, until: LAST_DAY } : undefined;
    const calendar = calendars.find(({ id }) => id === plan.calendar);
    return calendar && periodContaining(calendar, window, on);
  };
  const [left, entered] = [periodOf(before, until - 1), periodOf(now, from)];
  if (left && left.until > from) return left;
  return entered && entered.from < until ? entered : undefined;
}

function changes(
  name: string,
  changed: readonly string[],
  { version, running, path }: { version: Plan; running: NamedPeriod; path: string },
): Finding {
  const what = changed.join(' and ');
  const from = writeDay(version.effective.from);
  const isEndless = running.until === LAST_DAY;
  const message = `On ${from} the ${what} of ${name} would change while the window ${running.name} is running.`;
  const remedy = isEndless
    ? `Keep the ${what} of the version before; a measure over plan-to-date runs as long as the plan.`
    : `Write \`from: ${writeDay(running.until)}\`, the first day after that window, or keep the ${what} of the version before.`;
  return errorAt(path, { code: 'VERSION_CHANGES_WINDOW', message, remedy });
}
