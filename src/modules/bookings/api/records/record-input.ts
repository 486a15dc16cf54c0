import type { Type } from '@nestjs/common';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { MutationInput } from '../../../../platform/graphql/mutation/payload.js';
import { BusinessDate, CurrencyCode, Decimal } from '../../../../platform/graphql/scalars/scalars.js';
import type { CellType, Column, Kind } from '../../kinds/kind.js';

@InputType({ description: 'A fact that the company defined in its fact catalogue.' })
export class AttributeInput {
  @Field(() => String, { description: 'Its name in the fact catalogue. Example: "participant.region"' })
  name: string;

  @Field(() => String, { description: 'Its value, as a file would have it. Example: "emea"' })
  value: string;
}

/** What every record is told with, beside the columns of its kind. */
@InputType({ isAbstract: true })
export abstract class RecordInput extends MutationInput {
  @Field(() => String, {
    description: 'Who tells it: the name of the system that it comes from. Example: "crm"',
  })
  source: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Its revision, where the source counts them; left out, it is compared with what is known now. Example: 2',
  })
  revision?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the fact is taken back: it is then known no longer. Example: false',
  })
  withdrawn?: boolean | null;
}

/** The fields of a record that are columns of its kind, by their names in the API. */
export type RecordFields = RecordInput & Readonly<Record<string, unknown>>;

const TYPES: Partial<Record<CellType, unknown>> = {
  id: ID,
  date: BusinessDate,
  amount: Decimal,
  rate: Decimal,
  whole: Int,
  currency: CurrencyCode,
};

const QUOTED: ReadonlySet<CellType> = new Set<CellType>(['whole']);

/** The input of one record of a kind: a field for each column that its files have. */
export function recordInputOf(kind: Kind, name: string): Type<RecordInput> {
  @InputType(name, { description: `One row of a file of ${kind.name}. ${kind.means}` })
  class Input extends RecordInput {}
  for (const column of kind.columns)
    Field(() => (TYPES[column.is] ?? String) as typeof String, {
      nullable: !column.required || column.otherwise !== undefined,
      description: `${column.means}.${otherwiseOf(column)} Example: ${exampleOf(column)}`,
    })(Input.prototype, fieldOf(column.name));
  if (kind.attributes)
    Field(() => [AttributeInput], {
      nullable: true,
      description:
        'The company\'s own facts, each once. Example: [{ name: "participant.region", value: "emea" }]',
    })(Input.prototype, 'attributes');
  return Input;
}

/** What the API calls a column. */
export function fieldOf(column: string): string {
  return column.replaceAll(/[_-]([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function otherwiseOf({ otherwise }: Column): string {
  return otherwise === undefined ? '' : ` ${otherwise} when left out.`;
}

function exampleOf({ example, otherwise, name, is }: Column): string {
  const shown = example || otherwise || EXAMPLES[is] || `a-${name}`;
  return QUOTED.has(is) ? shown : `"${shown}"`;
}

/** For columns whose example in a template is an empty cell. */
const EXAMPLES: Partial<Record<CellType, string>> = { date: '2026-12-31', id: 'x-1001' };
