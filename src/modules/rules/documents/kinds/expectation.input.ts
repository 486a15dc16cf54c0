import { day, id } from '../shape/forms.js';
import { exactlyOne, key, later } from '../shape/key.js';
import type { OutputMapInput } from './engagement.input.js';
import { code, money, outputMap } from './rule-forms.js';
import { RULING_REFUSED } from './vocabularies.js';

@exactlyOne('credit', 'earned', 'posted', 'decides')
@later('paid', 'requires', 'debt')
export class ExpectationInput {
  @key({ is: id, optional: true, means: 'Rule or rollup that credits', example: 'named-seller' })
  credit?: string;

  @key({ is: id, optional: true, means: 'Incentive that earns', example: 'arr-commission' })
  earned?: string;

  @key({ is: id, optional: true, means: 'Incentive that is posted', example: 'arr-commission' })
  posted?: string;

  @key({ is: id, optional: true, means: 'Decision that is made', example: 'owner' })
  decides?: string;

  @key({ is: code, optional: true, means: 'For decides: about what is given', example: 'acme-france' })
  of?: string;

  @key({
    is: outputMap,
    optional: true,
    means: 'For decides: every output; for a decision of credit each person with their share',
    example: '{ owner: ana }',
  })
  gives?: OutputMapInput;

  @key({
    is: id,
    optional: true,
    means: 'For decides: the rule that gives it, or otherwise',
    example: 'named',
  })
  rule?: string;

  @key({
    is: id,
    optional: true,
    list: true,
    means: 'For decides: every rule that holds too and has lost, in order',
    example: '[hierarchy]',
  })
  lost?: string[];

  @key({
    is: RULING_REFUSED,
    optional: true,
    means: 'For decides: why there is no answer',
    example: 'AMBIGUOUS',
  })
  refused?: string;

  @key({
    is: day,
    optional: true,
    means: 'For decides: the first day of the version of the policy that decides',
    example: '2026-01-01',
  })
  version?: string;

  @key({ is: code, optional: true, list: true, means: 'For all but decides: who', example: 'ana' })
  person?: string[];

  @key({ is: code, optional: true, means: 'For credit: of which booking', example: 'H1' })
  booking?: string;

  @key({ is: code, optional: true, list: true, means: 'Pay period', example: '2026-01' })
  period?: string[];

  @key({ is: code, optional: true, means: 'For posted: the period it comes from', example: '2026-01' })
  origin?: string;

  @key({ is: code, optional: true, means: 'For posted: the booking that caused it', example: 'D' })
  cause?: string;

  @key({
    is: money,
    optional: true,
    means: 'For all but decides: exactly how much',
    example: '"10,000.00 USD"',
  })
  amount?: string;
}
