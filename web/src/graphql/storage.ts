/** What GraphiQL asks of a place to remember things. */
export interface Memory {
  readonly length: number;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  clear(): void;
}

/** How the page is laid out says nothing about anybody: this alone outlives the browser's tab. */
const LAYOUT = new Set(
  ['docExplorerFlex', 'editorFlex', 'secondaryEditorFlex', 'visiblePlugin'].map((name) => `graphiql:${name}`),
);
/** Until somebody drags the borders: what a recipe asks to be changed stands in the variables, so they get half the height. */
const AT_FIRST: Readonly<Record<string, string>> = {
  'graphiql:docExplorerFlex': '0.4',
  'graphiql:secondaryEditorFlex': '1.2',
};
const OWNER = 'kicker:person';

/** Operations and variables may name people and pay: they live as long as the tab does, and never in what the browser keeps. */
export function memoryOf(kept: Storage, tab: Storage): Memory {
  const placeOf = (key: string): Storage => (LAYOUT.has(key) ? kept : tab);
  return {
    get length() {
      return kept.length + tab.length;
    },
    getItem: (key) => placeOf(key).getItem(key) ?? AT_FIRST[key] ?? null,
    setItem: (key, value) => placeOf(key).setItem(key, value),
    removeItem: (key) => placeOf(key).removeItem(key),
    clear: () => {
      kept.clear();
      tab.clear();
    },
  };
}

/** Work left in the tab by somebody else is forgotten before this person sees the page. */
export function claimFor(login: string, tab: Storage): void {
  if (tab.getItem(OWNER) !== login) tab.clear();
  tab.setItem(OWNER, login);
}
