import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/**
 * How every editor behaves: long lines are broken, so that nothing to read or to change is out of sight to the right; Tab goes on to
 * the next control, as everywhere else, so that nobody who uses the keyboard alone is caught in an editor; and of many tabs the one in
 * front is in sight.
 */
export function EditorManners(): null {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, responseEditor]) {
      editor?.updateOptions({ wordWrap: 'on', tabFocusMode: true });
    }
  }, [queryEditor, variableEditor, responseEditor]);
  const inFront = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.id);
  useEffect(() => {
    if (inFront === undefined) return;
    document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [inFront]);
  return null;
}
