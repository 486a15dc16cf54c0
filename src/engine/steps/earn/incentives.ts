import type { Day, NamedPeriod } from '../../kernel/day.js';
import { ZERO, type Ratio } from '../../kernel/ratio.js';
import type { Earned, Earning as EarningOf } from '../../model/result.js';
import { incentiveNamed } from '../../rulebook/reads/main-measure.js';
import type { Measuring } from '../measure/measuring.js';
import { windowsOf, type Counted } from '../measure/window-range.js';
import type { PlanVersion } from '../plan-version.js';
import type { Troubles } from '../troubles.js';
import { payWindow } from './pay-window.js';
import { isStanding, isStreamed } from './standing/is-standing.js';
import { payStanding, type PayingStanding } from './standing/pay-standing.js';
import type { DealsPaid } from './terms/deal-pay.js';
import { measuresOf } from './terms/epoch.js';

/** What earning needs beside the credits: until when anything is known, and where troubles are told. */
export interface Earning {
  readonly horizon: Day;
  readonly troubles: Troubles;
  /** The last day that is over, where it is known on which day this is calculated: what settles by then has settled. */
  readonly over?: Day;
}

/** The incentives of one stint: each is paid by itself, and may ask what another earned. */
export class Incentives {
  private readonly others = new Map<string, readonly EarningOf[]>();

  constructor(
    readonly measuring: Measuring,
    private readonly by: Earning,
  ) {}

  /** Ids of the incentives that are paid, in the order of the plan's first version that has them: not those that are paid through another. */
  paid(): readonly string[] {
    const { versions } = this.measuring.stint;
    const incentives = versions.flatMap((version) => version.plan.incentives);
    const through = new Set(
      incentives.flatMap(({ formula }) =>
        formula.kind === 'choice' ? formula.of.flatMap((each) => ('name' in each ? [each.name] : [])) : [],
      ),
    );
    const ids = new Set([...through].flatMap((name) => incentiveNamed(name)?.id ?? []));
    return [...new Set(incentives.map(({ id }) => id))].filter((id) => !ids.has(id));
  }

  /** Whether a plan of the stint ever pays by where a window stands, so that somebody without any credit may earn. */
  get standing(): boolean {
    const { versions } = this.measuring.stint;
    return versions.some(
      (version) =>
        (version.plan.modify ?? []).length > 0 ||
        version.plan.incentives.some((incentive) => isStanding(version, incentive)),
    );
  }

  /** Everything an incentive earns, one pay period after the other; `plain`: before its modifiers, where a cap on rates is part of the rates. */
  *earn(id: string, plain = false): Generator<Earned> {
    const { versions } = this.measuring.stint;
    const stands = versions.some((version) => {
      const incentive = version.incentive(id);
      return incentive !== undefined && isStanding(version, incentive);
    });
    if (!stands) {
      yield* this.stream(id, plain);
      return;
    }
    const streams = versions.some((version) => {
      const incentive = version.incentive(id);
      return incentive !== undefined && isStreamed(version, incentive);
    });
    const streamed = streams ? this.streamedWindows(id) : [];
    const { measuring, by } = this;
    const earnings: PayingStanding['earnings'] = (name, at) => this.earnings(name, at);
    yield* payStanding({ ...by, id, measuring, streamed, plain, earnings });
  }

  private *stream(id: string, plain = false): Generator<Earned> {
    const { measuring, by } = this;
    let [owed, deals]: [Ratio, DealsPaid] = [ZERO, new Map()];
    for (const range of windowsOf(measuring.stint, (version) => countedBy(version, id))) {
      const paid = payWindow({ ...by, id, range, measuring, owed, deals, plain });
      yield* paid.earned;
      ({ owed, deals } = paid);
    }
  }

  private streamedWindows(id: string): { window: NamedPeriod; slices: Earned[] }[] {
    const windows: { window: NamedPeriod; slices: Earned[] }[] = [];
    for (const earned of this.stream(id, true)) {
      const kept = { earning: earned.earning, lines: [...earned.lines] };
      const last = windows.at(-1);
      if (last?.window.from === earned.earning.window.from) last.slices.push(kept);
      else windows.push({ window: earned.earning.window, slices: [kept] });
    }
    return windows;
  }

  /** What another incentive earned, in the pay periods of a window that ended by a day; before its modifiers where the name says so. */
  private earnings(name: string, at: { window: NamedPeriod; known: Day }): readonly EarningOf[] | undefined {
    const named = incentiveNamed(name);
    if (!named || !this.measuring.stint.versions.some((version) => version.incentive(named.id)))
      return undefined;
    const all = this.others.get(name) ?? this.earningsOf(name, named);
    this.others.set(name, all);
    return all
      .filter(
        ({ period: { from, until } }) =>
          until > at.window.from && from < at.known && until <= Math.max(at.known, at.window.until),
      )
      .filter(({ period: { until } }) => until <= at.known || at.known >= at.window.until);
  }

  private earningsOf(name: string, { id, plain }: { id: string; plain: boolean }): readonly EarningOf[] {
    this.others.set(name, []);
    return [...this.earn(id, plain)].map(({ earning }) => earning);
  }
}

function countedBy(version: PlanVersion, id: string): Counted | null {
  const measures = measuresOf(version, id);
  if (!measures) return null;
  return {
    bits: version.measureBit(measures.axis.id) | version.measureBit(measures.base.id),
    window: measures.axis.window,
  };
}
