import type { Answer } from '../deciding/answer.js';
import type { StoredRuling } from '../store/question.js';
import { RulingKind, type EngagementRulingType, type RulingAnswer } from './ruling.type.js';

/** An answer as the API shows it. */
export function answerShown({ gives, lost, read, exception, because, ...by }: Answer): RulingAnswer {
  const { rule, phase, policy, versionFrom, version } = by;
  const head = { rule, phase, policy, versionFrom, version, exception, because };
  return {
    ...head,
    gives: gives.map((each) => ({ ...each })),
    lost: lost.map((each) => ({ ...each })),
    read: read.map((each) => ({ ...each })),
  };
}

/** A ruling as the API shows it. */
export function rulingShown(ruling: StoredRuling): EngagementRulingType {
  const { id, subject, decision, day, nth, stands, position, recorded, checked } = ruling;
  return {
    ...answerShown(ruling),
    id,
    kind: kindOf(ruling),
    subject,
    decision,
    day,
    nth,
    stands,
    cause: ruling.cause.map((each) => ({ ...each })),
    position: position.toString(),
    recorded: recorded.toString(),
    checked: checked.toString(),
  };
}

function kindOf({ kind }: StoredRuling): RulingKind {
  return Object.values(RulingKind).find((each) => each === kind) ?? RulingKind.ACCOUNT;
}
