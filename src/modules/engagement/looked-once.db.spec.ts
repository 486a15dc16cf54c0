import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../test/support/actors/actor.js';
import { statementsSent, type Sent } from '../../../test/support/api/statements.js';
import { testDatabase } from '../../../test/support/database.js';
import {
  engagementFiles,
  giveFacts,
  publishAll,
  tellEngaged,
} from '../../../test/support/engagement/engaged-company.js';
import { RulesService } from '../rules/rules.service.js';
import { DeciderNow, type DeciderAt } from './deciding/decider-now.js';
import { RulingsService, type DecidedAgain, type Question } from './rulings.service.js';

const database = testDatabase();
const actor = seeingAll('tester');
const service = new RulingsService(database, new RulesService(database));
const LEADS = 500;

const leads = (contact: string): string => {
  const rows = Array.from({ length: LEADS }, (_, nth) => `M-${nth},ana,2026-03-01,${contact}`);
  return `lead,owner,received,lead.first-contact\n${rows.join('\n')}\n`;
};

beforeAll(async () => {
  await tellEngaged(database);
  await giveFacts(database, 'leads', leads(''));
  const questions = Array.from({ length: LEADS }, (_, nth): Question => {
    return { kind: 'lead', subject: `M-${nth}`, decision: 'lead-status', day: '2026-03-04' };
  });
  await service.decideAll(actor, questions);
}, 60_000);

async function lookedAgain(): Promise<{ again: DecidedAgain; sent: readonly Sent[] }> {
  let again: DecidedAgain = { checked: 0, changed: 0 };
  const sent = await statementsSent(async () => {
    again = await service.decideAgain(actor);
  });
  return { again, sent };
}

const those = (sent: readonly Sent[], of: string): number => sent.filter(([sql]) => sql.includes(of)).length;

async function planOf([sql, values]: Sent): Promise<string> {
  return await database.inTransaction(actor, async (tx) => {
    await tx.query('set local enable_seqscan = off');
    const rows = await tx.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
}

// One history, told in order.
describe('a look at many rulings', () => {
  it('reads what they are decided by once, where they stay and where they change', async () => {
    await giveFacts(database, 'leads', leads('2026-03-02'));
    const changed = await lookedAgain();
    expect(changed.again).toEqual({ checked: LEADS, changed: LEADS });
    const files = engagementFiles().map((file) => ({ ...file, text: `${String(file.text)}# Again\n` }));
    await publishAll(database, files);
    const same = await lookedAgain();
    expect(same.again).toEqual({ checked: LEADS, changed: 0 });
    for (const { sent } of [changed, same]) {
      expect(those(sent, 'holdings_told(')).toBe(1);
      expect(those(sent, 'from credit_ruling')).toBe(1);
    }
  }, 60_000);

  it('takes up what is told while it goes on', async () => {
    const now = new DeciderNow(new RulesService(database));
    const at = (): Promise<DeciderAt> => database.reading(actor, (tx) => now.at(tx));
    const first = await at();
    await service.decide(actor, { kind: 'lead', subject: 'L-1', decision: 'lead-status', day: '2026-03-12' });
    const second = await at();
    expect(second.decider).toBe(first.decider);
    expect(second.position).toBeGreaterThan(first.position);
    const ruling =
      'ruling,booking,booking_source,shares,reason,decided_by\nCR-1,SO-1,crm,ana 1,Agreed,Comp operations\n';
    await giveFacts(database, 'credit-rulings', ruling);
    expect((await at()).decider).not.toBe(first.decider);
  }, 60_000);

  it('finds by an index what was told since, and reads nothing before', async () => {
    await service.decideAgain(actor);
    const { again, sent: none } = await lookedAgain();
    expect(again).toEqual({ checked: 0, changed: 0 });
    expect(those(none, 'from audit_entry')).toBe(0);
    await giveFacts(database, 'accounts', 'account,name,owner\ngamma,Gamma,ana\n');
    const { again: other, sent } = await lookedAgain();
    expect(other).toEqual({ checked: 0, changed: 0 });
    const told = sent.find(([sql]) => sql.includes('from audit_entry'));
    const held = sent.find(([sql]) => sql.includes('checked < touched'));
    expect(told && (await planOf(told))).toContain('Index Scan using audit_entry');
    expect(held && (await planOf(held))).toContain('engagement_question_touched');
  }, 60_000);
});
