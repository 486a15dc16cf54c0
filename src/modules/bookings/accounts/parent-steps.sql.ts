import { timeline } from '../../accounts/accounts.service.js';
import type { Reporting } from '../writing/manager-cycles.js';

/** SQL of what says to what accounts belong: of dated rows and of the accounts file. `line` is null for what is known already. */
export interface ParentsTold {
  /** Columns `account`, `parent`, `effective_from`, `effective_until`, `line`. */
  readonly dated: string;
  /** Columns `account`, `parent`, `line`. */
  readonly file: string;
}

/** SQL of all days on which an account belongs to another, as steps up. */
export function parentSteps({ dated, file }: ParentsTold): string {
  const days = timeline({
    dated: `select account, parent as value, effective_from as since, coalesce(effective_until, 'infinity'::date) as till, line from (${dated}) d`,
    base: `select account, parent as value, line from (${file}) f`,
    also: 'line',
  });
  return `select account as participant, value as manager, since::text as "from", nullif(till, 'infinity')::text as "until", line::integer as line
    from (${days}) step where value is not null`;
}

/** A circle of accounts, for a person. */
export function sayCircle({ people, from }: { people: readonly string[]; from: string }): string {
  return `${people.join(' → ')}, ${from === ALWAYS ? 'on days before any dated row' : `on ${from}`}`;
}

const ALWAYS = '-infinity';

export type ParentStep = Reporting;
