import { Extensions, Field, Mutation, Query, ResolveField, Subscription } from '@nestjs/graphql';
import type { FieldPolicy } from './field-policies.js';

type TypeThunk = () => unknown;

/** What every field of the schema says of itself. */
export interface ShownOptions {
  /** Who may see it. */
  readonly to: FieldPolicy;
  readonly description: string;
  /** A value as it would come, for who reads the documentation. */
  readonly example?: string;
  readonly nullable?: boolean;
  /** How many statements' worth it costs; for lists, the page size multiplies it. */
  readonly complexity?: number | ((of: { args: Record<string, unknown>; childComplexity: number }) => number);
  readonly name?: string;
}

type Declare = (type: TypeThunk, options: object) => PropertyDecorator & MethodDecorator;

function shown(
  declare: Declare,
  type: TypeThunk,
  options: ShownOptions,
): PropertyDecorator & MethodDecorator {
  const { to, example, complexity, nullable = false, description, name } = options;
  const said = example === undefined ? description : `${description} Example: ${example}`;
  const field = {
    description: said,
    nullable,
    ...(name === undefined ? {} : { name }),
    ...(complexity === undefined ? {} : { complexity }),
  };
  return (target: object, key: string | symbol, descriptor?: PropertyDescriptor) => {
    declare(type, field)(target, key, descriptor as never);
    Extensions({ policy: to })(target, key, descriptor as never);
  };
}

/** A field of a type, with who may see it. */
export const Shown = (type: TypeThunk, options: ShownOptions): PropertyDecorator & MethodDecorator =>
  shown((of, field) => Field(of as never, field) as never, type, options);

/** A field that is worked out when it is asked for. */
export const ShownWhenAsked = (type: TypeThunk, options: ShownOptions): PropertyDecorator & MethodDecorator =>
  shown((of, field) => ResolveField(of as never, field) as never, type, options);

/** A question. */
export const Ask = (type: TypeThunk, options: ShownOptions): PropertyDecorator & MethodDecorator =>
  shown((of, field) => Query(of as never, field) as never, type, options);

/** Something that is told while it happens; `resolve` makes the answer of what was told. */
export const Follow = (
  type: TypeThunk,
  options: ShownOptions & { readonly resolve: (value: never) => unknown },
): PropertyDecorator & MethodDecorator =>
  shown(
    (of, field) => Subscription(of as never, { ...field, resolve: options.resolve } as never) as never,
    type,
    options,
  );

/** Something done: everybody who is signed in may ask; whether they may do it is decided by the action. */
export const Act = (type: TypeThunk, description: string): PropertyDecorator & MethodDecorator =>
  shown((of, field) => Mutation(of as never, field) as never, type, { to: 'everyone', description });
