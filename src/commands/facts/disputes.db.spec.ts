import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessOf } from '../../../test/support/actors/access.js';
import { codeOf } from '../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../test/support/database.js';
import {
  benchFacts,
  DISPUTE_POLICY,
  withDisputeFacts,
} from '../../../test/support/disputes/dispute-policy.js';
import { ACTOR, booking, people, publishRules, tell } from '../../../test/support/small-company.js';
import { AppModule } from '../../app.module.js';
import { RulesService } from '../../modules/rules/rules.service.js';
import { runProgram } from '../program.js';
import { ONLOOKER } from '../as-user.js';
import {
  addDisputes,
  bring,
  decide,
  file,
  list,
  show,
  withdraw,
  type DecideOptions,
  type FileOptions,
} from './disputes.js';

const database = testDatabase();
let app: INestApplicationContext;

beforeAll(async () => {
  app = await NestFactory.createApplicationContext(AppModule.over(database), { logger: ['error'] });
  await publishRules(database);
  const bookings = ['B1', 'B2'].map((id) =>
    booking({ id, day: '2026-08-06', net: '1000', seller: 'seller-0' }),
  );
  await tell(database, [...people(), ...bookings]);
  const files = [
    { path: 'facts.yaml', text: withDisputeFacts(benchFacts()) },
    { path: 'disputes.yaml', text: DISPUTE_POLICY },
  ];
  await app.get(RulesService).publish(ACTOR, files, 'Written anew');
  const access = new AccessOf(database);
  for (const [login, role] of [
    ['seller-1', 'rep'],
    ['seller-3', 'rep'],
    ['manager-1', 'manager'],
    ['cop', 'comp_admin'],
    ['auditor', 'auditor'],
  ] as const)
    await access.viewer(login, {
      roles: [role],
      participant: role === 'rep' || role === 'manager' ? login : null,
    });
}, 60_000);
afterAll(async () => await app.close());

const filing = (of: Partial<FileOptions> = {}): FileOptions => ({
  as: 'seller-1',
  booking: ['crm', 'B1'],
  claims: 'seller-1 1',
  reason: 'I closed it',
  evidence: [{ what: 'E-mail', says: 'The customer thanks me', link: null }],
  link: [{ what: 'E-mail', says: null, link: 'https://crm.example.com/1' }],
  ...of,
});

const answer = (id: string, of: Partial<DecideOptions> = {}): Promise<unknown> =>
  decide(app, [id, 'uphold'], { as: 'manager-1', reason: 'The customer says so', ...of });

const lines = async (work: Promise<{ text: string }>): Promise<string[]> =>
  (await work).text
    .split('\n')
    .map((line) => line.replaceAll(/ {2,}/g, ' | ').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then'));

const idOf = ({ json }: { json: unknown }): string => (json as { dispute: { id: string } }).dispute.id;

describe('kicker disputes', () => {
  it('files, shows, answers and lists what the API does, each by who may, and the audit says for whom', async () => {
    const id = idOf(await file(app, filing()));
    expect(await lines(show(app, ONLOOKER, id))).toEqual([
      `Dispute ${id} of crm/B1, about seller-1: seller-1 1 is claimed.`,
      'Credited: nobody.',
      'OPEN',
      'Level set by disputes of 2026-01-01, otherwise: The manager hears it first.',
      'Asks manager: manager-1 until then.',
      'Evidence | Says | Link',
      'E-mail | The customer thanks me | https://crm.example.com/1',
      'When | What | Who | Why',
      'then | FILE | seller-1 | I closed it',
    ]);
    expect(await codeOf(answer(id, { as: 'auditor' }))).toBe('NOT_ALLOWED');
    expect(await codeOf(answer(id, { as: 'seller-1' }))).toBe('DISPUTE_TAKES_PART');
    expect(await codeOf(answer(id, { as: 'nobody' }))).toBe('USER_UNKNOWN');
    expect(await codeOf(answer(id, { as: 'seller-3' }))).toBe('DISPUTE_UNKNOWN');
    await decide(app, [id, 'send-back'], { as: 'manager-1', reason: 'Which e-mail?' });
    const more = { evidence: [{ what: 'Note', says: 'In March', link: null }], link: [] };
    expect(await lines(bring(app, id, { as: 'seller-1', ...more }))).toContain('Note | In March');
    expect(await codeOf(answer(id))).toBe('done');
    expect(await lines(show(app, ONLOOKER, id))).toContain(`Ruling D-${id} for the booking: seller-1 1.`);
    expect(await lines(list(app, { as: 'manager-1', standing: 'UPHELD' }))).toEqual([
      'Dispute | Of | About | Claims | Stands | Asks | Until',
      `${id} | crm/B1 | seller-1 | seller-1 1 | UPHELD`,
    ]);
    const audited = await database.inTransaction(ACTOR, (tx) =>
      tx.query(
        `select a.actor, a.subject, a.reason from audit_entry a where a.action = 'user.act-as' order by a.position limit 2`,
      ),
    );
    expect(audited).toEqual([
      { actor: 'command-line', subject: 'user seller-1', reason: 'kicker disputes file' },
      {
        actor: 'command-line',
        subject: 'user seller-1',
        reason: `kicker disputes decide ${id} uphold`,
      },
    ]);
  });

  it('has the inbox of a user, and takes back what they filed', async () => {
    const id = idOf(await file(app, filing({ booking: ['crm', 'B2'] })));
    expect(await lines(list(app, { as: 'manager-1', of: 'to-decide' }))).toHaveLength(2);
    expect(await lines(list(app, { as: 'seller-3' }))).toEqual(['There are none.']);
    expect(await codeOf(withdraw(app, id, { as: 'manager-1' }))).toBe('DISPUTE_NOT_YOURS');
    expect(await codeOf(answer(id, { until: '2027-01-01' }))).toBe('DISPUTE_UNUSED');
    expect(await lines(withdraw(app, id, { as: 'seller-1', reason: 'We agreed' }))).toContain(
      'WITHDRAWN: We agreed',
    );
    expect(await lines(list(app, { as: 'manager-1', of: 'to-decide' }))).toEqual(['There are none.']);
  });

  it('holds what is written to the limits of the API', async () => {
    const link = [{ what: 'x', says: null, link: 'javascript:alert(1)' }];
    for (const wrong of [{ reason: 'r'.repeat(501) }, { link }, { tag: 't'.repeat(101) }])
      expect(await codeOf(file(app, filing({ booking: ['crm', 'B2'], ...wrong })))).toBe('BAD_INPUT');
  });

  it.each([
    ['list', '--of', 'mine'],
    ['file', '--as', 'ana', '--claims', 'ana 1', '--reason', 'x'],
    ['file', '--as', 'ana', '--claims', 'ana 1', '--reason', 'x', '--booking', 'B1'],
    ['decide', 'id', 'perhaps', '--as', 'ana'],
    ['decide', 'id', 'deny', '--reason', 'x'],
    ['bring', 'id', '--as', 'ana', '--evidence', 'nothing'],
  ])('is used wrongly by %s %s', async (...argv) => {
    const before = process.exitCode;
    await runProgram([addDisputes], ['node', 'kicker', 'disputes', ...argv]);
    expect(process.exitCode).toBe(2);
    process.exitCode = before;
  });
});
