import {
  defaultFieldResolver,
  GraphQLError,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import type { RequestContext } from '../request-context.js';
import type { Viewer } from '../../identity/viewer.js';
import { isFieldPolicy, type FieldPolicy } from './field-policies.js';

/** Whether a viewer may see a field; `source` is the object the field belongs to. */
export type FieldRule = (viewer: Viewer, source: unknown) => boolean;

export type FieldRules = Readonly<Record<FieldPolicy, FieldRule>>;

/** A field with the policy it names. */
export interface PolicedField {
  readonly type: string;
  readonly field: string;
  readonly policy: FieldPolicy;
}

/** Every field of the schema with its policy. Throws and names the fields that have none: a field without a policy is not served. */
export function policiesOf(schema: GraphQLSchema): readonly PolicedField[] {
  const missing: string[] = [];
  const fields = eachField(schema).flatMap(([type, field]) => {
    const policy = field.extensions['policy'];
    if (isFieldPolicy(policy)) return [{ type, field: field.name, policy }];
    missing.push(`${type}.${field.name}`);
    return [];
  });
  if (missing.length > 0)
    throw new Error(
      `These fields say nothing of who may see them: ${missing.join(', ')}. Declare them with Shown, ShownWhenAsked, Ask, Act or Follow.`,
    );
  return fields;
}

/** Puts each field's policy before its resolver, whatever way the field is reached. Refuses a schema with a field that has none. */
export function guardFields(schema: GraphQLSchema, rules: FieldRules): GraphQLSchema {
  policiesOf(schema);
  for (const [, field] of eachField(schema)) guard(field, rules[field.extensions['policy'] as FieldPolicy]);
  return schema;
}

type AnyField = GraphQLField<unknown, RequestContext>;

function eachField(schema: GraphQLSchema): readonly (readonly [type: string, field: AnyField])[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => [type.name, field as AnyField] as const),
    );
}

function guard(field: AnyField, rule: FieldRule): void {
  const { resolve = defaultFieldResolver, subscribe } = field;
  field.resolve = (...asked) => {
    refuseUnlessAllowed(rule, asked);
    const value: unknown = resolve(...asked);
    // What is a function is worked out only when it is asked for.
    return typeof value === 'function' ? (value as () => unknown)() : value;
  };
  if (!subscribe) return;
  field.subscribe = (...asked) => {
    refuseUnlessAllowed(rule, asked);
    return subscribe(...asked);
  };
}

type FieldArguments = Parameters<GraphQLFieldResolver<unknown, RequestContext>>;

function refuseUnlessAllowed(rule: FieldRule, [source, , { viewer }]: FieldArguments): void {
  if (rule(viewer, source)) return;
  throw new GraphQLError('Your roles do not let you see this.', { extensions: { code: 'NOT_ALLOWED' } });
}
