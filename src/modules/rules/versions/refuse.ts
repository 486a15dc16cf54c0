import { sqlState } from '../../../platform/database/database.js';
import { Refusal } from '../../../platform/refusal.js';
import { nameOf } from './judge-version.js';
import type { Version } from './version.js';
import { ACTS_FROM, actsOn, type VersionAct } from './version-states.js';

/** The version an act is about, and what whoever acts has seen of it: where it differs by now, the act is refused. */
export interface Seen {
  readonly version: string;
  readonly step?: number;
  readonly revision?: number;
  /** The hash of the text and its examples. */
  readonly hash?: string;
}

/** Refuses an act on a version that somebody changed since it was seen, or that is in a state in which the act has no meaning. */
export function requireAct(act: VersionAct, version: Version, seen: Seen): void {
  const { step = version.step, revision = version.revision, hash = version.hash } = seen;
  if (hash !== version.hash) throw stale(version);
  if (step !== version.step || revision !== version.revision) throw changedSince(version, { step, revision });
  const from: readonly string[] = ACTS_FROM[act];
  if (from.includes(version.state)) return;
  const can = actsOn(version.state);
  throw new Refusal(
    'VERSION_STATE',
    `This version of ${nameOf(version)} is ${version.state}: ${act} starts from ${from.join(' or ')}.`,
    can.length === 0
      ? 'Clone it: the copy is a new draft.'
      : `Now it can be: ${can.join(', ')}; or clone it.`,
    'version',
  );
}

function stale(version: Version): Refusal {
  return new Refusal(
    'STALE_SUBJECT',
    `This version of ${nameOf(version)} has another text than the one that was looked at: it is at revision ${version.revision} now.`,
    'Read the text as it is now, then decide again.',
    'hash',
  );
}

/** It is not where it was seen; says where it stands now. */
function changedSince(now: Version, seen: { readonly step: number; readonly revision: number }): Refusal {
  const early = seen.step > now.step || seen.revision > now.revision;
  const place = `it is ${now.state} now, at revision ${now.revision}, step ${now.step}.`;
  return new Refusal(
    'VERSION_CONFLICT',
    early
      ? `This version of ${nameOf(now)} did not come to what was seen: ${place}`
      : `Somebody changed this version of ${nameOf(now)} since it was seen: ${place}`,
    'Read it again, then decide again.',
    'version',
  );
}

/** Somebody else acted first; says where the version stands now. */
export function conflict(now: Version): Refusal {
  return new Refusal(
    'VERSION_CONFLICT',
    `Somebody changed this version of ${nameOf(now)} at the same moment: it is ${now.state} now, at revision ${now.revision}, step ${now.step}.`,
    'Read it again, then decide again.',
    'version',
  );
}

/** Why somebody acts; acts that undo what others did are refused without. */
export function requireReason(reason: string | undefined, act: VersionAct): string {
  if (reason !== undefined && reason.trim() !== '') return reason;
  throw new Refusal(
    'REASON_MISSING',
    `To ${act} a version somebody must say why.`,
    'Give the reason: whoever reads the history will need it.',
    'reason',
  );
}

const UNIQUE = '23505';
const OVERLAPS = '23P01';
const TAKEN = /^(version_step|version_text)_/;

/** What a refusal of the database means to whoever acted; undefined when it is none of ours. `now` is read after the change was undone. */
export async function refusalOf(error: unknown, now: () => Promise<Version>): Promise<Refusal | undefined> {
  const state = sqlState(error);
  const constraint = constraintOf(error);
  if (state === OVERLAPS && constraint === 'approver_is_no_author') return ownVersion(await now());
  if (constraint === 'withdrawn_by_author') {
    const version = await now();
    return new Refusal(
      'NOT_AUTHOR',
      `Only an author of this version of ${nameOf(version)} may withdraw it: ${version.authors.join(', ')}.`,
      'Ask one of them, or reject it while it is in review.',
      'version',
    );
  }
  if (constraint === 'retired_by_second_person') return ownProposal(await now());
  if (state === OVERLAPS || (state === UNIQUE && TAKEN.test(constraint))) return conflict(await now());
  return undefined;
}

function ownVersion(version: Version): Refusal {
  return new Refusal(
    'OWN_VERSION',
    `Whoever wrote, edited or handed in a version of ${nameOf(version)} does not approve it, and who approved does not edit.`,
    'Ask somebody else who may approve.',
    'version',
  );
}

function ownProposal(version: Version): Refusal {
  return new Refusal(
    'RETIREMENT_SECOND_PERSON',
    `Whoever proposed to end this version of ${nameOf(version)} does not confirm it.`,
    'Ask somebody else who may confirm.',
    'version',
  );
}

function constraintOf(error: unknown): string {
  const { constraint, driverError } = (error ?? {}) as {
    constraint?: unknown;
    driverError?: { constraint?: unknown };
  };
  return String(driverError?.constraint ?? constraint ?? '');
}
