import 'reflect-metadata';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import request from 'supertest';
import { WALK } from '../../scripts/lib/recipe-walk.mjs';
import { AppModule } from '../../src/app.module.js';
import { bringUp } from '../../src/commands/system/bring-up.js';
import { readConfig } from '../../src/platform/config.js';
import { projectRoot } from '../../src/platform/project-root.js';
import { readRecipes } from '../../src/platform/web/recipes/read-recipes.js';
import { personaApi } from '../support/api/api.js';
import { testDatabase, testUrls } from '../support/database.js';
import { follow, type Followed } from '../support/recipes/follow.js';

const database = testDatabase();
const recipes = readRecipes(path.join(projectRoot(), 'examples'));

beforeAll(async () => {
  const app = await NestFactory.createApplicationContext(AppModule.over(database), { logger: ['error'] });
  const opened = { database, urls: testUrls(), own: undefined, applied: [], close: async () => undefined };
  await bringUp({ app, config: readConfig({}), opened }, { sample: true });
  await app.close();
}, 120_000);
const api = personaApi(database);

/** What somebody has when they followed the recipe to its end, among all that its steps answered. */
const PROMISED: Readonly<Record<string, unknown>> = {
  'Define a plan': {
    versionCheck: { version: { state: 'CHECKED', checked: { examples: { passed: 1, failed: 0 } } } },
    versionSubmit: { version: { state: 'IN_REVIEW' } },
  },
  'Approve what waits for you': { versionApprove: { version: { state: 'APPROVED' } } },
  'Publish what was approved': {
    versionPublish: { version: { state: 'PUBLISHED', days: [{ from: '2026-10-01', until: '2027-01-01' }] } },
  },
  'Change a rate from next quarter': {
    versionEdit: {
      version: { revision: 2, source: expect.stringMatching(/from: 2026-10-01\n(.*\n)*.*times: 1.75x/) },
    },
    versionCheck: { version: { state: 'CHECKED', checked: { examples: { passed: 1, failed: 0 } } } },
    versionSubmit: { version: { state: 'IN_REVIEW' } },
  },
  'Bring facts in': {
    participantRecord: { outcome: 'ACCEPTED' },
    assignmentRecord: { outcome: 'ACCEPTED' },
    quotaRecord: { outcome: 'ACCEPTED' },
    bookingRecord: { outcome: 'ACCEPTED' },
    importTemplates: expect.arrayContaining([expect.objectContaining({ kind: 'bookings' })]),
  },
  'Find what is missing before payday': { staleness: { stale: true } },
  // 120,000 of a quota of 100,000: 100,000 at 8% and 20,000 at 1.75 times that.
  'Calculate and see who is paid differently': {
    comparison: {
      differences: expect.arrayContaining([
        expect.objectContaining({
          participant: 'inside-1',
          incentive: 'arr-commission',
          period: '2026-11',
          before: '0.00',
          after: '10800.00',
          because: expect.arrayContaining(['booking SO-20001 line 1 revision 1']),
        }),
      ]),
    },
  },
  'See what nobody was credited for': {
    booking: {
      ruling: [{ rules: expect.arrayContaining([expect.objectContaining({ outcome: 'FAILED' })]) }],
    },
  },
  'Who would get this?': {
    rulingPreview: { exception: null, gives: [{ output: 'west-ae-1', value: '100%' }] },
    rulingDecide: { ruling: { subject: 'sample/SO-10001/1', exception: null, nth: 1 } },
    ruling: [{ nth: 1, stands: true, cause: [] }],
    rulings: { totalCount: 0 },
  },
  'See what a rep earned and why': {
    earnings: {
      nodes: expect.arrayContaining([
        expect.objectContaining({
          incentive: 'arr-commission',
          explanation: expect.objectContaining({ says: expect.stringContaining('of your quota') }),
        }),
      ]),
    },
  },
  'Pull a statement': { statement: { participantId: 'west-ae-1', accounts: [{ currency: 'USD' }] } },
  'Close the month': { periodClose: { period: { name: '2026-10', isClosed: true } } },
  'Take an import back': { importUndo: { facts: 1 } },
  'Rule who is credited for an order': { creditRulingRecord: { outcome: 'ACCEPTED' } },
  'Move accounts': {
    transitionPreview: {
      accounts: 2,
      needsApproval: false,
      moves: [{ account: 'c-1', to: 'west-ae-1' }, {}],
    },
    transitionApply: { transition: { standing: 'applied' } },
    accountTransitions: { totalCount: 2 },
    transitionShares: expect.arrayContaining([
      { by: 'reason', word: 'balance', moved: 2, accounts: 120, percent: '1.67' },
    ]),
  },
  'See what I earned and why': {
    earnings: {
      nodes: expect.arrayContaining([
        expect.objectContaining({
          explanation: expect.objectContaining({ says: expect.stringContaining('of your quota') }),
        }),
      ]),
    },
  },
  'Why did I get nothing?': {
    participant: { whyNothing: [{ says: expect.stringContaining('booking.type is new, expansion') }] },
  },
  'What would this deal be worth?': {
    dealWorth: {
      deals: [
        { deal: 'OPP-77', inOrder: { earnings: [{ says: expect.stringContaining('more in 2026-11') }] } },
        { deal: 'OPP-78', slipped: { dates: ['2026-12-30'] } },
        {
          deal: 'OPP-79',
          inOrder: {
            amounts: [],
            uncounted: expect.arrayContaining([expect.objectContaining({ code: 'NOT_COUNTED' })]),
          },
        },
      ],
    },
  },
  'See my team’s pay and attainment': {
    participant: {
      reports: expect.arrayContaining([
        expect.objectContaining({
          id: 'west-ae-1',
          attainment: [expect.objectContaining({ quota: '260000' })],
        }),
      ]),
    },
  },
  'Submit a deal for approval': {
    approvalPreview: { isApproved: false, needs: [{ level: 'regional-manager' }] },
    dealSubmit: { request: { deal: 'q-101', standing: 'PENDING' } },
    approvals: { nodes: [{ deal: 'q-101', standing: 'PENDING' }] },
  },
  'Decide on deals': {
    approvals: {
      totalCount: 1,
      nodes: [
        {
          deal: 'q-101',
          seller: 'west-ae-1',
          commission: {
            total: [{ amount: expect.stringMatching(/^[1-9]/), currency: 'USD' }],
            unknown: null,
          },
        },
      ],
    },
    approvalDecide: { request: { standing: 'APPROVED' } },
    approvalLoad: [
      { of: 'level', id: 'regional-manager', asked: 1, open: 0 },
      { of: 'row', id: 'ten', asked: 1 },
    ],
  },
  'Dispute who is credited': {
    disputeFile: { dispute: { booking: 'SO-10526', standing: 'OPEN', level: 'manager', asked: ['west-rm'] } },
    disputes: { totalCount: 1, nodes: [{ booking: 'SO-10526', claims: [{ parts: 1 }, { parts: 1 }] }] },
    disputeBring: { dispute: { standing: 'OPEN', evidence: [{}, { what: 'Note of the meeting' }] } },
  },
  'Decide on disputes': {
    disputes: {
      totalCount: 1,
      nodes: [{ booking: 'SO-10526', participantId: 'west-ae-1', credited: ['west-ae-2'], precedents: [] }],
    },
    disputeDecide: {
      dispute: { standing: 'UPHELD', ruled: { ruling: expect.stringMatching(/^D-/), reach: 'booking' } },
    },
  },
  'Tell another system of approvals': {
    webhookAdd: { secret: expect.stringMatching(/^whsec_/) },
    webhookDeliveries: { totalCount: 0 },
    webhookRotateSecret: { secret: expect.stringMatching(/^whsec_/) },
    webhookChange: { webhook: { isDisabled: true } },
  },
  'Who changed what': {
    auditEntries: { nodes: expect.arrayContaining([expect.objectContaining({ action: 'ledger.close' })]) },
  },
  'Read the rules that a calculation used': {
    version: {
      kind: 'PLAN',
      name: 'account-executive',
      source: expect.stringContaining('plan: account-executive'),
    },
  },
  'Add a user and give a role': { rolePropose: { grant: { role: 'REP', state: 'proposed' } } },
  'Confirm a role': { roleConfirm: { grant: { role: 'REP', state: 'confirmed' } } },
};

function nothingOpen(followed: readonly Followed[]): void {
  expect(followed.map(({ step, blanks, faults }) => ({ step, blanks, faults }))).toEqual(
    followed.map(({ step }) => ({ step, blanks: [], faults: [] })),
  );
}

describe('the recipes, over the sample company', () => {
  it('are for who is signed in, and as they are in examples/', async () => {
    const asked = () => request(api.server.getHttpServer()).get('/recipes.json');
    const nobody = await asked().expect(401);
    expect(nobody.body).toEqual({ message: 'You are not signed in.', hint: 'Sign in, or send a token.' });
    const rep = await asked()
      .set('authorization', `Bearer ${await api.token('rep')}`)
      .expect(200);
    expect(rep.body).toEqual({ recipes });
    expect(rep.headers['cache-control']).toBe('no-store');
  });

  it('are all followed here, each by somebody whose job it is', () => {
    const titles = recipes.map(({ title }) => title);
    expect([...new Set(WALK.map(({ recipe }) => recipe))].sort()).toEqual([...titles].sort());
    const strangers = WALK.filter(
      ({ as, recipe }) =>
        !recipes
          .find(({ title }) => title === recipe)
          ?.forRoles.includes(as.replace(/-2$/, '').replace('-', '_')),
    );
    expect(strangers).toEqual([]);
  });

  it.each(WALK)(
    '"$recipe" gives $as what it promises',
    async (walk) => {
      const recipe = recipes.find(({ title }) => title === walk.recipe);
      const followed = recipe ? await follow(api, walk, recipe) : [];
      nothingOpen(followed);
      expect(followed).toHaveLength(recipe?.steps.length ?? 1);
      const answers = Object.assign({}, ...followed.map(({ data }) => data)) as object;
      expect(answers).toMatchObject(PROMISED[walk.recipe] as object);
    },
    60_000,
  );

  it('say of who is paid by the quarter, asked about a month of it, which period to ask for', async () => {
    const asked = '{ participant(id: "west-rm") { whyNothing(period: "2026-10") { incentive says } } }';
    expect(await api.askAs('finance', asked)).toEqual({
      participant: {
        whyNothing: [
          { incentive: null, says: 'Their pay of those days is that of 2026-Q4: ask for that period.' },
        ],
      },
    });
  });
});
