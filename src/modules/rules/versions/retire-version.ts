import { readDay } from '../../../engine/kernel/day.js';
import { errorAt, warningAt } from '../../../engine/rulebook/finding.js';
import type { Actor, Database } from '../../../platform/database/database.js';
import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import type { PlacedFinding } from '../documents/placed-finding.js';
import { findingsBeside } from '../publication/beside.js';
import { overlap, remainingParts } from '../publication/publication.js';
import { endPublication, publishPart } from '../publication/publish-documents.js';
import { lastPosition, readPublications, type PublishedText } from '../publication/read-publications.js';
import { actOn, type Acted } from './act.js';
import { nameOf } from './judge-version.js';
import { requireReason, type Seen } from './refuse.js';
import type { VersionText } from './version.js';
import { insertStep } from './write-version.js';

/** From which day on a version is no longer in force, and why. */
export interface Retirement extends Seen {
  readonly from: string;
  readonly reason: string;
  /** Whoever says so has read that days are left without rules that are needed on them, and wants it. */
  readonly gapAccepted?: boolean;
}

/** What a retirement came to: nothing is ended while there is an error, or a gap that nobody accepted. */
export interface VersionRetired {
  readonly version: VersionText;
  /** What the rules without it mean, so far as it is wrong and was not before. */
  readonly findings: readonly PlacedFinding[];
  /** Null when the findings stopped it. */
  readonly position: bigint | null;
}

/** Ends a published version from a day on; nothing takes its days. The days before stay as they are. */
export async function retireVersion(
  database: Database,
  actor: Actor,
  { from, reason, gapAccepted = false, ...seen }: Retirement,
): Promise<VersionRetired> {
  requireReason(reason, 'retire');
  if (readDay(from) === undefined)
    throw new Refusal('DAY_UNREADABLE', `${from} is no day.`, 'Write it YYYY-MM-DD.', 'from');
  const asked = { actor, act: 'retire', seen, reason, alone: true } as const;
  const { version, result, position } = await actOn(database, asked, (tx, now) =>
    retire(tx, now, { from, reason, gapAccepted }),
  );
  return { version, findings: result.findings, position: result.retired ? position : null };
}

interface Retiring {
  readonly from: string;
  readonly reason: string;
  readonly gapAccepted: boolean;
}

type Outcome = { readonly findings: readonly PlacedFinding[]; readonly retired: boolean };

async function retire(
  tx: ChangeTransaction,
  now: VersionText,
  { from, reason, gapAccepted }: Retiring,
): Promise<Acted<Outcome>> {
  const published = await readPublications(tx, await lastPosition(tx));
  const taken = { from, until: null };
  const ending = published.filter((part) => part.life === now.id && overlap(part, taken));
  if (ending.length === 0) throw nothingLeft(now, from);
  const left = ending.flatMap((part) => remainingParts(part, taken).map((days) => ({ ...part, ...days })));
  const after = [...published.filter((part) => !ending.includes(part)), ...left];
  const findings = findingsWithout(now, { published, after, from });
  const stops = findings.some(
    ({ severity, code }) => severity === 'error' || (code === 'VERSIONS_GAP' && !gapAccepted),
  );
  if (stops) return { changed: false, result: { findings, retired: false } };
  const { revision } = now;
  const hash = Buffer.from(now.hash, 'hex');
  await insertStep(tx, now, {
    action: 'retire',
    state: 'retired',
    revision,
    hash,
    reason,
    retiredFrom: from,
  });
  for (const part of ending) await endPublication(tx, part);
  for (const part of left) await publishPart(tx, part, published);
  return { changed: true, result: { findings, retired: true } };
}

function nothingLeft(now: VersionText, from: string): Refusal {
  return new Refusal(
    'NOTHING_TO_RETIRE',
    `This version of ${nameOf(now)} is not in force on any day from ${from} on.`,
    'Its days in force stand in the list of versions.',
    'from',
  );
}

/** What would be wrong without the version that is right with it. */
function findingsWithout(
  now: VersionText,
  { published, after, from }: { published: PublishedText[]; after: PublishedText[]; from: string },
): PlacedFinding[] {
  const file = nameOf(now);
  const at = { file, line: 1, column: 1 };
  if (now.kind === 'facts') {
    const message = 'Every rule reads the fact catalogue: without one nothing can be calculated.';
    const remedy = 'Publish another catalogue instead; it takes the place of this one.';
    return [{ ...errorAt('facts', { code: 'NO_CATALOGUE', message, remedy }), ...at }];
  }
  const key = ({ code, message }: PlacedFinding): string => `${code} ${message}`;
  const known = new Set(findingsBeside(published, file).map(key));
  const fresh = findingsBeside(after, file).filter((finding) => !known.has(key(finding)));
  if (now.kind !== 'engagement') return fresh;
  const message = `From ${from} on this engagement policy credits nobody, and no other takes its days.`;
  const remedy = 'Publish the policy that follows instead; it takes these days.';
  return [...fresh, { ...warningAt('from', { code: 'VERSIONS_GAP', message, remedy }), ...at }];
}
