import { describe, expect, it } from '@jest/globals';
import { measure, plan, number } from '../../../../test/support/sample-rules.js';
import { rulebookOf } from '../../../../test/support/situation.js';
import type { Condition } from '../../../engine/rulebook/rulebook.js';
import type { Worth, WorthOfDeals } from '../../../engine/worth/worth.js';
import { hidden } from './hide.js';

const none = { value: number('0'), unit: { kind: 'plain' } } as const;
const NEW_ACCOUNT: Condition = {
  fact: 'account.earlier-bookings',
  test: { is: 'equal', to: { quantity: none } },
};
const IN_WEST: Condition = { fact: 'participant.region', test: { is: 'equal', to: { word: 'west' } } };
const rulebook = rulebookOf({
  people: [],
  bookings: [],
  plans: [
    plan({
      measures: [
        measure({ id: 'logos', when: NEW_ACCOUNT }),
        measure({ id: 'west', when: IN_WEST }),
        measure(),
      ],
    }),
  ],
});

const uncounted = (id: string, because: string): Worth['uncounted'][number] => ({
  deal: 0,
  line: 1,
  code: 'NOT_COUNTED',
  of: { plan: 'ae', version: 'ae-1', id },
  because: [because],
});
const WORTH: Worth = {
  dates: [0],
  earnings: [],
  uncounted: [
    uncounted('logos', 'account.earlier-bookings is 3'),
    uncounted('west', 'participant.region is east'),
    uncounted('sold', 'booking.type is new'),
  ],
};
const ALL: WorthOfDeals = {
  deals: [{ deal: '1', alone: WORTH, inOrder: WORTH, slipped: WORTH }],
  together: WORTH,
  slipped: WORTH,
};

describe('why a deal does not count', () => {
  it('is told whole to who sees all', () => {
    expect(hidden(ALL, { bookings: true, person: true }, rulebook)).toEqual(ALL);
  });

  it('names the test and not what it found, where that tells of bookings or a person that are not seen', () => {
    const said = hidden(ALL, { bookings: false, person: false }, rulebook);
    const worths = [
      said.together,
      said.slipped,
      ...said.deals.flatMap(({ alone, inOrder, slipped }) => [alone, inOrder, slipped]),
    ];
    for (const worth of worths)
      expect(worth?.uncounted.map(({ because }) => because.join(' '))).toEqual([
        'It tests account.earlier-bookings, which tells of bookings that you do not see.',
        'It tests participant.region, which you do not see of them now.',
        'booking.type is new',
      ]);
    const own = hidden(ALL, { bookings: false, person: true }, rulebook);
    expect(own.together.uncounted[1]?.because).toEqual(['participant.region is east']);
  });
});
