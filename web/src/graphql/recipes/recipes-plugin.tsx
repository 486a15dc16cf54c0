import type { GraphiQLPlugin } from '@graphiql/react';
import type { ReactElement } from 'react';
import type { Person } from '../../session/session.js';
import { note, useProgress } from './progress.js';
import { sortedFor, type Recipe } from './recipe.js';
import { RecipeList } from './recipe-list.js';
import { RecipeSteps } from './recipe-steps.js';

/** The pane beside the editor: jobs, and the steps of the one that is open. */
export function recipesPlugin(person: Person, recipes: readonly Recipe[] | null): GraphiQLPlugin {
  return {
    title: 'Recipes',
    icon: RecipesIcon,
    content: () => <RecipesPane person={person} recipes={recipes} />,
  };
}

function RecipesPane({
  person,
  recipes,
}: {
  readonly person: Person;
  readonly recipes: readonly Recipe[] | null;
}): ReactElement {
  const { recipe: open } = useProgress();
  if (recipes === null) return <Unread />;
  const recipe = recipes.find(({ id }) => id === open);
  if (recipe) return <RecipeSteps key={recipe.id} recipe={recipe} onBack={() => note({ recipe: null })} />;
  const { own, others } = sortedFor(person.roles, recipes);
  return (
    <div className="recipes">
      <h2>Recipes</h2>
      <p className="soft">Choose a job. Each of its steps opens ready to run.</p>
      <RecipeList title="For you" recipes={own} />
      <RecipeList title={own.length > 0 ? 'For others' : 'For everybody'} recipes={others} />
    </div>
  );
}

function Unread(): ReactElement {
  return (
    <div className="recipes">
      <h2>Recipes</h2>
      <p role="alert">
        The recipes could not be read. Reload the page to try again; the editor works without them.
      </p>
    </div>
  );
}

function RecipesIcon(): ReactElement {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M10 6h10M10 12h10M10 18h10" />
      <path d="m3.5 6 1.2 1.2L7 4.9M3.5 12l1.2 1.2L7 10.9M3.5 18l1.2 1.2L7 16.9" strokeLinejoin="round" />
    </svg>
  );
}
