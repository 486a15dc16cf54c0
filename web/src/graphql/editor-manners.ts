import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/**
 * How every editor behaves: long lines are broken, so that nothing to read or to change is out of sight to the right; and Tab goes on to
 * the next control, as everywhere else, so that nobody who uses the keyboard alone is caught in an editor.
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
  return null;
}
