import type { Actor } from '../database/database.js';

/** How much of a kind of data somebody sees. `all`: everybody's; `subtree`: of those who report to them, and their own; `own`: their own. */
export type Reach = 'all' | 'subtree' | 'own' | 'none';

/** Who asks: an actor whose roles were read for this request. */
export interface Viewer extends Actor {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** The participant who signs in as this user; null for those who are not paid on a plan. */
  readonly participant: string | null;
  /** Whether the roles allow an action, such as `version.approve`. */
  may(action: string): boolean;
  /** How much of a kind of data the roles let them see, such as `pay`. */
  sees(data: string): Reach;
}
