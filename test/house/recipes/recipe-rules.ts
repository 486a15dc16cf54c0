import {
  getVariableValues,
  Kind,
  parse,
  validate,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Recipe, RecipeStep } from '../../../src/platform/web/recipes/recipe.js';

const at = ({ id }: Recipe, step: RecipeStep): string => `${id}/${step.id}`;

function operationOf({ operation }: RecipeStep): OperationDefinitionNode {
  return parse(operation).definitions[0] as OperationDefinitionNode;
}

/** Each operation is one that the schema answers, and its variables are what it asks for. */
export function operationFaults(schema: GraphQLSchema, recipe: Recipe): string[] {
  return recipe.steps.flatMap((step) => {
    const invalid = validate(schema, parse(step.operation));
    const asked = operationOf(step).variableDefinitions ?? [];
    const given = JSON.parse(step.variables) as Record<string, unknown>;
    const unasked = Object.keys(given).filter((name) =>
      asked.every(({ variable }) => variable.name.value !== name),
    );
    const { errors = [] } = invalid.length > 0 ? {} : getVariableValues(schema, asked, given);
    return [...invalid, ...errors]
      .map(({ message }) => `${at(recipe, step)}: ${message}`)
      .concat(unasked.map((name) => `${at(recipe, step)}: the operation does not ask for ${name}.`));
  });
}

/** A value that an earlier step gives names that step, and a place that it selects. */
export function placeFaults(recipe: Recipe): string[] {
  return recipe.steps.flatMap((step, index) =>
    blanksOf(JSON.parse(step.variables)).flatMap((says) => {
      const [, place, number] = /^(\w+(?:\.\w+)+) from step (\d+)$/.exec(says) ?? [];
      if (place === undefined)
        return /\w\.\w/.test(says) ? [`${at(recipe, step)}: <${says}> is no place.`] : [];
      const from = recipe.steps[Number(number) - 1];
      if (!from || Number(number) > index)
        return [`${at(recipe, step)}: <${says}> comes from no earlier step.`];
      if (selects(operationOf(from).selectionSet, place.split('.'))) return [];
      return [`${at(recipe, step)}: step ${number} does not select ${place}.`];
    }),
  );
}

function blanksOf(value: unknown): string[] {
  if (typeof value === 'string') return /^<(.+)>$/.exec(value)?.slice(1) ?? [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(blanksOf) : [];
}

function selects(selection: SelectionSetNode | undefined, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return selection === undefined;
  if (/^\d+$/.test(key)) return selection !== undefined && selects(selection, rest);
  const found = selection?.selections.find(
    (each): each is FieldNode => each.kind === Kind.FIELD && (each.alias ?? each.name).value === key,
  );
  return found !== undefined && selects(found.selectionSet, rest);
}

/** What has to differ from recipe to recipe, and from step to step. */
export function sameNames(recipes: readonly Recipe[]): string[] {
  const steps = recipes.flatMap((recipe) => recipe.steps.map((step) => at(recipe, step)));
  const operations = recipes.flatMap(({ steps: each }) =>
    each.map((step) => operationOf(step).name?.value ?? ''),
  );
  return [recipes.map(({ id }) => id), recipes.map(({ title }) => title), steps, operations].flatMap(
    (names) =>
      names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} is there twice.`),
  );
}

/** What the texts send people to is there, and roles are roles. */
export function wordFaults(schema: GraphQLSchema, recipes: readonly Recipe[]): string[] {
  const titles = new Set(recipes.map(({ title }) => title));
  const roles = new Set(schema.toConfig().types.flatMap(rolesOf));
  return recipes.flatMap((recipe) => [
    ...[recipe.summary, ...recipe.steps.map(({ text }) => text)]
      .flatMap((text) => [...text.matchAll(/"([A-Z][^"]+)"/g)].map(([, title]) => title!))
      .filter((title) => !titles.has(title))
      .map((title) => `${recipe.id} speaks of "${title}", which is no recipe.`),
    ...recipe.forRoles.filter((role) => !roles.has(role)).map((role) => `${recipe.id}: ${role} is no role.`),
  ]);
}

function rolesOf(type: { readonly name: string }): string[] {
  if (type.name !== 'Role' || !('getValues' in type)) return [];
  return (type.getValues as () => { name: string }[])().map(({ name }) => name.toLowerCase());
}

/** The queries and mutations that no recipe shows although nobody said why, and those said to be left out that one shows. */
export function unshown(
  schema: GraphQLSchema,
  recipes: readonly Recipe[],
  leftOut: Readonly<Record<string, string>>,
): string[] {
  const shown = new Set(
    recipes.flatMap(({ steps }) =>
      steps.flatMap((step) =>
        operationOf(step).selectionSet.selections.map((each) => (each as FieldNode).name.value),
      ),
    ),
  );
  const all = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
    (type) => Object.keys(type?.getFields() ?? {}),
  );
  return [
    ...all
      .filter((name) => !shown.has(name) && leftOut[name] === undefined)
      .map((name) => `No recipe shows ${name}. Add it to one in examples/, or say in the test why not.`),
    ...Object.keys(leftOut)
      .filter((name) => shown.has(name) || !all.includes(name))
      .map((name) => `${name} is said to be left out and is not.`),
  ];
}
