import { compileCondition, type Holds } from '../conditions/compile-condition.js';
import { namesIn, type FactPlaces, type FactRow } from '../conditions/fact-places.js';
import type { Day, NamedPeriod, Period } from '../kernel/day.js';
import { LAST_DAY } from '../kernel/day.js';
import { periodContaining, type CalendarDays } from '../kernel/calendar-period.js';
import { invariant } from '../kernel/invariant.js';
import type {
  Condition,
  CountedCredits,
  Incentive,
  Measure,
  Operand,
  Plan,
  WindowName,
} from '../rulebook/rulebook.js';
import type { NameTypes } from '../conditions/types/name-types.js';
import type { PersonNumber, Roster } from '../model/roster.js';
import type { Gives } from '../values/compile-value.js';
import { NAMES_READ, type NamesRead } from '../values/names/names-read.js';
import { NamedValues, type Context } from '../values/named-values.js';
import type { OwnValues } from './credit/judging-row.js';
import { isOfLine } from './line-scope.js';

/** The column of the rates by which credits were converted. */
export const CREDIT_RATE = 'fx.credit';

const MOST_BITS = 31;
const NO_CALENDAR: CalendarDays = { yearStarts: null, quarters: [] };
const NO_VALUES = new NamedValues([], []);
const NO_OWN: OwnValues = { places: new Map(), fill: () => undefined };

/** A person on a day. */
export interface PersonDay {
  readonly roster: Roster;
  readonly person: PersonNumber;
  readonly day: Day;
}

const PERSON_DAY: Context<PersonDay> = {
  leaf:
    (name) =>
    ({ roster, person, day }) =>
      roster.factOn(person, name, day),
  day: ({ day }) => day,
};

/** What a version of a plan stands on: its calendar, the values it may read, and where they and other facts stand in a row. */
export interface Ground {
  /** Types of facts and attributes. */
  readonly types?: NameTypes;
  readonly calendar?: CalendarDays | undefined;
  readonly values?: NamedValues;
  readonly own?: OwnValues;
  /** Facts whose values make groups in any version of the plan: what came before an incentive is grouped too. */
  readonly groupFacts?: readonly string[];
}

/** A version of a plan, ready for credits: which of its measures and incentives count a credit is one bit each. */
export class PlanVersion {
  /** Names of rates that depend on the line a credit is part of; each is found once, when the line comes. */
  readonly rateNames: readonly string[];
  /** What says on which date its credits count, where that is not the booking date. */
  readonly dateName: string | undefined;
  /** Measures that sum another fact than the line's net, with their bits. */
  readonly otherSums: readonly { readonly bit: number; readonly fact: string }[];
  readonly calendar: CalendarDays;
  readonly values: NamedValues;
  readonly places: FactPlaces;
  /** Works out the plan's own values for the line and person at hand. */
  readonly fill: () => void;
  /** Reads a name about a person on a day, or about a window, values and tables worked out. */
  readonly ofPerson: (name: string) => Gives<PersonDay>;
  readonly ofWindow: (name: string) => Gives<NamesRead>;
  /** The unbroken row of versions that this one is part of: what `plan-to-date` adds up over. The plan book knows the others. */
  unbroken: Period;
  private readonly kinds: Readonly<Record<CountedCredits, number>>;
  private readonly tests: readonly { bit: number; holds: Holds }[];
  private readonly always: number;
  private readonly types: NameTypes;

  constructor(
    readonly plan: Plan,
    ground: Ground = {},
  ) {
    const { calendar = NO_CALENDAR, values = NO_VALUES, own = NO_OWN, types = new Map() } = ground;
    const { places } = own;
    this.types = types;
    [this.calendar, this.values, this.places, this.fill] = [calendar, values, places, own.fill];
    invariant(
      plan.measures.length + plan.incentives.length <= MOST_BITS,
      `${plan.id} has more than ${MOST_BITS} measures and incentives`,
    );
    this.ofPerson = values.reader(PERSON_DAY);
    this.ofWindow = values.reader(NAMES_READ);
    this.unbroken = plan.effective;
    const named = new Map(plan.conditions.map(({ id, when }) => [id, when]));
    const whens = [
      ...plan.measures.map((measure) => measure.when),
      ...plan.incentives.map((incentive) => incentive.when),
    ];
    const tests: { bit: number; holds: Holds }[] = [];
    let always = 0;
    whens.forEach((when, index) => {
      if (plan.measures[index]?.derived) return;
      if (when) tests.push({ bit: 1 << index, holds: compileCondition(when, places, named) });
      else always |= 1 << index;
    });
    this.tests = tests;
    this.always = always;
    const bitsOf = (kind: CountedCredits): number =>
      bitsWhere(plan.measures, ({ credits }) => credits === kind);
    this.kinds = { own: bitsOf('own'), rollup: bitsOf('rollup'), overlay: bitsOf('overlay') };
    this.dateName = plan.measures.find(({ derived }) => !derived)?.date;
    this.rateNames = foundWithLines(plan, values, ground.groupFacts);
    this.otherSums = plan.measures.flatMap(({ sum }, index) =>
      sum === 'line.net' || !/^(?:line|value)\./.test(sum) ? [] : [{ bit: bitAt(index), fact: sum }],
    );
  }

  /** Bits of the measures that credits of a kind may count for. */
  bitsOf(kind: CountedCredits): number {
    return this.kinds[kind];
  }

  /** Bits of the measures that count credits of other kinds. */
  bitsBeside(kind: CountedCredits): number {
    const { own, rollup, overlay } = this.kinds;
    return (own | rollup | overlay) & ~this.kinds[kind];
  }

  /** The bit of a measure; 0 when this version has none of that id. */
  measureBit(id: string): number {
    return bitAt(this.plan.measures.findIndex((measure) => measure.id === id));
  }

  /** The bit of an incentive's own `when`; 0 when this version has none of that id. */
  incentiveBit(id: string): number {
    const index = this.plan.incentives.findIndex((incentive) => incentive.id === id);
    return index < 0 ? 0 : bitAt(this.plan.measures.length + index);
  }

  measure(id: string): Measure | undefined {
    return this.plan.measures.find((measure) => measure.id === id);
  }

  incentive(id: string): Incentive | undefined {
    return this.plan.incentives.find((incentive) => incentive.id === id);
  }

  /** Whether an operand is an amount of money, rather than a rate, an amount for each, or a number of something. */
  isAmount(operand: Operand): boolean {
    if ('quantity' in operand) return operand.quantity.unit.kind === 'money';
    if (!('name' in operand)) return false;
    const value = this.values.get(operand.name);
    return (value?.is ?? this.types.get(operand.name)?.is) === 'money';
  }

  /** Whether a fact or value is an amount of money. */
  isMoney(name: string): boolean {
    if (name === 'line.net' || name === 'original.net') return true;
    return (this.values.get(name)?.is ?? this.types.get(name)?.is) === 'money';
  }

  /** Whether a number depends on the line it is paid for: what a table gives, a fact of the line, or a value of such. */
  dependsOnLine(name: string): boolean {
    return isOfLine(name, this.values);
  }

  /** The bits of every measure and incentive whose `when` a row of facts meets. */
  bitsFor(facts: FactRow): number {
    let bits = this.always;
    for (const { bit, holds } of this.tests) if (holds(facts)) bits |= bit;
    return bits;
  }

  /** The period of this plan that a date falls in; `plan-to-date` is that of all versions without a gap. */
  periodOn(name: WindowName, date: Day): NamedPeriod | undefined {
    if (name !== 'plan-to-date') return periodContaining(this.calendar, name, date);
    const { from, until } = this.unbroken;
    return { name, from, until: until ?? LAST_DAY };
  }
}

/** The names of facts that a plan's own conditions on credits read, and its dates of credits. */
export function namesInPlan(plan: Plan): readonly string[] {
  const named = new Map(plan.conditions.map(({ id, when }) => [id, when]));
  const whens: readonly (Condition | null)[] = [...plan.measures, ...plan.incentives].map(({ when }) => when);
  const dates = plan.measures.flatMap(({ date }) => date ?? []);
  return [...whens.flatMap((when) => (when ? namesIn(when, named) : [])), ...dates];
}

/** The operands of an incentive that say what a credit is paid: those of formulas that pay credit by credit. */
export function payOperands(incentive: Incentive): readonly Operand[] {
  const { formula } = incentive;
  if (formula.kind !== 'tiers' && formula.kind !== 'flat' && formula.kind !== 'override') return [];
  const pays = formula.kind === 'tiers' ? formula.starts : [formula.pays];
  const noQuota = formula.kind === 'tiers' && formula.noQuota !== 'refuse' ? [formula.noQuota] : [];
  return [...pays.flatMap(({ what, times }) => (times ? [what, times] : [what])), ...noQuota];
}

/** The fact whose values make the groups of an incentive; null where it has none. */
export function groupFactOf({ formula }: Incentive): string | null {
  if (formula.kind !== 'tiers' && formula.kind !== 'flat') return null;
  return formula.grain === 'group' ? (formula.groupBy ?? null) : null;
}

/** What is found when a credit's line comes: rates that depend on it, values that a measure adds up, and facts that are counted or make groups. */
export function namesOfLines(plan: Plan, values: NamedValues): readonly string[] {
  const rates = plan.incentives
    .flatMap(payOperands)
    .flatMap((operand) => ('name' in operand ? [operand.name] : []))
    .filter((name) => isOfLine(name, values));
  const sums = plan.measures.map(({ sum }) => sum).filter((name) => values.get(name));
  const distinct = plan.measures.flatMap(({ counted }) => counted?.fact ?? []);
  const groups = plan.incentives.flatMap((incentive) => groupFactOf(incentive) ?? []);
  return [...new Set([...rates, ...sums, ...distinct, ...groups])].sort();
}

/** The columns of a version: what is found with the lines of its plan, and the rate that converts them. */
function foundWithLines(
  plan: Plan,
  values: NamedValues,
  groupFacts: readonly string[] = [],
): readonly string[] {
  const names = new Set([...namesOfLines(plan, values), ...groupFacts]);
  return [...names, ...(plan.fx?.credit ? [CREDIT_RATE] : [])];
}

function bitsWhere(measures: readonly Measure[], holds: (measure: Measure) => boolean): number {
  return measures.reduce((bits, measure, index) => (holds(measure) ? bits | bitAt(index) : bits), 0);
}

function bitAt(index: number): number {
  return index < 0 ? 0 : 1 << index;
}
