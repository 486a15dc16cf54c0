import type { Type } from '@nestjs/common';
import { Field, InputType } from '@nestjs/graphql';
import { DOCUMENT_CLASSES, KIND_MEANINGS, type DocumentKind } from '../kinds/document-kinds.js';
import { OperandInput } from '../values/value.input.js';
import { partSpec, type KeySpec, type PartClass } from '../shape/key.js';
import { readPaper } from '../yaml/read-paper.js';
import { isPlainMap } from '../yaml/plain-tree.js';
import { ConditionInput, FactValueInput, OutputValueInput } from './condition-input.js';
import { enumOf } from './enum-types.js';
import { inputForm, inputKeys } from '../typed/input-forms.js';
import { fieldOf } from '../typed/input-of-tree.js';
import { inputLiteral } from '../typed/word.js';

const known = new Map<PartClass, Type>();

/** What a key holds, and an example of it as it is written in a query. */
export function describe({ means }: KeySpec, example: string): string {
  return `${means}. Example: ${example}`;
}

/**
 * The input type of a class that declares keys, made from what it declares: a field for each key, with its meaning and example. It is another
 * class than that one, so that nothing but the parser checks the shape.
 */
export function inputTypeOf(part: PartClass, description: string): Type {
  const before = known.get(part);
  if (before) return before;
  const type: Type = { [part.name]: class {} }[part.name] as Type;
  known.set(part, type);
  InputType(part.name, { description: description + choicesOf(part), isOneOf: isWholeChoice(part) })(type);
  for (const spec of inputKeys(part)) addField(type, spec, { required: !spec.optional && !spec.whenMissing });
  return type;
}

/** Whether one of all its keys is written, so that the whole input is a choice. */
function isWholeChoice(part: PartClass): boolean {
  const { keys, oneOf } = partSpec(part);
  return oneOf.some((names) => names.length === keys.size);
}

function choicesOf(part: PartClass): string {
  const { oneOf } = partSpec(part);
  return oneOf.map((names) => `. Exactly one of: ${names.join(', ')}`).join('');
}

function addField(type: Type, spec: KeySpec, { required }: { required: boolean }): void {
  const isList = spec.list === true || spec.dotted === true || inputForm(spec).kind === 'outputs';
  const item = itemType(spec);
  Field(() => (isList ? [item()] : item()), {
    nullable: !required,
    description:
      describe(spec, exampleOf(spec)) +
      (spec.whenMissing ? '. Must be said; without it the check says what each answer pays' : ''),
  })(type.prototype as object, spec.property);
}

function itemType(spec: KeySpec): () => Type | Record<string, string> | [typeof String] {
  const form = inputForm(spec);
  if (form.kind === 'part') {
    const type = inputTypeOf(form.part, describe(spec, itemExample(spec)));
    return () => type;
  }
  if (form.kind === 'word') {
    const type = enumOf(form.vocabulary);
    return () => type;
  }
  if (form.kind === 'condition') return () => ConditionInput;
  if (form.kind === 'operand') {
    const type = operandType();
    return () => type;
  }
  if (form.kind === 'facts') return () => FactValueInput;
  if (form.kind === 'outputs') return () => OutputValueInput;
  return form.kind === 'cells' ? () => [String] : () => String;
}

/** Operands have operands: the type is known before its fields are made. */
function operandType(): Type {
  const means =
    'A number or name, or an operator of such. Exactly one field is given, and ifZero beside divide';
  return inputTypeOf(OperandInput, `${means}. Example: { number: "60%" }`);
}

/** The example of a key as the value of its field in a query. */
function exampleOf(spec: KeySpec): string {
  return inputLiteral(exampleValue(spec) ?? spec.example);
}

/** The example of one of the things that a key holds. */
export function itemExample(spec: KeySpec): string {
  const value = exampleValue(spec);
  return inputLiteral((Array.isArray(value) ? (value as unknown[])[0] : value) ?? spec.example);
}

function exampleValue(spec: KeySpec): unknown {
  const { plain } = readPaper(spec.dotted ? spec.example : `${spec.key}: ${spec.example}`);
  if (!isPlainMap(plain)) return undefined;
  if (spec.dotted) return Object.entries(plain).map(([fact, is]) => ({ fact, is }));
  return fieldOf(spec, plain[spec.key], 'written');
}

/** The input type of each kind of document, for `@Args('input', { type: () => … })`. */
export function documentInputTypes(): Readonly<Record<DocumentKind, Type>> {
  const kinds = Object.keys(DOCUMENT_CLASSES) as DocumentKind[];
  const types = kinds.map((kind) => {
    const part = DOCUMENT_CLASSES[kind];
    const required = inputKeys(part).filter((spec) => !spec.optional);
    const example = required.map((spec) => `${spec.property}: ${exampleOf(spec)}`).join(', ');
    return [kind, inputTypeOf(part, `${KIND_MEANINGS[kind]}. Example: { ${example} }`)] as const;
  });
  return Object.fromEntries(types) as Record<DocumentKind, Type>;
}
