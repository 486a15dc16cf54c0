import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asAdministrator, testUrls } from '../../../../test/support/database.js';
import { Foundation1767225600000, Versions1767571200000 } from '../../../../migrations/index.js';
import { Database } from '../database.js';
import type { Transaction } from '../transaction.js';

const NAME = `before_versions_${randomUUID().slice(0, 8)}`;
const url = testUrls().owner.replace(/[^/]*$/, NAME);
const database = new Database({ service: url, worker: url, owner: url });

interface Migration {
  up(runner: { query(sql: string): Promise<unknown> }): Promise<void>;
}

const run = (migration: Migration): Promise<void> => database.asOwner((tx) => migration.up(tx));

beforeAll(() => asAdministrator(`create database ${NAME} owner kicker_owner`));
afterAll(async () => {
  await database.close();
  await asAdministrator(`drop database ${NAME} with (force)`);
});

/** A text as it was published before versions had a life: in force for two parts of a year, one of them ended since. */
async function publishAsBefore(tx: Transaction): Promise<void> {
  await tx.query(`select set_config('kicker.actor', 'ana', true)`);
  const [opened] = await tx.query<{ entry: string }>('select open_entry() as entry');
  const entry = opened?.entry;
  const id = randomUUID();
  await tx.query(
    `insert into document_version (version_id, kind, name, text, text_hash, fingerprint, effective, entry)
     values ($1, 'plan', 'field', 'as it was', sha256('as it was'), 'f', '[2026-01-01,2027-01-01)', $2)`,
    [id, entry],
  );
  for (const days of ['[2026-01-01,2026-07-01)', '[2026-07-01,2027-01-01)'])
    await tx.query(
      `insert into publication (publication_id, version_id, kind, name, effective, entry) values ($1, $2, 'plan', 'field', $3, $4)`,
      [randomUUID(), id, days, entry],
    );
  await tx.query(`update publication set ended_by = $1 where lower(effective) = '2026-01-01'`, [entry]);
  await tx.query(`select record_entry($1, 'document.publish', 'plan field', 'signed', '', null, null)`, [
    entry,
  ]);
}

describe('what was published before versions had a life', () => {
  it('is a version that came by file, published by whoever published it, and stays in force as it was', async () => {
    await database.asOwner((tx) => tx.query('create table schema_migration (name text)'));
    await run(new Foundation1767225600000() as unknown as Migration);
    await database.asOwner(publishAsBefore);
    await run(new Versions1767571200000() as unknown as Migration);
    const rows = await database.asOwner((tx) =>
      tx.query(
        `select s.action, s.state, s.actor, s.reason, t.text, h.hand, p.effective::text as days, p.ended_by is not null as ended
         from publication p join version_step s on s.version = p.life join version_text t on t.version = p.life
         join version_hand h on h.version = p.life order by lower(p.effective)`,
      ),
    );
    const told = {
      action: 'file',
      state: 'published',
      actor: 'ana',
      reason: 'signed',
      text: 'as it was',
      hand: 'author',
    };
    expect(rows).toEqual([
      { ...told, days: '[2026-01-01,2026-07-01)', ended: true },
      { ...told, days: '[2026-07-01,2027-01-01)', ended: false },
    ]);
    const again = database.asOwner((tx) => tx.query(`update publication set effective = '[2020-01-01,)'`));
    await expect(again).rejects.toMatchObject({ code: 'KA002' });
  });
});
