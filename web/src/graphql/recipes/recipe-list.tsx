import type { ReactElement } from 'react';
import { roleNames } from '../../session/roles.js';
import { note } from './progress.js';
import type { Recipe } from './recipe.js';

/** Jobs to choose from, under one heading; nothing when there are none. */
export function RecipeList({
  title,
  recipes,
}: {
  readonly title: string;
  readonly recipes: readonly Recipe[];
}): ReactElement | null {
  if (recipes.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul className="jobs">
        {recipes.map((recipe) => (
          <li key={recipe.id}>
            <button type="button" className="job" onClick={() => note({ recipe: recipe.id })}>
              <span className="job-title">{recipe.title}</span>
              <span className="job-summary">{recipe.summary}</span>
              <span className="job-facts">
                {count(recipe.steps.length)} · {roleNames(recipe.forRoles)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function count(steps: number): string {
  return steps === 1 ? '1 step' : `${steps} steps`;
}
