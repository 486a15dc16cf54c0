import { errorAt, type Finding } from '../../finding.js';
import type { InPlan } from '../plan/in-plan.js';
import { kindOf } from './kind-of.js';

/** The name of the day from which something holds: it is there, and gives a date. */
export function checkSince(since: string, at: { path: string; what: string }, by: InPlan): Finding[] {
  const { kind, findings } = kindOf({ name: since }, at.path, by);
  if (!kind || kind.is === 'date') return findings;
  const message = `${since} is no date, and the ${at.what} starts on one.`;
  const remedy = 'Name a date, such as assignment.start.';
  return [errorAt(at.path, { code: 'UNIT_MISMATCH', message, remedy }, since)];
}
