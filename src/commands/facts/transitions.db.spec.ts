import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { expect, it } from '@jest/globals';
import { give } from '../../../test/support/accounts/owned-company.js';
import { codeOf, file, movingOn, onMoving, ownersOn } from '../../../test/support/accounts/moving-company.js';
import { ACTOR } from '../../../test/support/small-company.js';
import { AccessOf } from '../../../test/support/actors/access.js';
import { AppModule } from '../../app.module.js';
import { list, show } from './transition-list.js';
import { actOn, decide, previewAnswer, said } from './transitions.js';

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

it('kicker transitions decides as somebody who may, lists moves, and shows who did what', async () => {
  await onMoving(async (database) => {
    const app = await NestFactory.createApplicationContext(AppModule.over(database), { logger: ['error'] });
    try {
      const access = new AccessOf(database);
      await access.viewer('fin', { roles: ['finance'] });
      await access.viewer('cop', { roles: ['comp_admin'] });
      const rows = ['m-1', 'm-2', 'm-3'].map((account) => `${account},ben,leaver,2026-03-10`);
      const { id } = await movingOn(database).transitions.propose(ACTOR, file(...rows));
      expect(await codeOf(decide(app, [id, 'approve'], { as: 'cop' }))).toBe('TRANSITION_NOT_APPROVER');
      expect(await codeOf(decide(app, [id, 'refuse'], { as: 'fin' }))).toBe('BAD_INPUT');
      expect(await codeOf(actOn(app, ['apply', id], { as: 'fin' }))).toBe('NOT_ALLOWED');
      await decide(app, [id, 'approve'], { as: 'fin', reason: 'Agreed' });
      await actOn(app, ['apply', id], { as: 'cop' });
      expect(await ownersOn(database, '2026-03-10')).toMatchObject({ 'm-1': 'ben', 'm-3': 'ben' });
      const moment = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
      const lines = (text: string): string[] => text.replaceAll(moment, 'then').split('\n');
      expect(lines((await show(app, id)).text)).toEqual([
        `Transition ${id} of 3 accounts is applied.`,
        `Proposed by ${ACTOR.id}, then.`,
        'Decided by fin, then: Agreed',
        'Applied by cop, then.',
        'Account  From  To   On          Reason',
        ...['m-1', 'm-2', 'm-3'].map((account) => `${account}      ana   ben  2026-03-10  leaver`),
      ]);
      expect((await list(app, { account: 'm-2', standing: 'applied' })).json).toMatchObject({
        moves: [{ transition: id, account: 'm-2', to: 'ben' }],
      });
      expect((await list(app, { standing: 'proposed' })).text).toBe('There are none.');
      await expect(show(app, 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    } finally {
      await app.close();
    }
  });
}, 60_000);
