import { readFileSync, statSync } from 'node:fs';
import { EnvironmentFault } from '../../environment-fault.js';

/** The account a server process runs under; empty when it is our own. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
  readonly name?: string;
}

const BORROWED = ['postgres', 'node', 'nobody'];

/**
 * PostgreSQL refuses to run as root. As root the account that owns the cluster already there is borrowed, or else an unprivileged one that
 * exists; none is created. Throws with a remedy when there is none.
 */
export function serverAccount(cluster: string): Account {
  if (process.getuid?.() !== 0) return {};
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of BORROWED) {
    const found = lines.find((fields) => fields[0] === name);
    if (found) return { uid: Number(found[2]), gid: Number(found[3]), name };
  }
  throw new EnvironmentFault(
    `PostgreSQL does not run as root, and none of the accounts ${BORROWED.join(', ')} exists here: start as an ordinary user, or set DATABASE_URL and DATABASE_OWNER_URL.`,
  );
}
