import { readConstant } from '../../../../engine/kernel/quantity.js';
import type { Fault } from '../../../../engine/rulebook/finding.js';
import { SUBJECT_FACTS } from '../../../../engine/rulebook/parts/decision.js';
import { textForm, type Form } from '../shape/form.js';

const FIRST = ['booking', 'line', 'account', 'territory', 'original', 'value', ...SUBJECT_FACTS].join('|');
const NAME = new RegExp(`^(?:${FIRST})(?:\\.[a-z0-9][a-z0-9-]*){1,3}$`);

/** Parts of a whole: a whole number, a percent, one of some words, or the name of what gives parts or a share. */
function partsOr(...instead: string[]): Form {
  const all = `a whole number from 1 on, a percent, ${instead.join(', ')}, or the name of a fact or value`;
  return textForm(all, {}, (text): Fault | undefined => {
    if (/^[1-9]\d{0,5}$/.test(text) || instead.includes(text) || NAME.test(text)) return undefined;
    const read = readConstant(text);
    if ('quantity' in read && read.quantity.unit.kind === 'percent' && read.quantity.value.n > 0n)
      return undefined;
    return {
      code: 'BAD_NUMBER',
      message: `"${text}" is not ${all}.`,
      remedy: 'Write it like 3, 60% or booking.stages-before.',
    };
  });
}

/** Parts that are paid on. */
export const creditParts = partsOr('equal', 'none');

/** Parts that retire quota. */
export const quotaParts = partsOr('none');
