import { SUBJECT_FACTS } from '../../../../engine/rulebook/parts/decision.js';
import { id, line, nameOf, operand, wholeOr, words } from '../shape/forms.js';
import { exactlyOne, key, later } from '../shape/key.js';
import { HeadInput, type ConditionInput } from '../kinds/head.input.js';
import { creditParts, quotaParts } from '../kinds/parts-forms.js';
import { condition, daysLong, outputMap } from '../kinds/rule-forms.js';
import {
  CREDIT_AS,
  DECISION,
  OTHERWISE_CREDIT,
  OUTPUT_TYPE,
  OVERLAY_QUOTA,
  OWN_BOOKINGS,
  PHASE_HIT,
  WHEN_UNKNOWN,
} from '../kinds/vocabularies.js';
import { WindowInput } from './window.input.js';

export class CreditPartInput {
  @key({
    is: nameOf('booking', 'line', 'account', 'territory', 'participant', ...SUBJECT_FACTS),
    means: 'Relation to the people credited',
    example: 'booking.salesperson',
  })
  to: string;

  @key({
    is: creditParts,
    means:
      'Parts of the total, a share in percent, or what gives them; equal parts for several people; or none',
    example: '1',
  })
  parts: string;

  @key({
    is: quotaParts,
    optional: true,
    means: 'Parts of the same total that retire quota, or none; as many as `parts` unless said',
    example: 'none',
  })
  quotaParts?: string;

  @key({
    is: CREDIT_AS,
    optional: true,
    means: 'What the credit is called where it is explained; direct or split unless said',
    example: 'holdover',
  })
  as?: string;
}

/** What an answer says of each output. */
export type OutputMapInput = Readonly<Record<string, string>>;

@exactlyOne('credit', 'gives')
@later('double-credit')
export class RuleInput {
  @key({ is: id, means: 'Id of the rule', example: 'named-seller' })
  id: string;

  @key({ is: condition, means: 'When the rule answers', example: '{ booking.salesperson: known }' })
  when: ConditionInput;

  @key({
    is: () => CreditPartInput,
    optional: true,
    list: true,
    means: 'For credit: who is credited, and with how many parts',
    example: '[{ to: booking.salesperson, parts: 1 }]',
  })
  credit?: CreditPartInput[];

  @key({
    is: outputMap,
    optional: true,
    means: 'For other decisions: what it says of each output, `nothing` where there is none',
    example: '{ owner: account.parent-owner }',
  })
  gives?: OutputMapInput;

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

@exactlyOne('credit', 'gives')
export class OtherwiseInput {
  @key({
    is: OTHERWISE_CREDIT,
    optional: true,
    means: 'For credit: who is credited when no rule answers',
    example: 'house',
  })
  credit?: string;

  @key({
    is: outputMap,
    optional: true,
    means: 'For other decisions: what holds of each output when no rule answers',
    example: '{ owner: nothing }',
  })
  gives?: OutputMapInput;

  @key({ is: line, means: 'Reason, as it stands in the exceptions', example: 'Nobody holds the territory' })
  because: string;
}

export class DecisionOutputInput {
  @key({ is: id, means: 'Id of the output', example: 'owner' })
  id: string;

  @key({ is: OUTPUT_TYPE, means: 'Type of its values', example: 'person' })
  is: string;

  @key({
    is: line,
    optional: true,
    list: true,
    means: 'For one-of: the words allowed',
    example: '[counted, not-counted]',
  })
  values?: string[];

  @key({ is: id, optional: true, means: 'For count: of what', example: 'account' })
  unit?: string;
}

export class DecisionInput {
  @key({
    is: DECISION,
    means: 'What is decided',
    example: 'credit',
  })
  decides: string;

  @key({
    is: id,
    optional: true,
    means: 'Its own id, where the policy decides several things of one subject; what it decides unless said',
    example: 'segment',
  })
  id?: string;

  @key({
    is: () => DecisionOutputInput,
    optional: true,
    list: true,
    means: 'For all but credit: what every answer says',
    example: '[{ id: owner, is: person }]',
  })
  outputs?: DecisionOutputInput[];

  @key({
    is: WHEN_UNKNOWN,
    optional: true,
    means:
      'What holds where a rule might answer if a missing fact were known: a person decides, or the rule does not match; the latter unless said',
    example: 'exception',
  })
  unknown?: string;

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

export class OverlayInput {
  @key({ is: id, means: 'Id of the overlay', example: 'engineer' })
  id: string;

  @key({ is: condition, optional: true, means: 'Which bookings', example: '{ booking.engineer: known }' })
  when?: ConditionInput;

  @key({
    is: nameOf('booking', 'line', 'account', 'territory', ...SUBJECT_FACTS),
    means: 'Relation to the people credited beside the others',
    example: 'booking.engineer',
  })
  to: string;

  @key({ is: operand, means: 'The part of the line that they have together', example: '100%' })
  share: string;

  @key({
    is: OVERLAY_QUOTA,
    means: 'Whether it retires quota as well as being paid on, or only one of the two',
    example: 'counts',
  })
  quota: string;
}

export class EngagementInput extends HeadInput {
  @key({ is: id, means: 'Id of the engagement policy', example: 'field' })
  engagement: string;

  @key({
    is: daysLong,
    optional: true,
    means:
      'Days after a booking was told in which a holder of its territory, or an owner of its account, before it or above it, may be told and takes it from the house; none where it is not said',
    example: '30 days',
  })
  backfill?: string;

  @key({
    is: () => WindowInput,
    optional: true,
    list: true,
    means: 'Times that start with something; rules read window.<id>, which is open, closed or none',
    example: '[{ id: holdover, of: transfer, starts: transfer.date, lasts: 90 days, extend: never }]',
  })
  windows?: WindowInput[];

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

  @key({
    is: () => OverlayInput,
    optional: true,
    list: true,
    means: 'Credit beside what the decisions give, not instead of it',
    example: '[{ id: engineer, when: …, to: booking.engineer, share: 100%, quota: counts }]',
  })
  overlays?: OverlayInput[];
}
