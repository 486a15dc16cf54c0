import { sameRole } from '../../session/roles.js';

/** One operation of a job: what it does and what to change, ready to be opened. */
export interface Step {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly operation: string;
  /** JSON text. */
  readonly variables: string;
}

/** A job in the words of those who do it, step by step. */
export interface Recipe {
  readonly id: string;
  readonly title: string;
  readonly forRoles: readonly string[];
  readonly summary: string;
  readonly steps: readonly Step[];
}

/** The recipes of this Kicker, in the order in which they are told. */
export async function readRecipes(): Promise<readonly Recipe[]> {
  const answer = await fetch('/recipes.json', { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`Kicker answered ${answer.status} when asked for the recipes.`);
  return ((await answer.json()) as { recipes: readonly Recipe[] }).recipes;
}

/** First the recipes of somebody's roles, then all others; the order among each stays. */
export function sortedFor(
  roles: readonly string[],
  recipes: readonly Recipe[],
): { readonly own: readonly Recipe[]; readonly others: readonly Recipe[] } {
  const isOwn = ({ forRoles }: Recipe): boolean =>
    forRoles.some((theirs) => roles.some((role) => sameRole(role, theirs)));
  return { own: recipes.filter(isOwn), others: recipes.filter((recipe) => !isOwn(recipe)) };
}

/** A step's name among all steps of all recipes. */
export function stepKey(recipe: Recipe, step: Step): string {
  return `${recipe.id}/${step.id}`;
}
