import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor, ChangeTransaction } from '../../../../platform/database/database.js';
import { testDatabase } from '../../../../../test/support/database.js';
import { publishRules } from '../../../../../test/support/small-company.js';
import {
  APPROVER,
  AUTHOR,
  planText,
  SOMEBODY,
  Versions,
} from '../../../../../test/support/rules/versions.js';
import { insertStep, insertText } from '../write-version.js';
import type { VersionText } from '../version.js';

const database = testDatabase();
const versions = new Versions(database);
const { service } = versions;

beforeAll(() => publishRules(database));

/** Writes past the service, as its login, on behalf of somebody. */
const past = (actor: Actor, work: (tx: ChangeTransaction) => Promise<unknown>): Promise<unknown> =>
  database.change(actor, { action: 'past the service', subject: 'a version' }, async (tx) => {
    await work(tx);
    return { result: null };
  });
const bytes = ({ hash }: VersionText): Buffer => Buffer.from(hash, 'hex');
const approvePast = (actor: Actor, version: VersionText, hash = bytes(version)): Promise<unknown> =>
  past(actor, (tx) => {
    const { revision } = version;
    return insertStep(tx, version, { action: 'approve', state: 'approved', revision, hash });
  });

describe('whoever holds the login of the service', () => {
  it('approves no version for its author, its editors or whoever handed it in', async () => {
    const { id: version, name } = await versions.draft();
    await service.edit(SOMEBODY, { version, revision: 1, text: planText(name, { '6%': '5%' }) });
    await service.check(AUTHOR, { version });
    const { version: submitted } = await service.submit({ id: 'kim' }, { version });
    for (const actor of [AUTHOR, SOMEBODY, { id: 'kim' }])
      await expect(approvePast(actor, submitted)).rejects.toMatchObject({
        code: '23P01',
        constraint: 'approver_is_no_author',
      });
    await approvePast(APPROVER, submitted);
    expect(await service.version(AUTHOR, version)).toMatchObject({
      state: 'approved',
      approver: APPROVER.id,
      authors: ['ana', 'kim', 'sam'],
    });
  });

  it('names nobody else as the one who acts', async () => {
    const version = await versions.in('in-review');
    const sql = `insert into version_step (version, step, action, before, state, before_revision, revision, hash, actor, reason, entry)
      values ($1, $2, 'approve', 'in-review', 'approved', 1, 1, $3, 'finn', '', $4)`;
    await expect(
      past(AUTHOR, (tx) => tx.query(sql, [version.id, version.step + 1, bytes(version), tx.entry])),
    ).rejects.toMatchObject({ code: '42501' });
    const hand = `insert into version_hand values ($1, 'finn', 'approver')`;
    await expect(past(AUTHOR, (tx) => tx.query(hand, [version.id]))).rejects.toMatchObject({ code: '42501' });
  });

  it('changes no text that was handed in, approved or published', async () => {
    for (const state of ['in-review', 'approved', 'published'] as const) {
      const version = await versions.in(state);
      const { id, revision } = version;
      const texts = { version: id, revision: revision + 1, text: 'something else', test: null };
      await expect(past(AUTHOR, (tx) => insertText(tx, texts))).rejects.toMatchObject({
        code: '23503',
        constraint: 'brought_by_a_step',
      });
      const edit = past(AUTHOR, async (tx) => {
        const hash = await insertText(tx, texts);
        await insertStep(tx, version, { action: 'edit', state: 'draft', revision: revision + 1, hash });
      });
      await expect(edit).rejects.toMatchObject({ code: '23503' });
      expect(await service.version(AUTHOR, id)).toEqual(version);
    }
  });

  it.each(['version', 'version_text', 'version_step', 'version_hand', 'version_transition'])(
    'updates, deletes and empties nothing of %s, and nor does the owner',
    async (table) => {
      const column = table === 'version_transition' ? 'action' : 'version';
      const sqls = [
        `update ${table} set ${column} = ${column}`,
        `delete from ${table}`,
        `truncate ${table} cascade`,
      ];
      for (const sql of sqls) {
        await expect(past(AUTHOR, (tx) => tx.query(sql))).rejects.toMatchObject({ code: '42501' });
        await expect(database.asOwner((tx) => tx.query(sql))).rejects.toMatchObject({ code: 'KA002' });
      }
    },
  );

  it('approves no text but the one that is in review', async () => {
    const { id: version, name } = await versions.draft();
    const first = await service.version(AUTHOR, version);
    await service.edit(AUTHOR, { version, revision: 1, text: planText(name, { '6%': '5%' }) });
    await service.check(AUTHOR, { version });
    const { version: submitted } = await service.submit(AUTHOR, { version });
    await expect(approvePast(APPROVER, submitted, bytes(first))).rejects.toMatchObject({ code: '23503' });
    await expect(approvePast(APPROVER, { ...submitted, revision: 1 }, bytes(first))).rejects.toMatchObject({
      code: '23503',
    });
  });

  it('publishes no text but the approved one, and puts nothing in force that no step published', async () => {
    const approved = await versions.in('approved');
    const other = await versions.in('published');
    const stored = `select version_id as version, text_hash as hash from document_version where name = $1`;
    const publish = past(AUTHOR, async (tx) => {
      const [published] = await tx.query<{ version: string; hash: Buffer }>(stored, [other.name]);
      const { revision } = approved;
      const step = { action: 'publish', state: 'published', revision, hash: bytes(approved) } as const;
      await insertStep(tx, approved, published ? { ...step, published } : step);
    });
    await expect(publish).rejects.toMatchObject({ code: '23503' });
    const inForce = past(AUTHOR, (tx) =>
      tx.query(
        `insert into publication (publication_id, version_id, life, kind, name, effective, entry)
         select gen_random_uuid(), version_id, $1, kind, 'another', '[2026-01-01,)', $3 from document_version where name = $2`,
        [approved.id, other.name, tx.entry],
      ),
    );
    await expect(inForce).rejects.toMatchObject({ code: '23503', constraint: 'published_by_a_step' });
  });

  it('calls nothing checked that has an error or an example that did not come out', async () => {
    const draft = await versions.draft();
    const { revision } = draft;
    const error = {
      severity: 'error',
      code: 'TAB',
      path: '',
      message: '',
      remedy: '',
      file: 'a',
      line: 1,
      column: 1,
    } as const;
    const examples = { passed: 0, failed: 0, situations: [] };
    for (const checked of [
      { findings: [error], examples, liability: null },
      { findings: [], examples: { ...examples, failed: 1 }, liability: null },
    ]) {
      const step = { action: 'check', state: 'checked', revision, hash: bytes(draft), checked } as const;
      await expect(past(AUTHOR, (tx) => insertStep(tx, draft, step))).rejects.toMatchObject({
        code: '23514',
        constraint: 'checked_without_error',
      });
    }
  });

  it('withdraws for authors only, and rejects, withdraws and retires with a reason only', async () => {
    const version = await versions.in('in-review');
    const { revision } = version;
    const hash = bytes(version);
    const withdraw = { action: 'withdraw', state: 'withdrawn', revision, hash } as const;
    await expect(
      past(SOMEBODY, (tx) => insertStep(tx, version, { ...withdraw, reason: 'mine now' })),
    ).rejects.toMatchObject({ code: '23503', constraint: 'withdrawn_by_author' });
    const reject = { action: 'reject', state: 'rejected', revision, hash } as const;
    for (const step of [withdraw, reject])
      await expect(
        past(AUTHOR, (tx) => insertStep(tx, version, { ...step, reason: ' ' })),
      ).rejects.toMatchObject({ code: '23514', constraint: 'reason_given' });
  });

  it('writes under the open entry of its own transaction only', async () => {
    const version = await versions.in('in-review');
    const { revision } = version;
    const step = { action: 'approve', state: 'approved', revision, hash: bytes(version) } as const;
    const outside = database.inTransaction(APPROVER, (tx) =>
      insertStep(Object.assign(tx, { entry: 1n }) as ChangeTransaction, version, step),
    );
    await expect(outside).rejects.toMatchObject({ code: 'KA001' });
    await expect(
      past(APPROVER, (tx) => insertStep({ ...bound(tx), entry: tx.entry - 1n }, version, step)),
    ).rejects.toMatchObject({ code: 'KA001' });
  });
});

/** A transaction that names another entry than its own. */
function bound(tx: ChangeTransaction): ChangeTransaction {
  const { entry, manager } = tx;
  return {
    entry,
    manager,
    query: (sql, values) => tx.query(sql, values),
    copyIn: (sql) => tx.copyIn(sql),
    copyOut: (sql) => tx.copyOut(sql),
  };
}
