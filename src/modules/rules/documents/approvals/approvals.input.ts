import { id, line, nameOf, operand, wholeOr } from '../shape/forms.js';
import { exactlyOne, key } from '../shape/key.js';
import { answerTime, approver, levelOr, needs } from './approval-forms.js';
import { HeadInput, type ConditionInput } from '../kinds/head.input.js';
import { condition, lasting } from '../kinds/rule-forms.js';
import {
  APPROVAL_HIT,
  LEVEL_ORDER,
  OWN_DEAL,
  RECALL,
  ROLLUP_MANAGERS,
  SAME_PERSON,
  WORSE,
} from './approval-vocabularies.js';

export class JudgedTermInput {
  @key({
    is: nameOf('deal', 'account', 'participant', 'attribute', 'assignment', 'value'),
    means: 'Fact of the deal, its account or its seller, or a value over them',
    example: 'deal.discount',
  })
  fact: string;

  @key({
    is: WORSE,
    means: 'Which change of it makes the deal worse, so that what was approved opens again',
    example: 'higher',
  })
  worse: string;

  @key({
    is: operand,
    optional: true,
    means: 'How much worse than when a person decided still holds',
    example: '1%',
  })
  tolerance?: string;
}

export class ApprovalLevelInput {
  @key({ is: id, means: 'Id of the level', example: 'manager' })
  id: string;

  @key({
    is: approver,
    means: 'Who decides: a relation, or role., group. or person. with its name',
    example: 'deal.seller-manager',
  })
  approver: string;

  @key({
    is: wholeOr(),
    optional: true,
    means: 'With deal.seller-manager: how many managers up; 1 unless said',
    example: '2',
  })
  up?: string;

  @key({
    is: wholeOr('any', 'all'),
    optional: true,
    means: 'How many of them must approve; any one unless said',
    example: 'all',
  })
  quorum?: string;

  @key({
    is: answerTime,
    optional: true,
    means: 'How long the level has to answer; for ever unless said',
    example: '1 business day',
  })
  answersWithin?: string;

  @key({
    is: levelOr('nobody'),
    optional: true,
    means:
      'With answers-within: the level that decides when time is up, or nobody, so that the request expires',
    example: 'director',
  })
  lateGoesTo?: string;

  @key({
    is: LEVEL_ORDER,
    optional: true,
    means:
      'Whether it is asked after the level before it, or at once and outside the ladder; ladder unless said',
    example: 'parallel',
  })
  in?: string;

  @key({
    is: levelOr('refuse', 'skip'),
    optional: true,
    means:
      'What holds where nobody of the level is there: no approval, no need of it, or another level; refuse unless said',
    example: 'skip',
  })
  ifNobody?: string;

  @key({
    is: condition,
    optional: true,
    means: 'What it may sign at most; a deal outside needs the next level of the ladder too',
    example: '{ deal.net: "<= 50,000 USD" }',
  })
  maySign?: ConditionInput;
}

@exactlyOne('needs', 'upTo')
export class ApprovalRowInput {
  @key({ is: id, means: 'Id of the row', example: 'deep' })
  id: string;

  @key({ is: condition, means: 'Which deals', example: '{ deal.discount: "(10%..20%]" }' })
  when: ConditionInput;

  @key({
    is: needs,
    optional: true,
    list: true,
    means: 'Exactly these levels, or none',
    example: '[manager, finance]',
  })
  needs?: string[];

  @key({
    is: id,
    optional: true,
    means: 'The ladder from its first level up to this one',
    example: 'director',
  })
  upTo?: string;

  @key({ is: line, means: 'Reason, as the seller and the approver are told', example: 'Discount above 10%' })
  because: string;
}

export class ApprovalTermsInput {
  @key({
    is: SAME_PERSON,
    means: 'Whether one person at two levels is asked once, or two people must decide',
    example: 'asked-once',
  })
  samePersonTwice: string;

  @key({
    is: OWN_DEAL,
    means: 'What holds at a level whose people all take part in the deal',
    example: 'next-level',
  })
  ownDeal: string;

  @key({
    is: ROLLUP_MANAGERS,
    optional: true,
    means: 'Whether those who earn from the deal by rollup alone may decide; may-decide unless said',
    example: 'may-not-decide',
  })
  rollupManagers?: string;

  @key({
    is: RECALL,
    optional: true,
    means: 'Whether a request may be taken back; allowed unless said',
    example: 'not-allowed',
  })
  recall?: string;

  @key({
    is: lasting,
    optional: true,
    means: 'How long an approval holds, and carries over to a changed deal; for ever unless said',
    example: '60 days',
  })
  valid?: string;

  @key({
    is: condition,
    optional: true,
    means: 'Of which deals two people must pass a level over, each by their own act; of none unless said',
    example: '{ deal.net: "> 100,000 USD" }',
  })
  overrideByTwo?: ConditionInput;
}

export class ApprovalsInput extends HeadInput {
  @key({ is: id, means: 'Id of the approval matrix', example: 'discounts' })
  approvals: string;

  @key({
    is: () => JudgedTermInput,
    list: true,
    means: 'The judged terms: all that rows read. An approval binds to them',
    example: '[{ fact: deal.discount, worse: higher }]',
  })
  inputs: JudgedTermInput[];

  @key({
    is: () => ApprovalLevelInput,
    list: true,
    means: 'Levels of authority, the ladder in order',
    example: '[{ id: manager, approver: deal.seller-manager }]',
  })
  levels: ApprovalLevelInput[];

  @key({ is: APPROVAL_HIT, means: 'What holds when several rows match', example: 'collect' })
  hit: string;

  @key({
    is: () => ApprovalRowInput,
    list: true,
    means: 'What deals need, and why',
    example: '[{ id: deep, when: …, up-to: director, because: … }]',
  })
  rows: ApprovalRowInput[];

  @key({
    is: levelOr('approve', 'refuse'),
    means: 'What a deal needs that no row is about: nothing, no approval is possible, or a level',
    example: 'refuse',
  })
  noMatch: string;

  @key({
    is: () => ApprovalTermsInput,
    means: 'What holds for all levels',
    example: '{ same-person-twice: asked-once, own-deal: next-level, valid: 60 days }',
  })
  terms: ApprovalTermsInput;
}
