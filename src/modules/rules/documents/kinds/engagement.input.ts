import { id, line, nameOf, wholeOr, words } from '../shape/forms.js';
import { key, later } from '../shape/key.js';
import { HeadInput, type ConditionInput } from './head.input.js';
import { condition } from './rule-forms.js';
import { DECISION, OTHERWISE_CREDIT, OWN_BOOKINGS, PHASE_HIT } from './vocabularies.js';

@later('as')
export class CreditPartInput {
  @key({
    is: nameOf('booking', 'line', 'account', 'territory', 'participant'),
    means: 'Relation to the people credited',
    example: 'booking.salesperson',
  })
  to: string;

  @key({
    is: wholeOr('equal'),
    means: 'Whole parts of the total, or equal parts for several people',
    example: '1',
  })
  parts: string;
}

@later('double-credit', 'owner', 'grant')
export class RuleInput {
  @key({ is: id, means: 'Id of the rule', example: 'named-seller' })
  id: string;

  @key({ is: condition, means: 'When the rule answers', example: '{ booking.salesperson: known }' })
  when: ConditionInput;

  @key({
    is: () => CreditPartInput,
    list: true,
    means: 'Who is credited, and with how many parts',
    example: '[{ to: booking.salesperson, parts: 1 }]',
  })
  credit: CreditPartInput[];

  @key({ is: line, means: 'Reason, as a rep would be told', example: 'The order names its seller' })
  because: string;
}

export class PhaseInput {
  @key({ is: id, means: 'Id of the phase', example: 'named' })
  id: string;

  @key({
    is: PHASE_HIT,
    optional: true,
    means: 'Whether only one rule may answer, or the first that does; unique unless said',
    example: 'first',
  })
  hit?: string;

  @key({
    is: () => RuleInput,
    list: true,
    means: 'Rules of the phase',
    example: '[{ id: named-seller, when: …, credit: …, because: … }]',
  })
  rules: RuleInput[];
}

export class OtherwiseInput {
  @key({ is: OTHERWISE_CREDIT, means: 'Who is credited when no rule answers', example: 'house' })
  credit: string;

  @key({ is: line, means: 'Reason, as it stands in the exceptions', example: 'Nobody holds the territory' })
  because: string;
}

export class DecisionInput {
  @key({
    is: DECISION,
    means: 'What is decided',
    example: 'credit',
  })
  decides: string;

  @key({
    is: () => PhaseInput,
    list: true,
    means: 'The first phase with an answer wins',
    example: '[{ id: named, rules: … }]',
  })
  phases: PhaseInput[];

  @key({
    is: () => OtherwiseInput,
    means: 'What holds when no rule answers',
    example: '{ credit: house, because: Nobody holds the territory }',
  })
  otherwise: OtherwiseInput;
}

export class RollupInput {
  @key({ is: id, means: 'Id of the rollup', example: 'managers' })
  id: string;

  @key({
    is: words(['participant.manager', 'territory.group-manager']),
    means: 'Who gets the credit of others as well',
    example: 'participant.manager',
  })
  to: string;

  @key({ is: wholeOr('all'), means: 'How far up a chain of managers', example: 'all' })
  levels: string;

  @key({ is: condition, optional: true, means: 'Which credits roll up', example: '{ booking.type: new }' })
  when?: ConditionInput;

  @key({
    is: OWN_BOOKINGS,
    means: 'Whether a manager rolls up bookings credited to the manager',
    example: 'excluded',
  })
  ownBookings: string;
}

@later('windows', 'overlays')
export class EngagementInput extends HeadInput {
  @key({ is: id, means: 'Id of the engagement policy', example: 'field' })
  engagement: string;

  @key({
    is: () => DecisionInput,
    list: true,
    means: 'What the policy decides',
    example: '[{ decides: credit, phases: …, otherwise: … }]',
  })
  decisions: DecisionInput[];

  @key({
    is: () => RollupInput,
    optional: true,
    list: true,
    means: 'Credit copied upwards',
    example: '[{ id: managers, to: participant.manager, levels: all, own-bookings: excluded }]',
  })
  rollup?: RollupInput[];
}
