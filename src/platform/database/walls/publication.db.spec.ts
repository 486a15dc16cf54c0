import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../../test/support/database.js';
import type { ChangeTransaction } from '../transaction.js';
import { seeingAll } from '../../../../test/support/actors/actor.js';

const database = testDatabase();
const actor = seeingAll('admin');

/** A text that came by file, stored and with its one step: what a publication needs. */
async function version(tx: ChangeTransaction, name: string, kind: string): Promise<string> {
  const id = randomUUID();
  const sql = `insert into document_version (version_id, kind, name, text, text_hash, fingerprint, effective, entry)
    values ($1, $5, $2, $3, sha256(convert_to($3, 'UTF8')), $3, '[2026-01-01,)', $4)`;
  const text = `text of ${id}`;
  await tx.query(sql, [id, name, text, tx.entry, kind]);
  await tx.query('insert into version (version, kind, name, entry) values ($1, $2, $3, $4)', [
    id,
    kind,
    name,
    tx.entry,
  ]);
  const hashes = `sha256(convert_to($2, 'UTF8')), sha256(sha256(convert_to($2, 'UTF8')))`;
  await tx.query(
    `insert into version_text (version, revision, text, text_hash, hash, entry) values ($1, 1, $2, ${hashes}, $3)`,
    [id, text, tx.entry],
  );
  await tx.query(
    `insert into version_step (version, step, action, before, state, before_revision, revision, text_hash, hash, published, reason, entry)
     values ($1, 1, 'file', 'new', 'published', 0, 1, ${hashes}, $1, '', $3)`,
    [id, text, tx.entry],
  );
  return id;
}

const publish = (name: string, effective: string, kind = 'plan'): Promise<string> =>
  database
    .change(actor, { action: 'publish', subject: name }, async (tx) => {
      const versionId = await version(tx, name, kind);
      const publicationId = randomUUID();
      const sql = `insert into publication (publication_id, version_id, life, kind, name, effective, entry) values ($1, $2, $2, $6, $3, $4, $5)`;
      await tx.query(sql, [publicationId, versionId, name, effective, tx.entry, kind]);
      return { result: publicationId };
    })
    .then((done) => done.result);

const end = (
  publication: string,
  by: (tx: ChangeTransaction) => bigint | null = (tx) => tx.entry,
): Promise<unknown> =>
  database.change(actor, { action: 'end', subject: publication }, async (tx) => {
    await tx.query('update publication set ended_by = $2 where publication_id = $1', [publication, by(tx)]);
    return { result: 0 };
  });

describe('a publication', () => {
  it('is the only one of its document on each of its days, also when two people publish at once', async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, () => publish('field', '[2026-01-01,)')),
    );
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
    await expect(publish('field', '[2026-06-01,2026-07-01)')).rejects.toMatchObject({ code: '23P01' });
    await expect(publish('inside', '[2026-06-01,2026-07-01)')).resolves.toMatch(/-/);
  });

  it('of a fact catalogue is the only one of any name', async () => {
    const first = await publish('one', '(,)', 'facts');
    await expect(publish('two', '(,)', 'facts')).rejects.toMatchObject({ code: '23P01' });
    await end(first);
    await expect(publish('two', '(,)', 'facts')).resolves.toMatch(/-/);
  });

  it('makes room when it is ended', async () => {
    const first = await publish('ending', '[2026-01-01,)');
    await end(first);
    await expect(publish('ending', '[2026-01-01,2026-07-01)')).resolves.toMatch(/-/);
    await expect(publish('ending', '[2026-07-01,)')).resolves.toMatch(/-/);
  });

  it('is ended once, by the entry of the transaction that ends it, and nothing else of it changes', async () => {
    const one = await publish('once', '[2026-01-01,)');
    await expect(end(one, (tx) => tx.entry - 1n)).rejects.toMatchObject({ code: 'KA002' });
    await end(one);
    await expect(end(one)).rejects.toMatchObject({ code: 'KA002' });
    await expect(end(one, () => null)).rejects.toMatchObject({ code: 'KA002' });
    const edit = database.inTransaction(actor, (tx) =>
      tx.query(`update publication set effective = '[2020-01-01,)'`),
    );
    await expect(edit).rejects.toMatchObject({ code: '42501' });
  });

  it('covers at least a day', async () => {
    await expect(publish('empty', 'empty')).rejects.toMatchObject({ code: '23514' });
  });
});
