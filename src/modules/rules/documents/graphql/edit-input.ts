import type { Type } from '@nestjs/common';
import { Field, InputType } from '@nestjs/graphql';
import { DOCUMENT_CLASSES, KIND_MEANINGS, type DocumentKind } from '../kinds/document-kinds.js';
import { partSpec, type PartClass } from '../shape/key.js';
import { ConditionInput } from './condition-input.js';
import { documentInputTypes, partInputTypes } from './input-types.js';

interface FieldSpec {
  readonly name: string;
  readonly type: () => unknown;
  readonly description: string;
  readonly required?: true;
}

function inputType(
  name: string,
  how: { description: string; isOneOf?: true },
  fields: readonly FieldSpec[],
): Type {
  const type: Type = { [name]: class {} }[name] as Type;
  InputType(name, how)(type);
  for (const { name: field, type: of, description, required } of fields) {
    Field(of as () => Type, { description, nullable: !required })(type.prototype as object, field);
  }
  return type;
}

/** `NamedConditionInput` is the field `namedCondition`. */
export function fieldOfPart(part: PartClass): string {
  const name = part.name.replace(/Input$/, '');
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The parts of documents that may be the value of an edit, by their fields. */
export function editableParts(): ReadonlyMap<string, PartClass> {
  return new Map([...partInputTypes().keys()].map((part) => [fieldOfPart(part), part]));
}

function documentInput(): Type {
  const types = documentInputTypes();
  const kinds = Object.keys(DOCUMENT_CLASSES) as DocumentKind[];
  const example = '{ table: { table: "segment-rates", … } }';
  return inputType(
    'DocumentInput',
    { description: `A whole document of one kind. Example: ${example}`, isOneOf: true },
    kinds.map((kind) => ({
      name: kind,
      type: () => types[kind],
      description: `${KIND_MEANINGS[kind]}. Example: { ${kind}: "${partSpec(DOCUMENT_CLASSES[kind]).keys.get(kind)?.example}", … }`,
    })),
  );
}

function editValueInput(): Type {
  const parts = [...partInputTypes()].map(([part, { type, description }]) => ({
    name: fieldOfPart(part),
    type: () => type,
    description,
  }));
  return inputType(
    'EditValueInput',
    {
      description: 'What comes to stand at the path: a text, texts, or a part. Example: { text: "12%" }',
      isOneOf: true,
    },
    [
      {
        name: 'text',
        type: () => String,
        description: 'A text, a number with its unit, or a word as in documents. Example: "12%"',
      },
      { name: 'texts', type: () => [String], description: 'A list of texts. Example: ["smb", "-", "2%"]' },
      {
        name: 'condition',
        type: () => ConditionInput,
        description: 'A condition. Example: { tests: [{ fact: "booking.type", is: "new" }] }',
      },
      ...parts,
    ],
  );
}

const PATH: FieldSpec = {
  name: 'path',
  type: () => String,
  required: true,
  description:
    'Keys and ids, joined by dots; in a list without ids the place, from 0. Example: "incentives.arr-commission.tiers.starts.accelerator.pays"',
};
const PLACE: readonly FieldSpec[] = [
  {
    name: 'before',
    type: () => String,
    description: 'Id or place of the item before which it comes. Example: "accelerator"',
  },
  {
    name: 'after',
    type: () => String,
    description:
      'Id or place of the item after which it comes; at the end where neither is said. Example: "to-quota"',
  },
];

let made: { document: Type; edit: Type } | undefined;

/** The input of a whole document of any kind, and the input of one edit. */
export function editInputTypes(): { readonly document: Type; readonly edit: Type } {
  return (made ??= makeTypes());
}

function makeTypes(): { document: Type; edit: Type } {
  const document = documentInput();
  const value: FieldSpec = {
    name: 'value',
    type: () => valueType,
    required: true,
    description: 'What comes to stand there. Example: { text: "12%" }',
  };
  const valueType = editValueInput();
  const of = (name: string, does: string, fields: readonly FieldSpec[]): Type =>
    inputType(name, { description: does }, fields);
  const set = of(
    'SetEditInput',
    'Gives a key or item another value, or a map a new key. Example: { path: "title", value: { text: "AE 2027" } }',
    [PATH, value],
  );
  const add = of(
    'AddEditInput',
    'Adds an item to a list. Example: { path: "incentives", value: { incentive: { id: "bonus", … } } }',
    [PATH, value, ...PLACE],
  );
  const move = of(
    'MoveEditInput',
    'Moves an item within its list. Example: { path: "rows.2", before: "0" }',
    [PATH, ...PLACE],
  );
  const remove = of('RemoveEditInput', 'Takes a key or item away. Example: { path: "until" }', [PATH]);
  const field = (name: string, type: Type, description: string): FieldSpec => ({
    name,
    type: () => type,
    description,
  });
  const edit = inputType(
    'DocumentEditInput',
    { description: 'One change of a document. Example: { remove: { path: "until" } }', isOneOf: true },
    [
      field('set', set, 'Gives a value. Example: { path: "until", value: { text: "2027-01-01" } }'),
      field(
        'add',
        add,
        'Adds an item. Example: { path: "rows", value: { texts: ["smb", "2%"] }, before: "0" }',
      ),
      field('move', move, 'Moves an item. Example: { path: "incentives.bonus", before: "0" }'),
      field('remove', remove, 'Takes something away. Example: { path: "until" }'),
      field(
        'replace',
        document,
        'Makes the document say this; what is the same keeps its text. Example: { table: { table: "segment-rates", … } }',
      ),
    ],
  );
  return { document, edit };
}
