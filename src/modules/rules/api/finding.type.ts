import { Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Shown } from '../../../platform/graphql/schema/shown.js';

const to = 'rules';

export enum FindingSeverity {
  ERROR = 'error',
  WARNING = 'warning',
}

registerEnumType(FindingSeverity, {
  name: 'FindingSeverity',
  description: 'Whether a finding stops the document. Example: ERROR',
  valuesMap: {
    ERROR: { description: 'It stops the document. Example: ERROR' },
    WARNING: { description: 'It is worth a look, and stops nothing. Example: WARNING' },
  },
});

@ObjectType('Finding', {
  description: 'Something wrong in a document, or worth a look: where, and what to write.',
})
export class FindingType {
  @Shown(() => FindingSeverity, { to, description: 'Whether it stops the document.', example: 'ERROR' })
  severity: 'error' | 'warning';

  @Shown(() => String, {
    to,
    description: 'From the closed list in docs/errors.md.',
    example: '"MISSING_KEY"',
  })
  code: string;

  @Shown(() => String, { to, description: 'What is wrong.', example: '"`mode` is missing: on 120,000 …"' })
  message: string;

  @Shown(() => String, {
    to,
    description: 'What to write instead.',
    example: '"Write mode: marginal or mode: whole."',
  })
  remedy: string;

  @Shown(() => String, {
    to,
    description: 'Keys and ids to the place, joined by dots.',
    example: '"incentives.0.tiers.mode"',
  })
  path: string;

  @Shown(() => String, {
    to,
    description: 'Which text: the document, or its examples.',
    example: '"plan account-executive"',
  })
  file: string;

  @Shown(() => Int, { to, description: 'Line, from 1.', example: '18' })
  line: number;

  @Shown(() => Int, { to, description: 'Column, from 1.', example: '5' })
  column: number;
}

@ObjectType('ExampleFailure', {
  description: 'Something that did not come out as an example expects, with the working.',
})
export class ExampleFailureType {
  @Shown(() => String, {
    to,
    description: 'What it is about.',
    example: '"arr-commission of ana in 2026-03"',
  })
  what: string;

  @Shown(() => [String], {
    to,
    description: 'What the example gives, a line each.',
    example: '["attribute.base-rate: 10%"]',
  })
  given: readonly string[];

  @Shown(() => String, { to, nullable: true, description: 'What it expects.', example: '"15,500.00 USD"' })
  expected: string | null;

  @Shown(() => String, { to, nullable: true, description: 'What came out.', example: '"15,000.00 USD"' })
  got: string | null;

  @Shown(() => [String], {
    to,
    description: 'The numbers that made what came out, a line each.',
    example: '["50,000 × 10% = 5,000.00"]',
  })
  working: readonly string[];

  @Shown(() => Int, { to, description: 'Line of the expectation, from 1.', example: '21' })
  line: number;
}

@ObjectType('Situation', { description: 'One example: passed when nothing failed.' })
export class SituationType {
  @Shown(() => String, { to, description: 'Its id.', example: '"crosses-quota-in-march"' })
  situation: string;

  @Shown(() => [ExampleFailureType], { to, description: 'What did not come out; empty when it passed.' })
  failures: readonly ExampleFailureType[];
}

@ObjectType('Examples', { description: 'How the examples beside a document came out.' })
export class ExamplesType {
  @Shown(() => Int, { to, description: 'Examples that came out.', example: '3' })
  passed: number;

  @Shown(() => Int, { to, description: 'Examples that did not.', example: '0' })
  failed: number;

  @Shown(() => [SituationType], { to, description: 'Each example.' })
  situations: readonly SituationType[];
}
