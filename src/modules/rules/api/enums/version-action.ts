import { registerEnumType } from '@nestjs/graphql';
import type { VersionAction } from '../../versions/version-states.js';

const MEANINGS: Readonly<Record<VersionAction, string>> = {
  create: 'A draft was begun',
  clone: 'A draft was begun from the text of another version',
  file: 'It came published, from files',
  edit: 'Its text was changed',
  check: 'It was checked',
  submit: 'It was handed in for approval',
  approve: 'It was approved',
  reject: 'It was sent back',
  withdraw: 'It was taken back',
  publish: 'It was put in force',
  'propose-retire': 'Somebody proposed to end it',
  retire: 'It was ended from a day on',
};
const actions = Object.keys(MEANINGS) as VersionAction[];
const named = (action: VersionAction): string => action.replace('-', '_').toUpperCase();

/** What is done to versions, as a closed list. */
export const VersionActionName = Object.fromEntries(actions.map((action) => [named(action), action]));

registerEnumType(VersionActionName, {
  name: 'VersionAction',
  description: 'What is done to a version. Example: APPROVE',
  valuesMap: Object.fromEntries(
    actions.map((action) => [
      named(action),
      { description: `${MEANINGS[action]}. Example: ${named(action)}` },
    ]),
  ),
});
