import { inBracket } from '../../../conditions/verdict/say-verdict.js';
import type { Day, NamedPeriod } from '../../../kernel/day.js';
import { writeDay } from '../../../kernel/day.js';
import { ONE, type Ratio } from '../../../kernel/ratio.js';
import type { ModifierWorking } from '../../../model/result.js';
import type { Measuring, Standing } from '../../measure/measuring.js';
import type { PlanVersion } from '../../plan-version.js';
import { measuresOf, type Epoch } from './epoch.js';
import { capBeforeMultipliers, modified, type Modified } from './modify.js';
import { WindowReading } from './reading.js';

/** What could not be found, in a code and a sentence. */
export type Missing = (code: string, message: string) => void;

/** How a window stands for the credits of one version of the plan: by its measure and quota, with its modifiers. */
export interface Judged {
  readonly standing: Standing;
  readonly modified: Modified;
  readonly reading: WindowReading;
}

/** A window of an incentive at the end of a pay period. */
export interface Judging {
  /** Of the incentive. */
  readonly id: string;
  readonly measuring: Measuring;
  readonly missing: Missing;
  /** Whether the modifiers are left to who asks. */
  readonly plain?: boolean;
  readonly at: { readonly sum: Ratio; readonly window: NamedPeriod; readonly known: Day };
}

/** Judges a window by each version of the plan, once. */
export function judgeOf(judging: Judging): (version: PlanVersion) => Judged {
  const known = new Map<PlanVersion, Judged>();
  return (version) => {
    const judged = known.get(version) ?? judgedBy(version, judging);
    known.set(version, judged);
    return judged;
  };
}

/** Where the window stands by a version's measure and quota. */
export function standingBy(version: PlanVersion, { id, measuring, at }: Judging): Standing {
  const axis = measuresOf(version, id)?.axis;
  return axis ? measuring.stand(axis, at) : { measure: at.sum, quota: null, attainment: null };
}

function judgedBy(version: PlanVersion, judging: Judging): Judged {
  const { id, measuring, missing, at } = judging;
  const standing = standingBy(version, judging);
  const axis = measuresOf(version, id)?.axis.id ?? '';
  const reading = new WindowReading(measuring, { known: at.known, version }, { id: axis, standing });
  const found = modified(version.incentive(id)?.modify ?? [], version.plan, reading);
  const changes = judging.plain ? plainly(found) : found;
  for (const name of changes.unknown)
    missing(
      'NO_MULTIPLIER',
      `${name} is not known${inBracket(reading.how(name))}, so ${id} is paid without that multiplier.`,
    );
  return { standing, modified: changes, reading };
}

/** Without the multipliers, which are put on the sum; the cap on deals is put on each of them all the same. */
function plainly(found: Modified): Modified {
  return { times: ONE, most: capBeforeMultipliers(found), working: [], unknown: [] };
}

/** How the modifiers came out; where several versions rate the credits of a window, each says which credits it speaks of. */
export function modifiersOf(
  epochs: Iterable<Epoch>,
  judge: (version: PlanVersion) => Judged,
): readonly ModifierWorking[] {
  const versions = [...new Set([...epochs].map(({ version }) => version))];
  const [only] = versions;
  if (only && versions.length === 1) return judge(only).modified.working;
  return versions.flatMap((version) =>
    judge(version).modified.working.map((each) => ({
      ...each,
      because: `${each.because}${/\n/.test(each.because) ? '\n' : ' '}This is for credits ${daysOf(version)} only.`,
    })),
  );
}

function daysOf({ plan: { effective } }: PlanVersion): string {
  const { from, until } = effective;
  return until === null ? `from ${writeDay(from)} on` : `from ${writeDay(from)} to ${writeDay(until - 1)}`;
}
