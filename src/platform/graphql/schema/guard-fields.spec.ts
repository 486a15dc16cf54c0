import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import {
  Field,
  GraphQLSchemaBuilderModule,
  GraphQLSchemaFactory,
  ObjectType,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { execute, parse, type GraphQLSchema } from 'graphql';
import { FIELD_POLICIES } from './field-policies.js';
import { guardFields, policiesOf, type FieldRules } from './guard-fields.js';
import { Ask, Shown, ShownWhenAsked } from './shown.js';

const rules = (may: boolean): FieldRules =>
  Object.fromEntries(FIELD_POLICIES.map((policy) => [policy, () => may])) as unknown as FieldRules;

@ObjectType('Shown')
class ShownType {
  @Shown(() => String, { to: 'pay', description: 'What is shown.' })
  amount: string;
}

@Resolver(() => ShownType)
class ShownResolver {
  @Ask(() => ShownType, { to: 'everyone', nullable: true, description: 'What is shown.' })
  shown(): ShownType {
    return { amount: '1.00' };
  }
}

@ObjectType('Bare')
class BareType {
  @Shown(() => String, { to: 'everyone', description: 'What is shown.' })
  shown: string;

  @Field(() => String)
  salary: string;
}

@Resolver(() => BareType)
class BareTypeResolver {
  @Ask(() => BareType, { to: 'everyone', description: 'A type with a bare field.' })
  bare(): BareType {
    return { shown: '', salary: '' };
  }
}

@ObjectType('Extended')
class ExtendedType {
  @Shown(() => String, { to: 'pay', description: 'What is shown.' })
  amount: string;
}

@Resolver(() => ExtendedType)
class ExtendedResolver {
  @Ask(() => ExtendedType, { to: 'everyone', nullable: true, description: 'A type that others extend.' })
  extended(): ExtendedType {
    return { amount: '1.00' };
  }
}

/** Adds to a type of another module a field that says nothing of who may see it. */
@Resolver(() => ExtendedType)
class AddingResolver {
  @ResolveField(() => String, { name: 'bonus' })
  bonus(): string {
    return '2.00';
  }
}

/** The same, said as it must be. */
@Resolver(() => ShownType)
class AddingRightlyResolver {
  @ShownWhenAsked(() => String, { to: 'pay', description: 'A bonus.' })
  bonus(): string {
    return '2.00';
  }
}

@Resolver()
class BareQueryResolver {
  @Query(() => String)
  everything(): string {
    return '';
  }
}

async function schemaOf(...resolvers: readonly (new () => object)[]): Promise<GraphQLSchema> {
  const module = await Test.createTestingModule({ imports: [GraphQLSchemaBuilderModule] }).compile();
  return await module.get(GraphQLSchemaFactory).create([...resolvers], { skipCheck: true });
}

describe('guarding fields', () => {
  it('refuses a schema with a field that names no policy, by its name', async () => {
    const schema = await schemaOf(ShownResolver, BareTypeResolver);
    expect(() => policiesOf(schema)).toThrow('These fields say nothing of who may see them: Bare.salary.');
    expect(() => guardFields(schema, rules(true))).toThrow('Bare.salary');
  });

  it('refuses a bare field that is added to a type of somebody else, and a bare question', async () => {
    const schema = await schemaOf(ExtendedResolver, AddingResolver, BareQueryResolver);
    expect(() => guardFields(schema, rules(true))).toThrow(
      /Extended\.bonus.*Query\.everything|Query\.everything.*Extended\.bonus/,
    );
  });

  it('takes the same field when it says who may see it', async () => {
    const schema = await schemaOf(ShownResolver, AddingRightlyResolver);
    expect(policiesOf(schema)).toContainEqual({ type: 'Shown', field: 'bonus', policy: 'pay' });
  });

  it('asks the policy before the field, and never tells what is behind it', async () => {
    const ask = async (may: boolean): Promise<unknown> => {
      const schema = guardFields(await schemaOf(ShownResolver), rules(may));
      const contextValue = { viewer: {} };
      const rootValue = { shown: { amount: '1.00' } };
      const document = parse('{ shown { amount } }');
      return JSON.parse(JSON.stringify(await execute({ schema, document, rootValue, contextValue })));
    };
    expect(await ask(true)).toEqual({ data: { shown: { amount: '1.00' } } });
    expect(await ask(false)).toMatchObject({
      data: { shown: null },
      errors: [{ path: ['shown'], extensions: { code: 'NOT_ALLOWED' } }],
    });
  });
});
