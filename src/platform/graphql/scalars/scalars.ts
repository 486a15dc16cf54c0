import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { readDay, writeDay } from '../../../engine/kernel/day.js';
import { writeDecimal, type Ratio } from '../../../engine/kernel/ratio.js';

const DECIMAL = /^-?(?:0|[1-9]\d{0,29})(?:\.\d{1,30})?$/;
const CURRENCY = /^[A-Z]{3}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?Z$/;

interface TextScalar {
  readonly name: string;
  readonly description: string;
  readonly accepts: (text: string) => boolean;
  /** What a value is, in words. */
  readonly is: string;
  /** What a value must look like, for who wrote another. */
  readonly like: string;
  /** The text of a value that the product holds in another form. */
  readonly write?: (value: unknown) => unknown;
}

/** A scalar that is text of one form both ways. What was written is not repeated in the fault: it may be somebody's pay. */
function textScalar(of: TextScalar): GraphQLScalarType<string, string> {
  const { name, description, accepts, is, like, write = (value) => value } = of;
  const read = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new GraphQLError(`${name} must be ${is}, such as ${like}.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  };
  return new GraphQLScalarType({
    name,
    description: `${description} Example: ${like}`,
    serialize: (value) => read(write(value)),
    parseValue: read,
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** An exact number. Never a JSON number: those lose digits. */
export const Decimal = textScalar({
  name: 'Decimal',
  description:
    'An exact decimal number as text, with a point and no grouping. A rate or an attainment of 1 is 100%.',
  accepts: (text) => DECIMAL.test(text),
  is: 'an exact decimal number as text with at most 30 digits before and after the point',
  like: '"1250.50"',
  write: (value) => (isRatio(value) ? writeDecimal(value) : value),
});

export const BusinessDate = textScalar({
  name: 'Date',
  description: 'A business day, without time or zone.',
  accepts: (text) => readDay(text) !== undefined,
  is: 'a day that exists as text',
  like: '"2026-03-31"',
  write: (value) => (typeof value === 'number' ? writeDay(value) : value),
});

export const Moment = textScalar({
  name: 'DateTime',
  description: 'A moment in UTC, to the microsecond.',
  accepts: (text) => INSTANT.test(text),
  is: 'a moment in UTC as text',
  like: '"2026-03-31T16:00:00Z"',
});

export const CurrencyCode = textScalar({
  name: 'CurrencyCode',
  description: 'A currency by its three capital letters of ISO 4217.',
  accepts: (text) => CURRENCY.test(text),
  is: 'a currency code of three capital letters',
  like: '"USD"',
});

function isRatio(value: unknown): value is Ratio {
  return typeof value === 'object' && value !== null && 'n' in value && 'd' in value;
}
