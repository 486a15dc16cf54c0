import type { DisputeSetting } from './setting.js';
import { DISPUTE_ENDED, partiesOf, type Asked, type Dispute, type DisputeEvent } from './dispute.js';
import { stepFrom } from './step.js';

/** By whom the company's own changes are told. */
const COMPANY = { user: 'time', person: null, reason: null };

/** Who was ever credited while a dispute stood: whoever is now joins whoever was. */
export function creditedSince(
  { current }: Pick<Dispute, 'current'>,
  now: readonly string[],
): readonly string[] {
  return [...new Set([...current, ...now])].sort();
}

/**
 * Brings a dispute to what the company is now. Whoever is credited by now takes part in it, so that nobody decides who came to lose by it since it was filed.
 * Whoever the level means now is asked; where nobody is left there it goes up, and at the top to comp operations.
 */
export function followDispute(
  dispute: Dispute,
  credited: readonly string[],
  setting: DisputeSetting,
): readonly DisputeEvent[] {
  if (DISPUTE_ENDED.has(dispute.standing)) return [];
  const current = creditedSince(dispute, credited);
  const isSame = current.length === new Set(dispute.current).size;
  const known: readonly DisputeEvent[] = isSame
    ? []
    : [{ event: 'CREDITED', ...COMPANY, at: setting.at, current }];
  return [...known, ...askedAnew({ ...dispute, current }, setting)];
}

function askedAnew(dispute: Dispute, setting: DisputeSetting): readonly DisputeEvent[] {
  if (dispute.standing !== 'OPEN') return [];
  const { at } = setting;
  const step = stepFrom(dispute.ladder, dispute.rung, { parties: partiesOf(dispute), setting });
  if (step.rung > dispute.rung) return [{ event: 'GO_UP', ...COMPANY, at, because: 'nobody', ...step }];
  const { asked } = step;
  if (isSameAs(asked, dispute.asked)) return [];
  // The level keeps its time, whoever answers for it; comp operations start theirs.
  const due = asked === 'comp-operations' ? step.due : dispute.due;
  return [{ event: 'REORGANISE', ...COMPANY, at, asked, due }];
}

function isSameAs(a: Asked, b: Asked): boolean {
  if (a === 'comp-operations' || b === 'comp-operations') return a === b;
  return a.people.length === b.people.length && a.people.every((person) => b.people.includes(person));
}
