import type { Actor, Database } from '../../../platform/database/database.js';
import { LOCKS } from '../../../platform/database/locks.js';
import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import { nameOf } from './judge-version.js';
import { readVersion } from './read-versions.js';
import { conflict, refusalOf, requireAct, type Seen } from './refuse.js';
import type { Version, VersionText } from './version.js';
import type { VersionAct } from './version-states.js';

/** Who does what to which version, and why. */
export interface Asked {
  readonly actor: Actor;
  readonly act: VersionAct;
  readonly seen: Seen;
  readonly reason?: string;
  /** Acts that change what is in force are done by one at a time. */
  readonly alone?: boolean;
}

/** What an act came to. `changed`: whether a step was written; without one nothing is kept and nothing recorded. */
export interface Acted<T> {
  readonly changed: boolean;
  readonly result: T;
  /** What the audit keeps beside the states: what else this changed. */
  readonly told?: object;
}

/** A version after an act, and the position of the act; where nothing changed, the position last reached. */
export interface Changed {
  readonly version: VersionText;
  readonly position: bigint;
}

/** The state of a version as the audit keeps it before and after an act. */
export function auditedState({ id, state, step, revision, hash, days }: Version): object {
  return { version: id, state, step, revision, hash, days };
}

/** Does something to a version, from the state in which it is read; `work` writes the step. Whoever comes second is told where it stands. */
export async function actOn<T>(
  database: Database,
  asked: Asked,
  work: (tx: ChangeTransaction, now: VersionText) => Promise<Acted<T>>,
): Promise<Changed & { readonly result: T }> {
  const { actor, act, seen, reason } = asked;
  const change = {
    action: `version.${act}`,
    subject: `version ${seen.version}`,
    ...(reason === undefined ? {} : { reason }),
  };
  try {
    const { result, position } = await database.change(actor, change, async (tx) => {
      const now = await readStanding(tx, asked);
      const { changed, result: told, told: more } = await work(tx, now);
      if (!changed) return { unchanged: { version: now, result: told } };
      const version = await readVersion(tx, seen.version);
      return {
        result: { version, result: told },
        subject: nameOf(version),
        before: auditedState(now),
        after: { ...auditedState(version), ...more },
      };
    });
    return { ...result, position };
  } catch (error) {
    const now = (): Promise<Version> => database.inTransaction(actor, (tx) => readVersion(tx, seen.version));
    throw (await refusalOf(error, now)) ?? error;
  }
}

/** The version as it stands, fit for the act. Who had to wait for the turn and finds it changed came second. */
async function readStanding(tx: ChangeTransaction, { act, seen, alone }: Asked): Promise<VersionText> {
  const now = await readVersion(tx, seen.version);
  requireAct(act, now, seen);
  if (alone !== true) return now;
  await tx.query('select pg_advisory_xact_lock($1)', [LOCKS.publish]);
  const mine = await readVersion(tx, seen.version);
  if (mine.step !== now.step) throw conflict(mine);
  return mine;
}
