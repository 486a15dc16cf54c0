import type { Recipe, RecipeStep } from '../../../src/platform/web/recipes/recipe.js';
import { readAnswer, type Reading } from '../../../web/src/graphql/recipes/answer.js';
import { blanksIn, prepare } from '../../../web/src/graphql/recipes/prepare.js';
import type { Walk } from '../../../scripts/lib/recipe-walk.mjs';
import type { PersonaApi } from '../api/api.js';
import { answersOf } from '../api/subscribe.js';

/** What a step asked and what came back, with what the page says of it. */
export interface Followed {
  readonly step: string;
  readonly blanks: readonly string[];
  readonly faults: readonly string[];
  readonly data: Record<string, unknown>;
}

/** Follows a recipe step by step, its variables prepared as the page prepares them. */
export async function follow(api: PersonaApi, { as, puts = {} }: Walk, recipe: Recipe): Promise<Followed[]> {
  const followed: Followed[] = [];
  const readings: Reading[] = [];
  for (const step of recipe.steps) {
    const put = puts[step.title]?.(followed.map(({ data }) => data) as never[]);
    const text = put ? JSON.stringify(put) : prepare(step.variables, readings);
    const answer = await answerOf(api, as, { ...step, variables: text });
    const reading = readAnswer(JSON.stringify(answer));
    if (reading) readings.push(reading);
    followed.push({
      step: step.title,
      blanks: blanksIn(text, []).map(({ says }) => says),
      faults: reading?.faults.map(({ message, hint }) => `${message} ${hint}`) ?? ['no answer'],
      data: (reading?.data ?? {}) as Record<string, unknown>,
    });
  }
  return followed;
}

async function answerOf(api: PersonaApi, as: string, { operation, variables }: RecipeStep): Promise<unknown> {
  const values = JSON.parse(variables) as Record<string, unknown>;
  return operation.startsWith('subscription')
    ? (await answersOf(api, { as, query: operation, variables: values })).at(-1)
    : await api.answerAs(as, operation, values);
}
