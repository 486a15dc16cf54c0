import { warningAt, type Finding } from '../../../rulebook/finding.js';

/** Said instead of silence, when a table has more combinations than are looked at. */
export function notSearched(): Finding {
  return warningAt('rows', {
    code: 'NOT_SEARCHED',
    message:
      'The table has too many combinations of values to look at all: there may be gaps or dead rows that are not told.',
    remedy: 'Split it into tables with fewer inputs, one reading what the other gives.',
  });
}
