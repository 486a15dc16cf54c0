import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { Reading } from './answer.js';
import { prepare } from './prepare.js';
import { note, noteReading, useProgress } from './progress.js';
import type { Step } from './recipe.js';

/** The tabs of the steps: which is in front, and how to bring one there. */
export interface StepTabs {
  /** False while the editors load: what is opened before would be overwritten by them. */
  readonly ready: boolean;
  /** Where the step stands: not opened, in a tab behind, or in front. */
  stateOf(key: string): 'closed' | 'behind' | 'front';
  /** Opens the step in a tab of its own, or goes to the tab that it is in. What earlier steps answered fills its blanks. */
  open(key: string, step: Step, earlier: readonly Reading[]): void;
  /** What stands in the variables of the step's tab; undefined while it has none. */
  variablesOf(key: string): string | undefined;
  /** Puts the step's tab back to how the recipe has it. */
  restore(step: Step, earlier: readonly Reading[]): void;
}

/** Opens steps in tabs. A tab that was edited is kept: opening its step again goes to it. */
export function useStepTabs(): StepTabs {
  const { addTab, changeTab } = useGraphiQLActions();
  const tabs = useGraphiQL((state) => state.tabs);
  const active = useGraphiQL((state) => state.activeTabIndex);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const progress = useProgress();

  const placeOf = (key: string): number => tabs.findIndex(({ id }) => id === progress.tabs[key]);
  const restore = (step: Step, earlier: readonly Reading[]): void => {
    queryEditor?.setValue(step.operation);
    variableEditor?.setValue(prepare(step.variables, earlier));
    showVariables();
  };
  return {
    ready: queryEditor !== undefined && variableEditor !== undefined,
    stateOf: (key) => (placeOf(key) < 0 ? 'closed' : placeOf(key) === active ? 'front' : 'behind'),
    variablesOf: (key) => tabs[placeOf(key)]?.variables ?? undefined,
    open: (key, step, earlier) => {
      const place = placeOf(key);
      if (place >= 0) {
        changeTab(place);
        return;
      }
      addTab();
      restore(step, earlier);
      note({ tabs: { ...progress.tabs, [key]: NEWEST } });
    },
    restore: (step, earlier) => {
      restore(step, earlier);
      const tab = tabs[active];
      if (tab) noteReading(tab.id, null);
    },
  };
}

/** The id of the tab just added is not told: the watcher, which sees all tabs, puts it in this one's place. */
export const NEWEST = 'newest';

/** What a step asks to be changed stands in its variables, so they are shown even when somebody folded them away. */
function showVariables(): void {
  const button = document.querySelector<HTMLButtonElement>(
    '.graphiql-editor-tools button[data-name="variables"]',
  );
  if (button && !button.classList.contains('active')) button.click();
}
