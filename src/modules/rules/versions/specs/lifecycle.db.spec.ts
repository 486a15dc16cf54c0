import { beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../../../test/support/database.js';
import { publishRules } from '../../../../../test/support/small-company.js';
import { APPROVER, ask, AUTHOR, planText, Versions } from '../../../../../test/support/rules/versions.js';
import type { VersionText } from '../version.js';
import { ACTS_FROM, type VersionAct, type VersionState } from '../version-states.js';

const database = testDatabase();
const versions = new Versions(database);
const { service } = versions;

/** Where each act leads from each state; what is not written is refused. */
const LEADS: Readonly<Record<VersionState, Partial<Record<VersionAct, VersionState>>>> = {
  draft: { edit: 'draft', check: 'checked', withdraw: 'withdrawn' },
  checked: { edit: 'draft', check: 'checked', submit: 'in-review', withdraw: 'withdrawn' },
  'in-review': { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' },
  approved: { publish: 'published', withdraw: 'withdrawn' },
  rejected: { edit: 'draft', withdraw: 'withdrawn' },
  withdrawn: {},
  published: { 'propose-retire': 'retiring' },
  retiring: { 'propose-retire': 'retiring', reject: 'published', retire: 'retired' },
  superseded: {},
  retired: { 'propose-retire': 'retiring' },
};
/** No such transition, or a version that was published already. */
const FOREIGN_OR_TAKEN = /^(23503|23505)$/;
const STATES = Object.keys(LEADS) as VersionState[];

const ACTS: Readonly<Record<VersionAct, (version: VersionText) => Promise<unknown>>> = {
  edit: ({ id, revision, name }) =>
    service.edit(AUTHOR, { version: id, revision, text: planText(name, { '6%': '5%' }) }),
  check: ({ id }) => service.check(AUTHOR, { version: id }),
  submit: ({ id }) => service.submit(AUTHOR, { version: id }),
  approve: ({ id, hash }) => service.approve(APPROVER, { version: id, hash }),
  reject: ({ id }) => service.reject(APPROVER, { version: id, reason: 'too dear' }),
  withdraw: ({ id }) => service.withdraw(AUTHOR, { version: id, reason: 'a mistake' }),
  publish: ({ id }) => service.publish(AUTHOR, { version: id }),
  'propose-retire': ({ id }) =>
    service.proposeRetirement(AUTHOR, { version: id, from: '2020-06-01', reason: 'ended' }),
  retire: ({ id }) => service.retire(APPROVER, { version: id }),
};
const NAMES = Object.keys(ACTS) as VersionAct[];

beforeAll(() => publishRules(database));

const entries = async (): Promise<number> =>
  Number((await ask<{ count: string }>(database, 'select count(*) from audit_entry'))[0]?.count);

const allowedFrom = (state: VersionState): VersionAct[] => NAMES.filter((act) => LEADS[state][act]);
const MOVES = STATES.flatMap((state) =>
  allowedFrom(state).map((act) => [state, act, LEADS[state][act]] as const),
);

it.each(MOVES)('a version that is %s can be asked to %s, and is %s', async (state, act, to) => {
  const version = await versions.in(state);
  expect(version.state).toBe(state);
  const before = await entries();
  await ACTS[act](version);
  const after = await service.version(AUTHOR, version.id);
  expect({ state: after.state, step: after.step }).toEqual({ state: to, step: version.step + 1 });
  expect(await entries()).toBe(before + 1);
  const [entry] = await ask<{ action: string; before: object; after: object }>(
    database,
    'select action, before, after from audit_entry order by position desc limit 1',
  );
  expect(entry).toMatchObject({
    action: `version.${act}`,
    before: { version: version.id, state, step: version.step },
    after: { version: version.id, state: to, step: after.step, hash: after.hash },
  });
});

describe.each(STATES)('a version that is %s', (state) => {
  it('refuses everything else, and stays as it is', async () => {
    const version = await versions.in(state);
    const before = await entries();
    const codes: string[] = [];
    for (const act of NAMES.filter((each) => !LEADS[state][each]))
      codes.push(
        await ACTS[act](version).then(
          () => `${act} was done`,
          (error) => error.code,
        ),
      );
    expect(codes).toEqual(codes.map(() => 'VERSION_STATE'));
    expect(codes).toHaveLength(NAMES.length - allowedFrom(state).length);
    expect(await service.version(AUTHOR, version.id)).toEqual(version);
    expect(await entries()).toBe(before);
  });

  it('can be cloned to a draft that knows where it comes from', async () => {
    const version = await versions.in(state);
    const { version: clone } = await service.clone(APPROVER, { version: version.id });
    expect(clone).toMatchObject({
      state: 'draft',
      source: version.source,
      clonedFrom: version.id,
      author: APPROVER.id,
    });
  });
});

describe('the database', () => {
  it('knows the same acts from the same states as the code', async () => {
    const rows = await ask<{ action: VersionAct; before: string }>(
      database,
      `select distinct action, before from version_transition where before <> 'new'`,
    );
    const told = Object.entries(ACTS_FROM).flatMap(([act, states]) => states.map((from) => `${act} ${from}`));
    expect(rows.map(({ action, before }) => `${action} ${before}`).sort()).toEqual(told.sort());
  });

  it('refuses every step that is no row of the table of transitions, whatever the code asks', async () => {
    const rows = await ask<Record<'action' | 'before' | 'state', string>>(
      database,
      'select action, before, state from version_transition',
    );
    const legal = new Set(rows.map(({ action, before, state }) => `${action} ${before} ${state}`));
    const stored = STATES.filter((state) => state !== 'superseded');
    let refused = 0;
    for (const state of stored) {
      const version = await versions.in(state);
      for (const action of ['create', 'clone', 'file', ...NAMES])
        for (const to of ['new', ...stored].filter((each) => !legal.has(`${action} ${state} ${each}`))) {
          const step = { action, state, to };
          await expect(insertRaw(version, step)).rejects.toMatchObject({
            code: expect.stringMatching(FOREIGN_OR_TAKEN),
          });
          refused += 1;
        }
      expect(await service.version(AUTHOR, version.id)).toEqual(version);
    }
    // Of 9 states × 12 acts × 10 targets all but the 24 legal ones, three of which begin a version.
    expect(refused).toBe(9 * 12 * 10 - 21);
  });
});

/** A step as somebody might write it past the service, complete but for the transition. */
async function insertRaw(
  { id, step, revision, hash }: VersionText,
  { action, state, to }: { action: string; state: string; to: string },
): Promise<void> {
  const brings = ['create', 'clone', 'file', 'edit'].includes(action);
  const publishes = ['publish', 'file'].includes(action);
  await database.change(APPROVER, { action: 'past the service', subject: id }, async (tx) => {
    const values = [id, step + 1, action, state, to, revision, revision + (brings ? 1 : 0)];
    const checked = action === 'check' ? [`[]`, `{"failed": 0}`] : [null, null];
    const bytes = Buffer.from(hash, 'hex');
    if (brings)
      await tx.query(
        `insert into version_text select version, revision + 1, text, test_text, text_hash, hash, $2 from version_text
         where version = $1 order by revision desc limit 1`,
        [id, tx.entry],
      );
    const [published] = await tx.query<{ id: string; hash: Buffer }>(
      'select version_id as id, text_hash as hash from document_version limit 1',
    );
    await tx.query(
      `insert into version_step (version, step, action, before, state, before_revision, revision, hash, reason, findings, examples,
         published, text_hash, retired_from, proposer, entry)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'said', $9, $10, $11, $12, $13, $14, $15)`,
      [
        ...values,
        bytes,
        ...checked,
        ...(publishes ? [published?.id, published?.hash] : [null, null]),
        action.endsWith('retire') ? '2026-07-01' : null,
        action === 'retire' ? AUTHOR.id : null,
        tx.entry,
      ],
    );
    return { result: null };
  });
}
