import { errorAt, type Finding } from '../finding.js';
import type { Versioned } from '../rulebook.js';

/** A version that ends before it starts would never be in force. */
export function checkEffective({ from, until }: Versioned['effective']): Finding[] {
  if (until === null || until > from) return [];
  const message =
    '`until` is the first day on which the version is no longer in force, so it must be after `from`.';
  return [
    errorAt('until', { code: 'PERIOD_ORDER', message, remedy: 'Write a later day, or leave `until` out.' }),
  ];
}
