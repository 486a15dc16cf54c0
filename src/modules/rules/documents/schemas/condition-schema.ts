import { OPERATOR } from '../kinds/vocabularies.js';
import type { JsonSchema } from '../shape/form.js';

const TEXT = { type: ['string', 'number'] };
const ITEM = { $ref: '#/$defs/Condition' };
const ITEMS = { anyOf: [{ type: 'array', items: ITEM, minItems: 1 }, ITEM] };

/** Both written forms of a condition: facts with their tests, and all, any, not, condition, or fact with operator and value. */
export const CONDITION_SCHEMA: JsonSchema = {
  description:
    'Facts with their tests, of which all must hold; or all, any, not, condition, or fact with operator and value',
  type: 'object',
  minProperties: 1,
  properties: {
    all: { ...ITEMS, description: 'All of these must hold' },
    any: { ...ITEMS, description: 'One of these must hold' },
    not: { ...ITEM, description: 'This must not hold' },
    condition: { type: 'string', description: 'Id of a named condition of the document' },
    fact: { type: 'string', description: 'Name of a fact. Example: line.net' },
    operator: {
      enum: Object.keys(OPERATOR.meanings),
      description: 'How fact and value are compared',
    },
    value: {
      anyOf: [
        TEXT,
        { type: 'array', items: TEXT },
        {
          type: 'object',
          properties: { fact: { type: 'string' } },
          required: ['fact'],
          additionalProperties: false,
        },
      ],
      description: 'A value with its unit, a list of values, or another fact',
    },
  },
  patternProperties: {
    '^[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*){1,3}$': {
      anyOf: [TEXT, { type: 'array', items: TEXT }],
      description:
        'A test. Examples: new · [new, renewal] · ">= 5,000 USD" · "(10%..20%]" · not(renewal) · known · "-"',
    },
  },
  additionalProperties: false,
};
