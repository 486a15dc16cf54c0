import type { Decided } from '../../../engine/approvals/request/commands.js';
import type { RequestEvent } from '../../../engine/approvals/request/events.js';
import type { Request } from '../../../engine/approvals/request/state.js';
import { Refusal } from '../../../platform/refusal.js';

const HINTS: Readonly<Record<string, string>> = {
  OLD_FINGERPRINT: 'Look at the deal again, then decide.',
  NOT_ASKED: 'Whoever is asked decides, or somebody they delegate to.',
  TAKES_PART: 'Somebody who takes no part in the deal decides.',
  NO_REASON: 'Write a reason.',
  NO_AUTHORITY: 'Hand it to somebody of the level or above it, or tell a delegation to them first.',
  ALREADY_DECIDED: 'Take your decision back first, while the next level has not decided.',
};

/** The events of what was decided, or the refusal. */
export function eventsOf(decided: Decided): readonly RequestEvent[] {
  if ('events' in decided) return decided.events;
  const { refused, message } = decided;
  throw new Refusal(
    `APPROVAL_${refused}`,
    message,
    HINTS[refused] ?? 'Look at the request as it stands now.',
  );
}

/** A request as the audit keeps it before and after a change. */
export function audited({ standing, revision, hash, steps }: Request): object {
  return {
    standing,
    revision,
    hash,
    steps: steps.map(({ requirement, standing: of, people }) => ({
      level: requirement.level,
      standing: of,
      people,
    })),
  };
}
