import type { Type } from '@nestjs/common';
import { Field, InputType } from '@nestjs/graphql';
import { DOCUMENT_CLASSES, KIND_MEANINGS, type DocumentKind } from '../kinds/document-kinds.js';
import { partSpec } from '../shape/key.js';
import { ConditionInput } from './condition-input.js';
import { editableParts } from '../typed/editable-parts.js';
import { describe, documentInputTypes, inputTypeOf, itemExample } from './input-types.js';

interface Alternative {
  readonly name: string;
  readonly type: () => Type | typeof String | [typeof String];
  readonly description: string;
}

/** An input of which exactly one field is given. */
function choice(name: string, description: string, alternatives: readonly Alternative[]): Type {
  const type: Type = { [name]: class {} }[name] as Type;
  InputType(name, { description, isOneOf: true })(type);
  for (const { name: field, type: of, description: means } of alternatives)
    Field(of, { description: means, nullable: true })(type.prototype as object, field);
  return type;
}

/** A whole document of any kind. */
export function documentChoice(): Type {
  const types = documentInputTypes();
  const kinds = Object.keys(DOCUMENT_CLASSES) as DocumentKind[];
  const alternatives = kinds.map((kind): Alternative => {
    const id = partSpec(DOCUMENT_CLASSES[kind]).keys.get(kind)?.example;
    const description = `${KIND_MEANINGS[kind]}. Example: { ${kind}: "${id}", … }`;
    return { name: kind, type: () => types[kind], description };
  });
  const example = 'Example: { table: { table: "segment-rates", … } }';
  return choice('DocumentInput', `A whole document of one kind. ${example}`, alternatives);
}

const PLAIN_VALUES: readonly Alternative[] = [
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
];

/** The value of an edit: a text, texts, a condition, or any part of a document. */
export function editValueChoice(): Type {
  const parts = [...editableParts()].map(([name, { part, under }]): Alternative => {
    const description = describe(under, itemExample(under));
    const type = inputTypeOf(part, description);
    return { name, type: () => type, description };
  });
  const description = 'What comes to stand at the path: a text, texts, or a part. Example: { text: "12%" }';
  return choice('EditValueInput', description, [...PLAIN_VALUES, ...parts]);
}
