import { useGraphiQL } from '@graphiql/react';
import { useEffect, useRef, type ReactElement } from 'react';
import { readAnswer } from './answer.js';
import { note, noteReading, stepOfTab, useProgress } from './progress.js';
import { NEWEST } from './use-step-tabs.js';

/** Stands under the Run button: names it, draws the eye to it when a step waits to be run, and reads what came back. */
export function StepWatcher(): ReactElement {
  const tabs = useGraphiQL((state) => state.tabs);
  const active = tabs[useGraphiQL((state) => state.activeTabIndex)];
  const isFetching = useGraphiQL((state) => state.isFetching);
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  const progress = useProgress();
  const ran = useRef<string | null>(null);

  useEffect(() => {
    const newest = stepOfTab(progress, NEWEST);
    if (newest && active) note({ tabs: { ...progress.tabs, [newest]: active.id } });
  }, [active, progress]);

  useEffect(() => {
    if (isFetching) {
      ran.current = active?.id ?? null;
      return;
    }
    if (ran.current !== null) noteReading(ran.current, readAnswer(responseEditor?.getValue() ?? ''));
    ran.current = null;
  }, [isFetching, active?.id, responseEditor]);

  const step = active && stepOfTab(progress, active.id);
  const waits = step !== undefined && progress.readings[step] === undefined && !isFetching;
  return (
    <span className={waits ? 'run-word waits' : 'run-word'} aria-hidden="true">
      Run
    </span>
  );
}
