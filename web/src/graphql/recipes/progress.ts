import { useSyncExternalStore } from 'react';
import type { Reading } from './answer.js';

/** How far somebody is in the recipes; it outlives the pane, which goes when another pane is shown. */
export interface Progress {
  /** The recipe that is open; null for the list. */
  readonly recipe: string | null;
  /** Which tab each opened step is in. */
  readonly tabs: Readonly<Record<string, string>>;
  /** What the last run of a step gave; kept in the page only, because answers hold pay. */
  readonly readings: Readonly<Record<string, Reading>>;
}

const PLACE = 'kicker:recipes';
const NOTHING: Progress = { recipe: null, tabs: {}, readings: {} };

let progress = remembered();
const listeners = new Set<() => void>();

/** The progress, followed as it changes. */
export function useProgress(): Progress {
  return useSyncExternalStore(listen, () => progress);
}

/** Notes how far somebody came. */
export function note(change: Partial<Progress>): void {
  progress = { ...progress, ...change };
  sessionStorage.setItem(PLACE, JSON.stringify({ recipe: progress.recipe, tabs: progress.tabs }));
  for (const listener of listeners) listener();
}

/** Notes what a run of the step in this tab gave, if a step is in it; null before it answered. */
export function noteReading(tab: string, reading: Reading | null): void {
  const step = stepOfTab(progress, tab);
  if (step === undefined) return;
  const { [step]: _before, ...others } = progress.readings;
  note({ readings: reading === null ? others : { ...others, [step]: reading } });
}

/** The step that a tab was opened for. */
export function stepOfTab({ tabs }: Progress, tab: string): string | undefined {
  return Object.keys(tabs).find((step) => tabs[step] === tab);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function remembered(): Progress {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? '{}') as Partial<Progress>;
    return { ...NOTHING, recipe: kept.recipe ?? null, tabs: kept.tabs ?? {} };
  } catch {
    return NOTHING;
  }
}
