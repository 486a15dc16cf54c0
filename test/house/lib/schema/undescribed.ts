import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isObjectType,
  type GraphQLNamedType,
} from 'graphql';

interface Said {
  readonly at: string;
  readonly description: string | null | undefined;
  /** Whether an example helps: what a person writes, and values that a person reads. */
  readonly wantsExample: boolean;
}

/** What in a schema says nothing of itself, or gives no example where one helps. */
export function undescribed(schema: string): string[] {
  const types = Object.values(buildSchema(schema).getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  return types.flatMap(partsOf).flatMap(({ at, description, wantsExample }) => {
    if (!description?.trim()) return [`${at} says nothing of itself. Give it a description.`];
    if (wantsExample && !/Examples?:/.test(description))
      return [`${at} has no example. End its description with one.`];
    return [];
  });
}

const BUILT_IN = new Set(['String', 'Int', 'Float', 'Boolean', 'ID']);

function partsOf(type: GraphQLNamedType): readonly Said[] {
  if (BUILT_IN.has(type.name)) return [];
  const own = { at: type.name, description: type.description, wantsExample: false };
  if (['Query', 'Mutation', 'Subscription'].includes(type.name)) return fieldsOf(type);
  return [own, ...fieldsOf(type)];
}

function fieldsOf(type: GraphQLNamedType): readonly Said[] {
  if (isEnumType(type))
    return type
      .getValues()
      .map(({ name, description }) => ({ at: `${type.name}.${name}`, description, wantsExample: true }));
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map(({ name, description }) => ({
      at: `${type.name}.${name}`,
      description,
      wantsExample: true,
    }));
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap(({ name, description, args, type: of }) => [
    {
      at: `${type.name}.${name}`,
      description,
      wantsExample: args.length === 0 && isLeafType(getNamedType(of)),
    },
    ...args.map((arg) => ({
      at: `${type.name}.${name}(${arg.name})`,
      description: arg.description,
      wantsExample: isLeafType(getNamedType(arg.type)),
    })),
  ]);
}
