import {
  Args,
  GraphQLSchemaBuilderModule,
  GraphQLSchemaFactory,
  Mutation,
  Query,
  Resolver,
} from '@nestjs/graphql';
import { Test } from '@nestjs/testing';
import {
  GraphQLEnumType,
  GraphQLInputObjectType,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  parseValue,
  valueFromAST,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { DOCUMENT_CLASSES } from '../kinds/document-kinds.js';
import { kebab, partSpec } from '../shape/key.js';
import { enumCase } from '../shape/vocabulary.js';
import { documentInputs } from '../../document-inputs.service.js';
import { editableParts } from '../typed/editable-parts.js';

const { document, edit } = documentInputs();

@Resolver()
class DocumentsResolver {
  @Query(() => String)
  hello(): string {
    return 'hello';
  }

  @Mutation(() => String)
  write(@Args('document', { type: () => document }) given: object): string {
    return JSON.stringify(given);
  }

  @Mutation(() => String)
  change(@Args('edits', { type: () => [edit] }) given: object[]): string {
    return JSON.stringify(given);
  }
}

async function inputSchema(): Promise<GraphQLSchema> {
  const module = await Test.createTestingModule({ imports: [GraphQLSchemaBuilderModule] }).compile();
  return await module.get(GraphQLSchemaFactory).create([DocumentsResolver]);
}

let schema: GraphQLSchema;
let types: GraphQLNamedType[];
beforeAll(async () => {
  schema = await inputSchema();
  types = Object.values(schema.getTypeMap()).filter((type) => isInputObjectType(type) || isEnumType(type));
  types = types.filter(({ name }) => !name.startsWith('__'));
});

function input(name: string): GraphQLInputObjectType {
  return schema.getType(name) as GraphQLInputObjectType;
}

function fieldType(type: string, field: string): string {
  return String(input(type).getFields()[field]?.type);
}

describe('the input types of documents', () => {
  it('have a description with an example on every type, field and word', () => {
    const described = types.flatMap((type): [string, string | null | undefined][] => [
      [type.name, type.description],
      ...(isInputObjectType(type)
        ? Object.values(type.getFields()).map((field): [string, string | null | undefined] => [
            `${type.name}.${field.name}`,
            field.description,
          ])
        : (type as GraphQLEnumType)
            .getValues()
            .map((word): [string, string | null | undefined] => [
              `${type.name}.${word.name}`,
              word.description,
            ])),
    ]);
    expect(described.length).toBeGreaterThan(300);
    const missing = described.filter(
      ([, text]) => !/.{3,}(?:Examples?: |In a document: )\S/s.test(text ?? ''),
    );
    expect(missing.map(([name]) => name)).toEqual([]);
  });

  it('have a field for every key that is declared, in camelCase, and no other', () => {
    const parts = [
      ...Object.values(DOCUMENT_CLASSES),
      ...[...editableParts().values()].map(({ part }) => part),
    ];
    for (const part of parts) {
      const declared = [...partSpec(part).keys.values()].filter((spec) => spec.key !== 'kicker');
      const fields = Object.keys(input(part.name).getFields());
      expect(fields.map(kebab).toSorted()).toEqual(declared.map((spec) => spec.key).toSorted());
    }
  });

  it('ask for what must be written, but for a decision about money, for which the check says what each answer pays', () => {
    expect(fieldType('PlanInput', 'payEvery')).toBe('CalendarWindow');
    expect(fieldType('PlanInput', 'plan')).toBe('String!');
    expect(fieldType('PlanInput', 'measures')).toBe('[MeasureInput!]');
    expect(fieldType('PlanInput', 'incentives')).toBe('[IncentiveInput!]!');
    expect(fieldType('MeasureInput', 'negative')).toBe('NegativeTreatment');
    expect(fieldType('TableInput', 'rows')).toBe('[[String!]!]!');
    expect(fieldType('TestCreditInput', 'facts')).toBe('[FactValueInput!]');
    expect(isNonNullType(input('TiersInput').getFields()['starts']?.type)).toBe(true);
  });

  it('are a choice where the whole input is one', () => {
    const choices = types.filter((type) => isInputObjectType(type) && type.isOneOf).map(({ name }) => name);
    expect(choices.toSorted()).toEqual([
      'DocumentEditInput',
      'DocumentInput',
      'EditValueInput',
      'MeasureModifierInput',
      'ModifierInput',
      'PlanModifierInput',
    ]);
    expect(input('IncentiveInput').description).toContain('Exactly one of: flat, tiers, override');
    expect(input('TierStartInput').description).toContain('Exactly one of: from, above');
  });

  it('have recursive conditions in both written forms', () => {
    const fields = Object.values(input('ConditionInput').getFields()).map(
      ({ name, type }) => `${name}: ${String(type)}`,
    );
    expect(fields).toEqual([
      'tests: [FactTestInput!]',
      'all: [ConditionInput!]',
      'any: [ConditionInput!]',
      'not: ConditionInput',
      'condition: String',
      'fact: String',
      'operator: ConditionOperator',
      'value: [String!]',
    ]);
  });

  it('show examples as they are written in a query', () => {
    expect(input('PlanInput').getFields()['rounding']?.description).toContain(
      'Example: { to: CENTS, half: AWAY_FROM_ZERO, per: WINDOW }',
    );
    expect(input('MeasureInput').getFields()['when']?.description).toContain(
      'Example: { tests: [{ fact: "booking.type", is: ["new", "expansion"] }] }',
    );
    expect(input('PlanInput').description).toContain(
      'incentives: [{ id: "commission", flat: { base: "measure.arr", pays: "8%" } }]',
    );
  });

  it('show examples that their own field takes, where they leave nothing out', () => {
    const fields = types.filter(isInputObjectType).flatMap((type) => Object.values(type.getFields()));
    const examples = fields.flatMap(({ name, type, description }): [string, string, GraphQLInputType][] => {
      const example = /Example: (.*?)(?:\. Must be said.*)?$/s.exec(description ?? '')?.[1] ?? '';
      return example === '' || example.includes('…') ? [] : [[name, example, type]];
    });
    expect(examples.length).toBeGreaterThan(200);
    const refused = examples.filter(
      ([, example, type]) => valueFromAST(parseValue(example), type) === undefined,
    );
    expect(refused.map(([name, example]) => `${name}: ${example}`)).toEqual([]);
  });

  it('write words in capitals and take them as documents do', () => {
    const operators = schema.getType('ConditionOperator') as GraphQLEnumType;
    expect(operators.getValue('LESS_THAN_INCLUSIVE')?.value).toBe('lessThanInclusive');
    const refused = schema.getType('RulingRefused') as GraphQLEnumType;
    expect(refused.getValue('NO_POLICY')?.value).toBe('NO_POLICY');
    for (const type of types.filter(isEnumType))
      for (const { name, value } of type.getValues()) expect(name).toBe(enumCase(String(value)));
  });

  it('are one and the same each time they are asked for', () => {
    expect(documentInputs().plan).toBe(documentInputs().plan);
    expect(documentInputs().document).toBe(document);
  });
});
