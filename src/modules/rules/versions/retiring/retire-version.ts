import { invariant } from '../../../../engine/kernel/invariant.js';
import { readDay } from '../../../../engine/kernel/day.js';
import type { Actor, Database } from '../../../../platform/database/database.js';
import { LOCKS } from '../../../../platform/database/locks.js';
import type { ChangeTransaction } from '../../../../platform/database/transaction.js';
import { Refusal } from '../../../../platform/refusal.js';
import type { PlacedFinding } from '../../documents/placed-finding.js';
import { partsOutside } from '../../publication/effect.js';
import { overlap } from '../../publication/publication.js';
import { endPublication, publishPart } from '../../publication/publish-documents.js';
import { lastPosition, readPublications, type PublishedText } from '../../publication/read-publications.js';
import { actOn, type Acted } from '../act.js';
import { findingsWithout } from './findings-without.js';
import { nameOf } from '../judge-version.js';
import { requireReason, type Seen } from '../refuse.js';
import type { VersionText } from '../version.js';
import { insertStep } from '../write-version.js';

/** What somebody has read of what a retirement does, and wants. */
interface Accepted {
  /** Days are left without rules that are needed on them. */
  readonly gapAccepted?: boolean;
  /** It takes days of closed periods, whose pay is settled anew: the reason says what it corrects. */
  readonly corrects?: boolean;
}

/** From which day on a version is to be no longer in force, and why. */
export interface Retirement extends Seen, Accepted {
  readonly from: string;
  readonly reason: string;
}

/** The proposal to retire a version that is to be carried out; its own reason where none is given. */
export interface RetirementConfirmed extends Seen, Accepted {
  readonly reason?: string;
}

/** What a retirement came to: nothing is proposed or ended while there is an error, or a gap that nobody accepted. */
export interface VersionRetired {
  readonly version: VersionText;
  /** What the rules without it mean, so far as it is wrong and was not before. */
  readonly findings: readonly PlacedFinding[];
  /** Null when the findings stopped it. */
  readonly position: bigint | null;
}

/** Proposes to end a version that is in force from a day on. Until somebody else confirms it nothing changes. */
export async function proposeRetirement(
  database: Database,
  actor: Actor,
  { from, reason, gapAccepted, corrects, ...seen }: Retirement,
): Promise<VersionRetired> {
  requireReason(reason, 'retire');
  if (readDay(from) === undefined)
    throw new Refusal('DAY_UNREADABLE', `${from} is no day.`, 'Write it YYYY-MM-DD.', 'from');
  const asked = { actor, act: 'propose-retire', seen, reason, alone: true } as const;
  const done = await actOn(database, asked, async (tx, now) => {
    const { findings, stops } = await withoutIt(tx, now, { from, gapAccepted, corrects });
    if (stops) return stopped(findings);
    const state = { action: 'propose-retire', state: 'retiring', retiredFrom: from } as const;
    await insertStep(tx, now, { ...state, ...textOf(now), reason });
    return { changed: true, result: { findings, done: true } };
  });
  return outcomeOf(done);
}

/** Carries out what somebody else proposed: ends the version; nothing takes its days. The days before stay as they are. */
export async function confirmRetirement(
  database: Database,
  actor: Actor,
  { reason, gapAccepted, corrects, ...seen }: RetirementConfirmed,
): Promise<VersionRetired> {
  const asked = { actor, act: 'retire', seen, reason: reason ?? '', alone: true } as const;
  const done = await actOn(database, asked, async (tx, now) => {
    const { retirement } = now;
    invariant(retirement !== null, 'a version is retiring without a proposal');
    const { from, by: proposer, reason: why } = retirement;
    const { findings, stops, ...ends } = await withoutIt(tx, now, { from, gapAccepted, corrects });
    if (stops) return stopped(findings);
    const said = reason === undefined || reason.trim() === '' ? why : reason;
    const state = { action: 'retire', state: 'retired', retiredFrom: from, proposer } as const;
    await insertStep(tx, now, { ...state, ...textOf(now), reason: said });
    for (const part of ends.ending) await endPublication(tx, part);
    for (const part of ends.left) await publishPart(tx, part, ends.published);
    return { changed: true, result: { findings, done: true } };
  });
  return outcomeOf(done);
}

type Result = { readonly findings: readonly PlacedFinding[]; readonly done: boolean };

const stopped = (findings: readonly PlacedFinding[]): Acted<Result> => ({
  changed: false,
  result: { findings, done: false },
});

function outcomeOf(of: { version: VersionText; result: Result; position: bigint }): VersionRetired {
  const { findings, done } = of.result;
  return { version: of.version, findings, position: done ? of.position : null };
}

const textOf = ({ revision, hash }: VersionText): { revision: number; hash: Buffer } => ({
  revision,
  hash: Buffer.from(hash, 'hex'),
});

interface Without {
  readonly published: PublishedText[];
  readonly ending: readonly PublishedText[];
  readonly left: readonly PublishedText[];
  readonly findings: readonly PlacedFinding[];
  readonly stops: boolean;
}

/** What would be without the version from a day on, and whether that may be. */
async function withoutIt(
  tx: ChangeTransaction,
  now: VersionText,
  { from, gapAccepted = false, corrects = false }: RetirementDay,
): Promise<Without> {
  const published = await readPublications(tx, await lastPosition(tx));
  const taken = { from, until: null };
  const ending = published.filter((part) => part.life === now.id && overlap(part, taken));
  if (ending.length === 0) throw nothingLeft(now, from);
  if (!corrects) await requireOpen(tx, from);
  const left = partsOutside(ending, taken);
  const after = [...published.filter((part) => !ending.includes(part)), ...left];
  const findings = await findingsWithout(tx, now, { published, after, ending, from });
  const stops = findings.some(
    ({ severity, code }) => severity === 'error' || (code === 'VERSIONS_GAP' && !gapAccepted),
  );
  return { published, ending, left, findings, stops };
}

interface RetirementDay {
  readonly from: string;
  readonly gapAccepted: boolean | undefined;
  readonly corrects: boolean | undefined;
}

/** Refused where the day lies in or before a closed period. Under the ledger's lock: none is closed before this is done. */
async function requireOpen(tx: ChangeTransaction, from: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [LOCKS.ledger]);
  const [closed] = await tx.query<{ period: string }>(
    'select period from period_closing where period_until > $1::date order by period_until desc limit 1',
    [from],
  );
  if (!closed) return;
  throw new Refusal(
    'PERIOD_CLOSED',
    `${from} is not after ${closed.period}, which is closed: what was paid for its days would be settled anew.`,
    'Give a later day; or say corrects: true, and in the reason what it corrects.',
    'from',
  );
}

function nothingLeft(now: VersionText, from: string): Refusal {
  return new Refusal(
    'NOTHING_TO_RETIRE',
    `This version of ${nameOf(now)} is not in force on any day from ${from} on.`,
    'Its days in force stand in the list of versions.',
    'from',
  );
}
