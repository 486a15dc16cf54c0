import { day, line, languageVersion } from '../shape/forms.js';
import { key } from '../shape/key.js';
import type { Plain } from '../yaml/plain-tree.js';

/** The signed paper that a document says again. */
export class SignedSourceInput {
  @key({ is: line, means: 'Title of the signed document', example: 'AE compensation plan FY26' })
  document: string;

  @key({ is: day, optional: true, means: 'Day on which it was signed', example: '2025-12-12' })
  signed?: string;
}

/** The first key of every document. */
export class LanguageInput {
  @key({ is: languageVersion, means: 'Version of the document language', example: '1' })
  kicker: string;
}

/** The head of every document that has versions. */
export class HeadInput extends LanguageInput {
  @key({ is: line, optional: true, means: 'What people call it', example: 'Account executive 2026' })
  title?: string;

  @key({
    is: () => SignedSourceInput,
    optional: true,
    means: 'The signed paper it says again',
    example: '{ document: AE plan FY26, signed: 2025-12-12 }',
  })
  source?: SignedSourceInput;

  @key({ is: day, means: 'First day on which this version is in force', example: '2026-01-01' })
  from: string;

  @key({ is: day, optional: true, means: 'First day on which it no longer is', example: '2027-01-01' })
  until?: string;
}

/** A condition as data: maps, lists and texts in either written form. */
export type ConditionInput = Plain;
