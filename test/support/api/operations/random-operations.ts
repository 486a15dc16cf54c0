import fc from 'fast-check';
import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

const TEXTS = [
  '',
  'x',
  'seller-1',
  '2026-Q1',
  '2026-13-45',
  '-1',
  '1e999',
  "x' or 1=1 --",
  '\0',
  '\ud800',
  '💶'.repeat(9),
  'ern_1_no',
  'x'.repeat(300),
];
const SCALARS: Readonly<Record<string, readonly unknown[]>> = {
  Int: [0, 1, -1, 50, 201, 2_147_483_647, 1.5, 'one'],
  Float: [0, 1.5, -1],
  Boolean: [true, false, 'yes'],
  Date: ['2026-02-15', '2026-02-30', '0000-00-00', '9999-12-31', 12],
  Decimal: ['0', '12.50', '-1', '1e9', '99999999999999999999999999', 12],
  CurrencyCode: ['USD', 'EUR', 'usd', 'XXX'],
};

/** What a random operation is: its text and its variables. */
export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Operations made of the schema: a question or a mutation with random values for its arguments, and a random selection. `known` are texts
 * that mean something in the company that is asked.
 */
export function randomOperation(
  schema: GraphQLSchema,
  known: readonly string[],
): fc.Arbitrary<RandomOperation> {
  const roots = ['Query', 'Mutation'].flatMap((name) => {
    const type = schema.getType(name);
    return isObjectType(type) ? Object.values(type.getFields()).map((field) => ({ name, field })) : [];
  });
  return fc.constantFrom(...roots).chain(({ name, field }) =>
    fc
      .tuple(
        fc.tuple(...field.args.map((argument) => argumentValue(argument, { known, depth: 3 }))),
        fc.array(fc.nat(30), { minLength: 12, maxLength: 12 }),
      )
      .map(([values, picks]) => {
        const given = field.args.map((argument, place) => ({ argument, value: values[place] }));
        const used = given.filter(({ value }) => value !== undefined);
        const declared = used.map(({ argument }) => `$${argument.name}: ${String(argument.type)}`).join(', ');
        const passed = used.map(({ argument }) => `${argument.name}: $${argument.name}`).join(', ');
        const selection = select(getNamedType(field.type), [...picks]);
        const asked = `${field.name}${passed === '' ? '' : `(${passed})`} ${selection}`;
        return {
          query: `${name.toLowerCase()} ${declared === '' ? '' : `(${declared})`} { ${asked} }`,
          variables: Object.fromEntries(used.map(({ argument, value }) => [argument.name, value])),
        };
      }),
  );
}

interface Making {
  readonly known: readonly string[];
  readonly depth: number;
}

function argumentValue({ type }: GraphQLArgument | GraphQLInputField, making: Making): fc.Arbitrary<unknown> {
  const value = valueOf(type, making);
  return isNonNullType(type)
    ? value
    : fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}

function valueOf(type: GraphQLInputType, making: Making): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return valueOf(type.ofType as GraphQLInputType, making);
  if (isListType(type)) return fc.array(valueOf(type.ofType, making), { maxLength: 2 });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name), 'NO_SUCH_WORD');
  if (!isInputObjectType(type))
    return fc.constantFrom(...(SCALARS[type.name] ?? [...TEXTS, ...making.known, ...making.known]));
  if (making.depth === 0) return fc.constant({});
  const fields = Object.values(type.getFields());
  const deeper = { ...making, depth: making.depth - 1 };
  return fc
    .tuple(...fields.map((field) => argumentValue(field, deeper)))
    .map((values) =>
      Object.fromEntries(
        fields.flatMap(({ name }, place) => (values[place] === undefined ? [] : [[name, values[place]]])),
      ),
    );
}

/** A few fields of a type, and of those below; the picks say which. */
function select(type: unknown, picks: number[], depth = 5): string {
  if (!isCompositeType(type) || !isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).filter(({ args }) =>
    args.every(({ type: of }) => !isNonNullType(of)),
  );
  const leaves = fields.filter(({ type: of }) => !isCompositeType(getNamedType(of)));
  const objects = fields.filter(({ type: of }) => isCompositeType(getNamedType(of)));
  const leaf = leaves[(picks.pop() ?? 0) % Math.max(1, leaves.length)]?.name ?? '__typename';
  const object = depth === 0 ? undefined : objects[(picks.pop() ?? 0) % Math.max(1, objects.length)];
  return `{ ${leaf} ${object ? `${object.name} ${select(getNamedType(object.type), picks, depth - 1)}` : ''} }`;
}

/** An operation with something broken in its text. */
export function broken({ query }: RandomOperation, how: number): string {
  const at = how % query.length;
  const ways = [
    query.slice(0, at),
    `${query.slice(0, at)}${query.slice(at + 1)}`,
    `${query.slice(0, at)}{${query.slice(at)}`,
    query.replace(/\{ (\w)/, '{ x$1'),
    query.replace(/\w+ \}/, 'salarie }'),
    `${query} ${query}`,
    query.replaceAll('$', '$$$'),
    query.replace('{', '@skip(if: 1) {'),
  ];
  return ways[how % ways.length] ?? query;
}
