import type { BookingLine } from '../../../../src/engine/model/facts.js';
import type { Budget, Plan } from '../../../../src/engine/rulebook/rulebook.js';
import { versionsOf, type World } from '../facts/world.js';
import { isTakenBack } from './first-n.js';
import { budgeted } from './limits.js';
import { programsOf, runOf, runOfPart, type Part, type Program } from './program.js';
import { originalOf } from './refunds/taken-back.js';

/** Everything that a SPIFF pays by one knowledge, before its budget. */
export interface Paying {
  readonly all: (program: Program) => readonly Part[];
  readonly shared: (program: Program) => readonly Part[];
  readonly isShared: (part: Part) => boolean;
}

/** What one run of a SPIFF pays, and by which knowledge. */
export interface Run {
  readonly known: Program;
  readonly parts: readonly Part[];
}

/**
 * What the runs of a SPIFF pay whose budget settles: what it admitted by its cut-off. Afterwards that stands; or of prizes and parts of pools there is what they are now where
 * that is less, and what bookings brought is lost with them. A run that does not settle pays by what is known now. Nothing where no run settles.
 */
export function settledByBudget(program: Program, paying: Paying): readonly Run[] | undefined {
  const versions = versionsOf(program.world, program.id);
  const runs = new Map(versions.map((version) => [runOf(program, version).from, version]));
  const settled: Run[] = [];
  const paid = [...runs].map(([from, last]) => {
    const isOwn = (known: Program, part: Part): boolean => runOfPart(known, part) === from;
    const run = settledRun(program, last, { paying, isOwn, before: settled });
    if (run) settled.push(run);
    const parts = run
      ? []
      : budgeted(
          program,
          paying.all(program),
          settled.flatMap((each) => each.parts),
        );
    return run ?? { known: program, parts: parts.filter((part) => isOwn(program, part)) };
  });
  return settled.length === 0 ? undefined : paid;
}

/** What a run pays that has settled. */
function settledRun(
  program: Program,
  last: Plan,
  {
    paying: { all, shared, isShared },
    isOwn,
    before,
  }: {
    paying: Paying;
    isOwn: (known: Program, part: Part) => boolean;
    before: readonly Run[];
  },
): Run | undefined {
  const { knownBy } = program.world;
  const budget = program.spiffs.find((spiff) => spiff === last)?.budget;
  if (!knownBy || !budget || budget.afterCutOff === 're-run') return undefined;
  const day = cutOffOf(budget, runOf(program, last).until - 1);
  const then = programThen(program, knownBy, day);
  if (!then) return undefined;
  const earlier = before.flatMap(({ parts }) => parts);
  const parts = budgeted(then, all(then), earlier).filter((part) => isOwn(then, part));
  if (budget.afterCutOff === 'stand') return { known: then, parts };
  const now = shared(program);
  const left = parts.map((part) => (isShared(part) ? asNow(part, now) : part));
  return { known: then, parts: withoutGone(left, { known: then, now: program, isShared, before }) };
}

function cutOffOf({ settles }: Budget, last: number): number {
  if (settles && 'on' in settles) return Math.max(settles.on, last);
  return last + (settles?.after ?? 0);
}

/** The SPIFF by the end of a day, on which all has passed that settles by then; what settled before goes by what was known before. */
function programThen({ id }: Program, knownBy: (day: number) => World, day: number): Program | undefined {
  const known = knownBy(day);
  const world: World = {
    ...known,
    horizon: Math.max(known.horizon, day),
    found: new Map(),
    knownBy: (earlier) => knownBy(Math.min(earlier, day)),
  };
  return programsOf(world).find((each) => each.id === id);
}

function asNow(part: Part, now: readonly Part[]): Part {
  const same = now.find(
    ({ person, incentive, window }) =>
      person === part.person &&
      incentive === part.incentive &&
      window.from === part.window.from &&
      window.until === part.window.until,
  );
  const left = same && same.cents > 0n ? same.cents : 0n;
  return left < part.cents ? { ...part, cents: left } : part;
}

/** Of what somebody has by bookings in a pay period those that are gone are lost with what changed them, unless they would have more without them; then what changed one of the lost in other pay periods. */
function withoutGone(
  parts: readonly Part[],
  {
    known,
    now,
    isShared,
    before,
  }: { known: Program; now: Program; isShared: Paying['isShared']; before: readonly Run[] },
): readonly Part[] {
  const paidFor = [...before, { known, parts }];
  const whoseOf = ({ person, incentive }: Part): string => `${person} ${incentive}`;
  const keyOf = (part: Part): string => [whoseOf(part), part.window.from, part.period.from].join(' ');
  const goneBy = new Map(
    parts.flatMap((part): [Part, Gone][] => {
      const gone = isShared(part) ? undefined : goneBookingOf(part, paidFor, { known, now });
      return gone ? [[part, gone]] : [];
    }),
  );
  const lost = [...goneBy.keys()].filter((part) => {
    const together = [...goneBy.keys()].filter((each) => keyOf(each) === keyOf(part));
    return together.reduce((sum, { cents }) => sum + cents, 0n) > 0n;
  });
  const isLostToo = (part: Part): boolean => {
    const by = goneBy.get(part);
    if (!by || by.own === by.gone) return false;
    return lost.some((each) => whoseOf(each) === whoseOf(part) && goneBy.get(each)?.own === by.gone);
  };
  return parts.map((part) => (lost.includes(part) || isLostToo(part) ? { ...part, cents: 0n } : part));
}

/** The booking of a part, and that of those it changes, or itself, which stood by the cut-off and does not now. */
interface Gone {
  readonly own: string;
  readonly gone: string;
}

function goneBookingOf(
  part: Part,
  paidFor: readonly Run[],
  { known, now }: { known: Program; now: Program },
): Gone | undefined {
  const { lines } = known.world;
  const nameOf = ({ source, booking }: BookingLine): string => `${source} ${booking}`;
  const line = lines[part.last];
  if (!line) return undefined;
  // What they were never paid for, in this run or one before it, they cannot lose.
  const theirs = paidFor.flatMap(({ known: { world }, parts }) =>
    parts
      .filter(({ person, incentive }) => person === part.person && incentive === part.incentive)
      .flatMap(({ last }) => world.lines[last] ?? []),
  );
  for (let at: string | undefined = nameOf(line); at !== undefined; at = originalOf(known, at)) {
    const of = theirs.find((each) => nameOf(each) === at);
    if (of && !isTakenBack(known, of) && isTakenBack(now, of)) return { own: nameOf(line), gone: at };
  }
  return undefined;
}
