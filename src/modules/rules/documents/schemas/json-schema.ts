import { valueOperand, valueOperandOrRefuse } from '../values/value-forms.js';
import { OperatorInput } from '../values/value.input.js';
import { condition, factMap, outputMap } from '../kinds/rule-forms.js';
import { DOCUMENT_CLASSES, type DocumentKind } from '../kinds/document-kinds.js';
import type { Form, JsonSchema } from '../shape/form.js';
import { kebab, partSpec, type KeySpec, type PartClass } from '../shape/key.js';
import { CONDITION_SCHEMA } from './condition-schema.js';

const NAME = '^[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*){1,3}$';

/** The JSON Schema of a kind of document, for editors that complete and check while somebody types. The parser stays the judge. */
export function jsonSchemaOf(kind: DocumentKind): JsonSchema {
  const defs: Record<string, JsonSchema> = {};
  const root = partSchema(DOCUMENT_CLASSES[kind], defs);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Kicker ${kind} document`,
    ...root,
    ...(Object.keys(defs).length === 0 ? {} : { $defs: sorted(defs) }),
  };
}

function partSchema(part: PartClass, defs: Record<string, JsonSchema>): JsonSchema {
  const { keys, oneOf } = partSpec(part);
  const all = [...keys.values()];
  const plain = all.filter((spec) => !spec.dotted);
  const dotted = all.find((spec) => spec.dotted);
  const required = plain.filter((spec) => !spec.optional).map((spec) => spec.key);
  return {
    type: 'object',
    properties: Object.fromEntries(plain.map((spec) => [spec.key, keySchema(spec, defs)])),
    ...(dotted ? { patternProperties: { [NAME]: { ...TEXT, description: dotted.means } } } : {}),
    ...(required.length > 0 ? { required } : {}),
    ...(oneOf.length > 0
      ? { allOf: oneOf.map((names) => ({ oneOf: names.map((name) => ({ required: [kebab(name)] })) })) }
      : {}),
    additionalProperties: false,
  };
}

function keySchema(spec: KeySpec, defs: Record<string, JsonSchema>): JsonSchema {
  const one = typeof spec.is === 'function' ? reference(spec.is(), defs) : formSchema(spec.is, defs);
  const description = `${spec.means}. Example: ${spec.key}: ${spec.example}`;
  if (!spec.list) return { ...one, description };
  return { anyOf: [{ type: 'array', items: one }, one], description };
}

function reference(part: PartClass, defs: Record<string, JsonSchema>): JsonSchema {
  const name = part.name.replace(/Input$/, '');
  if (!defs[name]) {
    defs[name] = {};
    defs[name] = partSchema(part, defs);
  }
  return { $ref: `#/$defs/${name}` };
}

/** Numbers stay text for us; an editor's YAML reader makes numbers of some, so both are right. */
const TEXT: JsonSchema = { type: ['string', 'number'] };

function formSchema(form: Form, defs: Record<string, JsonSchema>): JsonSchema {
  if (form === condition) defs['Condition'] = CONDITION_SCHEMA;
  if (form === valueOperand || form === valueOperandOrRefuse) return operandSchema(defs);
  if (form === condition || form === factMap || form === outputMap) return form.schema;
  if (form.schema['type'] !== 'string') return { ...form.schema, items: TEXT };
  if ('const' in form.schema) return { enum: [1, '1'] };
  return { ...form.schema, ...TEXT };
}

/** A text or an operator in braces, whose operands are the same again. */
function operandSchema(defs: Record<string, JsonSchema>): JsonSchema {
  if (!defs['Operand']) {
    defs['Operand'] = {};
    defs['Operand'] = { anyOf: [TEXT, reference(OperatorInput, defs)] };
  }
  return valueOperand.schema;
}

function sorted(defs: Record<string, JsonSchema>): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(defs).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Every schema as a file of `rules/schemas`, by name. */
export function schemaFiles(): ReadonlyMap<string, string> {
  const kinds = Object.keys(DOCUMENT_CLASSES) as DocumentKind[];
  return new Map(
    kinds.map((kind) => [
      `rules/schemas/${kind}.schema.json`,
      `${JSON.stringify(jsonSchemaOf(kind), null, 2)}\n`,
    ]),
  );
}
