import { REFUSED } from '../approvals/approval-vocabularies.js';
import { day, id, wholeOr } from '../shape/forms.js';
import { exactlyOne, key, later } from '../shape/key.js';
import type { OutputMapInput } from '../engagement/engagement.input.js';
import { code, money, outputMap } from './rule-forms.js';
import { WithFacts } from './test-given.input.js';
import { RULING_REFUSED } from './vocabularies.js';

@exactlyOne('credit', 'earned', 'posted', 'decides', 'requires')
@later('paid', 'debt')
export class ExpectationInput extends WithFacts {
  @key({ is: id, optional: true, means: 'Rule or rollup that credits', example: 'named-seller' })
  credit?: string;

  @key({ is: id, optional: true, means: 'Incentive that earns', example: 'arr-commission' })
  earned?: string;

  @key({ is: id, optional: true, means: 'Incentive that is posted', example: 'arr-commission' })
  posted?: string;

  @key({ is: id, optional: true, means: 'Decision that is made', example: 'owner' })
  decides?: string;

  @key({
    is: id,
    optional: true,
    list: true,
    means: 'Levels that are asked to approve a deal; none, or refused where it cannot be approved',
    example: '[manager, vp]',
  })
  requires?: string[];

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

  @key({ is: code, optional: true, list: true, means: 'For pay and credit: who', example: 'ana' })
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
    means: 'For pay and credit: exactly how much',
    example: '"10,000.00 USD"',
  })
  amount?: string;

  @key({ is: code, optional: true, means: 'For requires: of which deal', example: 'D' })
  deal?: string;

  @key({ is: wholeOr(), optional: true, means: 'For requires: at which step; 1 unless said', example: '2' })
  step?: string;

  @key({
    is: id,
    optional: true,
    list: true,
    means: 'For requires: the rows that answer, all of them',
    example: '[twenty, thin]',
  })
  rows?: string[];

  @key({
    is: id,
    optional: true,
    list: true,
    means: 'For requires: levels whose earlier approval still holds, all of them',
    example: '[manager]',
  })
  carried?: string[];

  @key({
    is: code,
    optional: true,
    list: true,
    means: 'For requires: everybody who is asked, in turn',
    example: '[e5, e2]',
  })
  asks?: string[];

  @key({
    is: REFUSED,
    optional: true,
    means: 'For requires: refused, why',
    example: 'no-match',
  })
  why?: string;
}
