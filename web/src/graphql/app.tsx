import { explorerPlugin } from '@graphiql/plugin-explorer';
import { GraphiQL } from 'graphiql';
import { useMemo, type ReactElement } from 'react';
import type { Person } from '../session/session.js';
import { createFetcher } from './fetcher.js';
import { HeaderBar } from './header-bar.js';
import type { Recipe } from './recipes/recipe.js';
import { recipesPlugin } from './recipes/recipes-plugin.js';
import { StepWatcher } from './recipes/step-watcher.js';
import { memoryOf } from './storage.js';
import { EditorManners } from './editor-manners.js';

const WELCOME = `# Choose a job under Recipes on the left: each of its steps opens here, ready to run.
# Or write an operation of your own: Ctrl-Space completes it, Ctrl-Enter runs it.
query Welcome {
  __typename
}
`;

interface Props {
  readonly person: Person;
  /** Null when they could not be read; everything else works without them. */
  readonly recipes: readonly Recipe[] | null;
}

/** The whole page: the bar with the person, and GraphiQL with the recipes beside it. */
export function App({ person, recipes }: Props): ReactElement {
  const fetcher = useMemo(() => createFetcher({ onSignedOut: () => location.assign('/sign-in?ended') }), []);
  const memory = useMemo(() => memoryOf(localStorage, sessionStorage), []);
  const recipesPane = useMemo(() => recipesPlugin(person, recipes), [person, recipes]);
  const plugins = useMemo(() => [recipesPane, buildPane], [recipesPane]);
  return (
    <>
      <HeaderBar person={person} />
      <main className="work">
        <GraphiQL
          fetcher={fetcher}
          storage={memory}
          plugins={plugins}
          visiblePlugin={recipesPane}
          defaultQuery={WELCOME}
          defaultEditorToolsVisibility="variables"
          isHeadersEditorEnabled={false}
          shouldPersistHeaders={false}
          forcedTheme="light"
        >
          <GraphiQL.Logo>
            <span />
          </GraphiQL.Logo>
          <GraphiQL.Toolbar>
            {({ prettify, copy }) => (
              <>
                <StepWatcher />
                <EditorManners />
                {prettify}
                {copy}
              </>
            )}
          </GraphiQL.Toolbar>
        </GraphiQL>
      </main>
    </>
  );
}

/** The same tool under a name that says what it is for. */
const buildPane = { ...explorerPlugin(), title: 'Build without typing' };
