import {
  getNamedType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { isFieldPolicy, type FieldPolicy } from '../../../../src/platform/graphql/schema/field-policies.js';

/** A field on the way from the root, with the type it is a field of. */
export interface Step {
  readonly type: string;
  readonly field: string;
  readonly policy: FieldPolicy;
}

/** A way from a root field to a value: each step is a field of what the step before gives. */
export type Route = readonly Step[];

/** What is written for an argument; undefined leaves it out. */
export type ArgumentOf = (type: string, field: string, argument: string) => string | undefined;

type AnyField = GraphQLField<unknown, unknown>;

/** Every route to every value from every field of a root type, as many steps long at most. */
export function routesOf(schema: GraphQLSchema, root: 'Query' | 'Subscription', depth: number): Route[] {
  const type = schema.getType(root);
  return isObjectType(type) ? routesFrom(type, [], depth) : [];
}

function routesFrom(type: GraphQLObjectType, before: Route, depth: number): Route[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const route = [...before, stepOf(type, field)];
    const next = getNamedType(field.type);
    if (!isCompositeType(next)) return [route];
    return isObjectType(next) && route.length < depth ? routesFrom(next, route, depth) : [];
  });
}

function stepOf(type: GraphQLObjectType, field: AnyField): Step {
  const policy = field.extensions['policy'];
  if (!isFieldPolicy(policy)) throw new Error(`${type.name}.${field.name} names no policy`);
  return { type: type.name, field: field.name, policy };
}

/** One operation over several routes from one field of a root. */
export function operationOf(schema: GraphQLSchema, routes: readonly Route[], argumentOf: ArgumentOf): string {
  const root = routes[0]?.[0]?.type.toLowerCase() ?? 'query';
  return `${root} { ${selectionOf(schema, routes, argumentOf)} }`;
}

/** What routes select together: each step once. */
function selectionOf(schema: GraphQLSchema, routes: readonly Route[], argumentOf: ArgumentOf): string {
  const below = new Map<string, Route[]>();
  for (const route of routes) {
    const asked = fieldOf(schema, route[0], argumentOf);
    below.set(asked, [...(below.get(asked) ?? []), ...(route.length > 1 ? [route.slice(1)] : [])]);
  }
  return [...below]
    .map(([asked, rest]) =>
      rest.length === 0 ? asked : `${asked} { ${selectionOf(schema, rest, argumentOf)} }`,
    )
    .join(' ');
}

function fieldOf(
  schema: GraphQLSchema,
  step: Pick<Step, 'type' | 'field'> | undefined,
  argumentOf: ArgumentOf,
): string {
  const type = schema.getType(step?.type ?? '');
  const field = isObjectType(type) ? type.getFields()[step?.field ?? ''] : undefined;
  if (!step || !field) throw new Error(`the schema has no ${step?.type}.${step?.field}`);
  const given = field.args.flatMap((argument) => {
    const value = argumentOf(step.type, step.field, argument.name);
    if (value === undefined && isRequiredArgument(argument))
      throw new Error(`nobody says what ${step.type}.${step.field}(${argument.name}) is asked with`);
    return value === undefined ? [] : [`${argument.name}: ${value}`];
  });
  return given.length === 0 ? step.field : `${step.field}(${given.join(', ')})`;
}

/** Everything that a field of a root type gives, down to where a type comes again. */
export function wholeOf(
  schema: GraphQLSchema,
  step: Pick<Step, 'type' | 'field'>,
  argumentOf: ArgumentOf,
): string {
  return wholeField(schema, [step], argumentOf);
}

type Way = readonly Pick<Step, 'type' | 'field'>[];

function wholeField(schema: GraphQLSchema, way: Way, argumentOf: ArgumentOf): string {
  const step = way[way.length - 1];
  const type = schema.getType(step?.type ?? '');
  const next = isObjectType(type) ? getNamedType(type.getFields()[step?.field ?? '']?.type) : undefined;
  const asked = fieldOf(schema, step, argumentOf);
  if (!isObjectType(next)) return asked;
  if (way.some((before) => before.type === next.name)) return '';
  const inner = Object.keys(next.getFields()).map((field) =>
    wholeField(schema, [...way, { type: next.name, field }], argumentOf),
  );
  return `${asked} { ${inner.join(' ')} }`;
}

/** The values that an answer has at a route; lists are walked through, nulls end the way. */
export function valuesAt(data: unknown, route: Route): unknown[] {
  return route.reduce<unknown[]>(
    (found, { field }) =>
      found.flatMap((each) => {
        const value = (each as Record<string, unknown> | null)?.[field];
        return (Array.isArray(value) ? (value as unknown[]) : [value]).filter((one) => one != null);
      }),
    [data],
  );
}

/** Routes that share everything but their last step, together. */
export function siblings(routes: readonly Route[]): Route[][] {
  return sharing(routes, ({ length }) => length - 1);
}

/** Routes that share as many of their first steps as said, together. */
export function sharing(routes: readonly Route[], stepsOf: (route: Route) => number): Route[][] {
  const groups = new Map<string, Route[]>();
  for (const route of routes) {
    const key = nameOf(route.slice(0, stepsOf(route)));
    const known = groups.get(key);
    if (known) known.push(route);
    else groups.set(key, [route]);
  }
  return [...groups.values()];
}

/** A route as people read it. */
export function nameOf(route: Route): string {
  return route.map(({ field }) => field).join('.');
}
