import { errorAt, pathTo, type Finding } from '../../../../engine/rulebook/finding.js';
import type { ValueInput } from './value.input.js';

/** A count says what it counts, an amount for each says of what, and nothing else has a unit. */
export function needsUnit({ is, unit }: ValueInput, path: string): Finding[] {
  const asks = is === 'count' || is === 'money-per';
  if (asks && unit === undefined) {
    const message = is === 'count' ? 'A count of what?' : 'An amount for each of what?';
    return [errorAt(path, { code: 'MISSING_KEY', message, remedy: 'Write `unit:`, such as `unit: logo`.' })];
  }
  if (asks || unit === undefined) return [];
  const message = '`unit` belongs to `count` and `money-per` alone.';
  return [errorAt(pathTo(path, 'unit'), { code: 'NOT_NEEDED', message, remedy: 'Take it away.' })];
}
