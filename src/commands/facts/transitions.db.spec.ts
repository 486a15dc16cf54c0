import { expect, it } from '@jest/globals';
import { give } from '../../../test/support/accounts/owned-company.js';
import { file, movingOn, onMoving } from '../../../test/support/accounts/moving-company.js';
import { ACTOR } from '../../../test/support/small-company.js';
import { previewAnswer, said } from './transitions.js';

it('kicker transitions says whose accounts they are, whose credit moves, and what comes next', async () => {
  await onMoving(async (database) => {
    const { previews, transitions } = movingOn(database);
    await give(database, ['bookings', 'booking,date,currency,net,account', 'B,2026-03-10,USD,2000,m-1']);
    await give(database, ['opportunities', 'opportunity,account,seller', 'O-1,m-1,ana']);
    const rows = ['m-1', 'm-2', 'm-3'].map((account) => `${account},ben,leaver,2026-03-10`);
    const { text } = previewAnswer(await previews.preview(ACTOR, file(...rows)));
    expect(text.split('\n')).toEqual([
      'Account  From  To   On          Policy          Why',
      ...['m-1', 'm-2', 'm-3'].map(
        (account) => `${account}      ana   ben  2026-03-10  needs-approval  Three accounts at once`,
      ),
      'Participant  Credit now  Then',
      'ana                2000     0  USD  open periods',
      'ben                   0  2000  USD  open periods',
      'Opportunity  Account  Seller  Holdover',
      'O-1          m-1      ana     state: none',
      'Somebody else must approve it: finance.',
    ]);
    const proposed = await transitions.propose(ACTOR, file(...rows));
    expect(said(proposed).text).toBe(
      `Transition ${proposed.id} of 3 accounts is proposed. Somebody else must approve it: finance.`,
    );
  });
}, 60_000);
