import { grid, id, line, nameOf } from '../shape/forms.js';
import { key } from '../shape/key.js';
import { SUBJECT_FACTS } from '../../../../engine/rulebook/parts/decision.js';
import { HeadInput } from './head.input.js';
import { HIT_POLICY, NO_MATCH, ROWS_START_WITH, VALUE_TYPE } from './vocabularies.js';

export class TableOutputInput {
  @key({ is: id, means: 'Id of the output; rules read table.<table>.<output>', example: 'rate' })
  id: string;

  @key({
    is: VALUE_TYPE,
    means: 'Type of its values',
    example: 'percent',
  })
  is: string;

  @key({
    is: line,
    optional: true,
    list: true,
    means: 'The values it may have, the most important first; priority and output-order go by them',
    example: '[9%, 8%, 6%]',
  })
  values?: string[];

  @key({
    is: line,
    optional: true,
    means: 'For no-match: default, what it gives when no row matches',
    example: '6%',
  })
  default?: string;
}

export class TableInput extends HeadInput {
  @key({ is: id, means: 'Id of the table', example: 'line-rates' })
  table: string;

  @key({
    is: nameOf(
      'booking',
      'line',
      'account',
      'territory',
      'deal',
      'participant',
      'attribute',
      'assignment',
      'original',
      'value',
      'decision',
      ...SUBJECT_FACTS,
    ),
    list: true,
    means: 'Facts that pick the row, in the order of the columns',
    example: '[account.segment]',
  })
  inputs: string[];

  @key({
    is: () => TableOutputInput,
    list: true,
    means: 'What a row gives, in the order of the columns after the inputs',
    example: '[{ id: rate, is: percent }]',
  })
  outputs: TableOutputInput[];

  @key({
    is: HIT_POLICY,
    means: 'What holds when several rows match',
    example: 'unique',
  })
  hit: string;

  @key({
    is: ROWS_START_WITH,
    optional: true,
    means: 'What stands in front of the tests of each row; without it a row is called by its number',
    example: 'id',
  })
  rowsStartWith?: string;

  @key({
    is: grid,
    list: true,
    means: 'One test for each input, or a list of which one must hold, and one value for each output',
    example: '[[smb, 6%], [enterprise, 8%]]',
  })
  rows: (string | string[])[][];

  @key({ is: NO_MATCH, means: 'What holds when no row matches', example: 'refuse' })
  noMatch: string;
}
