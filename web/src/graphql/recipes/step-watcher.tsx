import { useGraphiQL } from '@graphiql/react';
import { useEffect, useRef, type ReactElement } from 'react';
import { readAnswer } from './answer.js';
import { note, noteReading, stepOfTab, useProgress } from './progress.js';
import { NEWEST } from './use-step-tabs.js';

/** Stands under the Run button: names it, draws the eye to it when a step waits to be run, and reads what came back. */
export function StepWatcher(): ReactElement {
  const tabs = useGraphiQL((state) => state.tabs);
  const active = tabs[useGraphiQL((state) => state.activeTabIndex)];
  const isFollowing = useGraphiQL((state) => state.subscription !== null);
  // A subscription goes on after its first answer: what it says last is what the next step needs.
  const isRunning = useGraphiQL((state) => state.isFetching) || isFollowing;
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  const progress = useProgress();
  const ran = useRef<string | null>(null);

  useEffect(() => {
    const newest = stepOfTab(progress, NEWEST);
    if (newest && active) note({ tabs: { ...progress.tabs, [newest]: active.id } });
  }, [active, progress]);

  useEffect(() => {
    if (isRunning) {
      ran.current ??= active?.id ?? null;
      return;
    }
    const tab = ran.current;
    ran.current = null;
    // Going to another tab stops what runs: the answer that stands there is another's.
    if (tab !== null && tab === active?.id) noteReading(tab, readAnswer(responseEditor?.getValue() ?? ''));
  }, [isRunning, active?.id, responseEditor]);

  const step = active && stepOfTab(progress, active.id);
  const waits = step !== undefined && progress.readings[step] === undefined && !isRunning;
  return (
    <span className={waits ? 'run-word waits' : 'run-word'} aria-hidden="true">
      {isFollowing ? 'Stop' : 'Run'}
    </span>
  );
}
