import type { Day } from '../../../../src/engine/kernel/day.js';
import type { BookingLine } from '../../../../src/engine/model/facts.js';
import type {
  CreditParts,
  EngagementPolicy,
  Plan,
  Rollup,
} from '../../../../src/engine/rulebook/rulebook.js';
import { fraction, NOTHING, order, over, sumOf, times, type Fraction } from './fraction.js';
import { creditRate, factInCurrency } from '../fx/of-line.js';
import { meets, numberOf, reading, type Reads } from './reading.js';
import { factOn, holds, holdersOf, lineFact, once, versionOn, type World } from './world.js';

/** One person's part of one line. */
export interface Credit {
  readonly person: string;
  readonly line: BookingLine;
  /** The day on which it counts: that of its booking, or another that the plan names. */
  readonly date: Day;
  /** What is paid on. */
  readonly share: Fraction;
  /** What retires quota. */
  readonly retires: Fraction;
  readonly kind: 'own' | 'rollup' | 'overlay';
  /** The version of the person's plan on that day. */
  readonly version: Plan;
  /** What brings the line into the currency of the version; the plan on the day of the booking has one too. */
  readonly rate: Fraction;
}

/** Every credit, in the order of the days on which they count, then of the lines. */
export function creditsOf(world: World): readonly Credit[] {
  return once(world, 'credits', () =>
    world.lines
      .flatMap((line) => creditsOfLine(world, line, (version) => creditRate(world, line, version)))
      .sort((a, b) => a.date - b.date),
  );
}

/** Every credit of people on a plan, whether or not the plan takes it in the currency of its line: SPIFFs ask for themselves. */
export function offeredOf(world: World): readonly Credit[] {
  return once(world, 'offered', () =>
    world.lines.flatMap((line) => creditsOfLine(world, line, () => fraction(1))),
  );
}

/** What brings a line into the currency of a version; nothing where it takes no credit of the line. */
type RateTo = (version: Plan) => Fraction | undefined;

/** Somebody's part of a line, before anybody asks whether they are on a plan. */
type Offer = Pick<Credit, 'person' | 'share' | 'retires'>;

function creditsOfLine(world: World, line: BookingLine, rateTo: RateTo): readonly Credit[] {
  const policy = world.rulebook.policies.find(({ effective }) => holds(effective, line.date));
  const ruled = ruledShares(world, line);
  if (!policy && !ruled) return [];
  const of = (offers: readonly Offer[], kind: Credit['kind']): readonly Credit[] =>
    offers
      .filter(({ share, retires }) => order(share, NOTHING) !== 0 || order(retires, NOTHING) !== 0)
      .flatMap((offer) => creditFor(world, line, { ...offer, kind, rateTo }));
  const direct = of(ruled ?? (policy ? directShares(world, line, policy) : []), 'own');
  if (!policy) return direct;
  const beside = of(givenBeside(world, line, policy), 'overlay');
  return [...direct, ...beside, ...of(rolledUp(world, { direct, policy }), 'rollup')];
}

/** A credit counts where the person is on a plan that day, in the currency of the line or one that the plan converts it to. */
function creditFor(
  world: World,
  line: BookingLine,
  { rateTo, ...offer }: Offer & { readonly kind: Credit['kind']; readonly rateTo: RateTo },
): readonly Credit[] {
  const { person } = offer;
  const asked = planOf(world, person, line.date);
  const asBooked = asked && rateTo(asked);
  if (!asked || !asBooked) return [];
  const booked = { line, person, version: asked, rate: asBooked, date: line.date };
  const date = dateOf(world, booked);
  const version = date === undefined ? undefined : planOf(world, person, date);
  const rate = version && rateTo(version);
  return date === undefined || !version || !rate ? [] : [{ ...offer, line, date, version, rate }];
}

/** The version of somebody's plan on a day. */
function planOf(world: World, person: string, day: Day): Plan | undefined {
  const seat = world.company.assignments.find((row) => row.participant === person && holds(row, day));
  return seat && versionOn(world, seat.plan, day);
}

/** The day on which a credit counts: the plan of the day of the booking says which that is; none where it is not known. */
function dateOf(world: World, credit: Omit<Credit, 'share' | 'retires' | 'kind'>): Day | undefined {
  const named = credit.version.measures.find(({ derived, date }) => !derived && date !== undefined)?.date;
  if (named === undefined) return credit.date;
  const found = readsOfCredit(world, credit)(named);
  return typeof found === 'number' ? found : undefined;
}

/** What a line says of itself and of one person on its day. */
export function readsOfCredit(world: World, credit: Omit<Credit, 'share' | 'retires' | 'kind'>): Reads {
  const { date, person, version } = credit;
  const leaf: Reads = (name) =>
    /^(?:participant|attribute|assignment)\./.test(name)
      ? factOn(world, person, { name, day: date })
      : factInCurrency(world, credit, name);
  return reading(world, version, { day: date, leaf });
}

/** What people have ruled of a line, of its booking before the one it changes, and before its account; nothing where they have not. */
function ruledShares({ company, lineFacts }: World, line: BookingLine): readonly Offer[] | undefined {
  const changes = line.facts[lineFacts.indexOf('booking.changes')];
  const inForce = (company.rulings ?? []).filter((each) => holds(each, line.date));
  const of = (booking: unknown): typeof inForce =>
    inForce.filter(
      (each) => 'booking' in each.of && each.of.source === line.source && each.of.booking === booking,
    );
  const ofAccount = inForce.filter((each) => 'account' in each.of && each.of.account === line.account);
  const [ruling, another] = [of(line.booking), of(changes), ofAccount].find(({ length }) => length > 0) ?? [];
  if (!ruling) return undefined;
  if (another || ruling.to === 'house') return [];
  const whole = fraction(ruling.to.reduce((sum, { parts }) => sum + parts, 0));
  return ruling.to.map(({ participant, parts }) => {
    const share = over(fraction(parts), whole);
    return { person: participant, share, retires: share };
  });
}

function directShares(world: World, line: BookingLine, policy: EngagementPolicy): readonly Offer[] {
  const read: Reads = (name) => lineFact(world, line, name);
  for (const phase of policy.phases) {
    const rule = phase.rules.find(({ when }) => meets(when, null, read));
    if (!rule) continue;
    if (rule.credit === 'house') return [];
    const given = rule.credit.map(({ to, parts, quotaParts = parts }) => {
      const named = peopleOf(world, line, to);
      const paid = numberOfParts(parts, named);
      return { named, paid, retires: numberOfParts(quotaParts, named) };
    });
    // Both are parts of what all that are paid on make.
    const total = sumOf(given.map(({ paid }) => paid));
    return [...new Set(given.flatMap(({ named }) => named))].map((person) => {
      const theirs = given.filter(({ named }) => named.includes(person));
      const part = (of: 'paid' | 'retires'): Fraction =>
        sumOf(theirs.map((each) => over(each[of], times(fraction(each.named.length), total))));
      return { person, share: part('paid'), retires: part('retires') };
    });
  }
  return [];
}

function peopleOf(world: World, line: BookingLine, to: string): readonly string[] {
  const people = to === 'territory.holders' ? holdersOf(world, line) : [lineFact(world, line, to)];
  return people.filter((each): each is string => typeof each === 'string');
}

function numberOfParts(parts: CreditParts, people: readonly string[]): Fraction {
  if (parts === 'none') return NOTHING;
  if (parts === 'equal') return fraction(people.length);
  if (typeof parts === 'number') return fraction(parts);
  if ('share' in parts) return parts.share;
  throw new Error('parts that a fact gives are no part of this reference.');
}

/** What overlays give, whoever the line goes to: of each, all of its people have its share together. */
function givenBeside(world: World, line: BookingLine, { overlays = [] }: EngagementPolicy): readonly Offer[] {
  const read: Reads = (name) => lineFact(world, line, name);
  return overlays.flatMap(({ when, to, share, quota }) => {
    const people = peopleOf(world, line, to);
    const whole = numberOf(share, read);
    if (!whole || (when && !meets(when, null, read))) return [];
    const part = over(whole, fraction(Math.max(1, people.length)));
    return people.map((person) => ({
      person,
      share: quota === 'only' ? NOTHING : part,
      retires: quota === 'does-not-count' ? NOTHING : part,
    }));
  });
}

/** What was credited goes up the chain of managers, once to a person; who has credit of their own gets none of it. */
function rolledUp(
  world: World,
  { direct, policy }: { direct: readonly Credit[]; policy: EngagementPolicy },
): readonly Offer[] {
  const risen: Offer[] = [];
  for (const credit of direct) {
    const reached = new Set(policy.rollup.flatMap((rollup) => above(world, credit, rollup)));
    for (const person of reached) {
      const isOwn = direct.some((each) => each.person === person);
      if (isOwn && policy.rollup.every(({ ownBookings }) => ownBookings === 'excluded')) continue;
      risen.push({ ...credit, person });
    }
  }
  return [...new Set(risen.map(({ person }) => person))].map((person) => {
    const theirs = risen.filter((each) => each.person === person);
    return {
      person,
      share: sumOf(theirs.map(({ share }) => share)),
      retires: sumOf(theirs.map(({ retires }) => retires)),
    };
  });
}

/** The managers of somebody on the day of a line, as far up as the rollup goes; nobody twice. */
function above(world: World, { person, line }: Credit, { levels }: Rollup): readonly string[] {
  const chain: string[] = [];
  let at = person;
  while (levels === 'all' || chain.length < levels) {
    const manager = factOn(world, at, { name: 'participant.manager', day: line.date });
    if (typeof manager !== 'string' || manager === person || chain.includes(manager)) break;
    chain.push(manager);
    at = manager;
  }
  return chain;
}
