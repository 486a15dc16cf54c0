import { describe, expect, it } from '@jest/globals';
import { asAdministrator, testDatabase } from '../../../test/support/database.js';
import { NOTHING, type Sight } from '../../platform/database/actor.js';
import { AuditService } from './audit.service.js';
import { seeingAll } from '../../../test/support/actors/actor.js';

const database = testDatabase();
const audit = new AuditService(database);
const actor = seeingAll('auditor');

async function record(subject: string, after: unknown): Promise<bigint> {
  return (
    await database.change(seeingAll('Zoë'), { action: 'test', subject, reason: 'é' }, async () => ({
      result: 0,
      after,
    }))
  ).position;
}

const tamper = (sql: string): Promise<void> =>
  asAdministrator(
    'alter table audit_entry disable trigger append_only',
    sql,
    'alter table audit_entry enable always trigger append_only',
  );

describe('AuditService', () => {
  it('lists entries in the order in which they were committed', async () => {
    const first = await record('one', { amount: '1.10', name: 'Müller' });
    await record('two', null);
    const entries = await audit.list(actor, first - 1n);
    expect(entries.map((entry) => [entry.position, entry.subject])).toEqual([
      [first, 'one'],
      [first + 1n, 'two'],
    ]);
    expect(JSON.parse(entries[0]?.after ?? '')).toEqual({ amount: '1.10', name: 'Müller' });
    expect(await audit.list(actor, first - 1n, 1)).toHaveLength(1);
    expect(await audit.lastPosition(actor)).toBe(first + 1n);
  });

  it('shows an actor all, their own acts, all without amounts, or nothing, as their sight says', async () => {
    const at = await record('pay', { amount: '7' });
    const seen = async (id: string, audit_: Sight['audit']) =>
      await audit.list({ id, sight: { ...NOTHING, audit: audit_ } }, at - 1n);
    expect(await seen('Zoë', 'own')).toMatchObject([{ subject: 'pay', after: '{"amount": "7"}' }]);
    expect(await seen('ann', 'own')).toEqual([]);
    expect(await seen('Zoë', 'none')).toEqual([]);
    expect(await seen('ann', 'without amounts')).toMatchObject([{ subject: 'pay', after: null, reason: '' }]);
    expect(await audit.list({ id: 'Zoë' }, 0n)).toEqual([]);
    await expect(audit.verify({ id: 'Zoë' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('computes the hash of the database again, over more entries than a page', async () => {
    await database.asOwner((tx) =>
      tx.query(
        `do $$ begin for n in 1..1005 loop perform record_entry(open_entry(), 'many', n::text, '', '', null, to_jsonb(n / 7.0)); end loop; end $$`,
      ),
    );
    const last = await audit.lastPosition(actor);
    expect(await audit.verify(actor)).toMatchObject({ position: last, broken: undefined });
  });

  it('finds what somebody with the keys of the server changed or removed', async () => {
    const at = await record('tampered', { pay: '100' });
    await record('after', {});
    await tamper(`update audit_entry set after = '{"pay": "900"}' where position = ${at}`);
    expect(await audit.verify(actor)).toMatchObject({
      position: at - 1n,
      broken: { position: at, what: `entry ${at} was changed after it was recorded` },
    });
    await tamper(`delete from audit_entry where position = ${at}`);
    expect((await audit.verify(actor)).broken?.what).toMatch(`entry ${at} is missing`);
  });
});
