import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ENGAGEMENT, FACTS, PLAN } from '../../../../test/support/approvals/deal-plan.js';
import { as, MATRIX, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { calculationOn } from '../../../../test/support/calculation.js';
import { testDatabase } from '../../../../test/support/database.js';
import { importing } from '../../../../test/support/importing.js';
import { ACTOR } from '../../../../test/support/small-company.js';
import { LedgerService } from '../../ledger/ledger.service.js';
import { ApprovalsModule } from '../approvals.module.js';
import { ClearBeforePay } from './clear-before-pay.service.js';

const database = testDatabase();
const offers = new Offers(database);
const give = importing(database);
const ledger = new LedgerService(database, offers.rules);
const { service: calculation } = calculationOn(database);

beforeAll(async () => {
  await offers.publish(FACTS, MATRIX, ENGAGEMENT, PLAN);
  await give('participants', 'participant,name\nana,Ana\nmia,Mia\n');
  await give('assignments', 'assignment,participant,plan,from,manager\nas-1,ana,seller,2020-01-01,mia\n');
  await give(
    'quotas',
    'quota,participant,attribute,amount,currency,from\nq-1,ana,attribute.quota,1000,USD,2020-01-01\n',
  );
  await offers.tell(offer('Q-1', { discount: '15%' }));
  const { id, hash } = await offers.approvals.submit(as('ana'), { deal: 'Q-1', matrix: null, seen: null });
  await offers.approvals.decide(as('mia'), { request: id, step: 0, decision: 'approve', hash, reason: null });
  await give('bookings', 'booking,date,currency,net,salesperson,deal\nSO-1,2026-03-10,USD,600,ana,Q-1\n');
  new ClearBeforePay(offers.clearings, calculation).onModuleInit();
}, 60_000);

async function posted(): Promise<Record<string, string>> {
  const { summary, position } = await calculation.calculate(ACTOR);
  await ledger.settle(ACTOR, summary.calculation, position);
  const rows = await database.reading(ACTOR, (tx) =>
    tx.query<{ state: string; amount: string }>(
      `select state, sum(case when debit like 'expense:%' then amount else -amount end)::numeric(18, 2)::text as amount
       from ledger_entry where kind = 'earning' group by 1 order by 1`,
    ),
  );
  return Object.fromEntries(rows.map(({ state, amount }) => [state, amount]));
}

describe('a calculation', () => {
  it('knows the approvals that bookings have, also where nobody looked since', async () => {
    expect(await posted()).toEqual({ payable: '60.00' });
  });

  it('judges a deal that got worse a moment ago before pay is posted', async () => {
    await offers.tell(offer('Q-1', { discount: '35%', revision: 2 }));
    expect(await posted()).toEqual({ held: '60.00', payable: '0.00' });
  });

  it('is made so wherever deals are approved', () => {
    expect(Reflect.getMetadata(MODULE_METADATA.PROVIDERS, ApprovalsModule)).toContain(ClearBeforePay);
  });
});
