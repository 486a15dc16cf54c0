import { writeDay } from '../../kernel/day.js';
import { NAMES_READ, type NamesRead } from '../names/names-read.js';
import type { NamedValues } from '../named-values.js';
import { compileWindow } from '../windows/window-state.js';

/** When a window is open for one thing: `from 2026-03-01 and before 2026-05-30`; `undefined` for a name that is none. */
export function sayWindow(name: string, values: NamedValues, of: NamesRead): string | undefined {
  const windows = values.windows(name);
  if (windows.length === 0) return undefined;
  const { from, until } = compileWindow(windows, {
    nameOf: values.reader(NAMES_READ),
    day: NAMES_READ.day,
  })(of);
  if (from === null || until === null) return 'nothing starts it, or its criteria do not hold';
  return `from ${writeDay(from)} and before ${writeDay(until)}`;
}
