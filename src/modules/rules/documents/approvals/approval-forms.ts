import type { Fault } from '../../../../engine/rulebook/finding.js';
import { id } from '../shape/forms.js';
import { textForm, type Form } from '../shape/form.js';

const RELATION = /^(?:deal|account|territory|role|group|person)\.[a-z0-9][a-z0-9-]*$/;
const TIME = /^([1-9]\d{0,3}) (?:(business) )?(day|hour)s?$/;

/** Who decides: a relation of the deal or its account, a role, a group or a person. */
export const approver: Form = textForm('an approver', { pattern: RELATION.source }, (text) =>
  RELATION.test(text)
    ? undefined
    : {
        code: 'BAD_NAME',
        message: `"${text}" is nobody who can decide.`,
        remedy:
          'Write deal.seller-manager, account.owner or another relation, role.vp-sales, group.deal-desk or person.e2.',
      },
);

/** How long a level has to answer. */
export const answerTime: Form = textForm('a time to answer', { pattern: TIME.source }, (text) =>
  TIME.test(text)
    ? undefined
    : {
        code: 'BAD_TEXT',
        message: `"${text}" is no time to answer.`,
        remedy: 'Write it like 1 business day, 8 business hours or 3 days.',
      },
);

/** The parts of a time to answer, which has passed its form. */
export function partsOfTime(text: string): { count: number; business: boolean; of: 'day' | 'hour' } {
  const [, count, business, of] = TIME.exec(text) ?? [];
  return { count: Number(count), business: business !== undefined, of: of === 'hour' ? 'hour' : 'day' };
}

/** The id of a level, or one of some words. */
export function levelOr(...words: string[]): Form {
  const name = `a level, or ${words.join(' or ')}`;
  return textForm(name, id.schema, (text): Fault | undefined => {
    const [fault] = words.includes(text) ? [] : id.findings(text, '');
    return fault && { code: 'BAD_ID', message: fault.message, remedy: `Write ${name}.` };
  });
}

/** A level that a row needs, or none. */
export const needs: Form = levelOr('none');
