import { beforeAll, describe, expect, it } from '@jest/globals';
import { calculationOn } from '../../../test/support/calculation.js';
import { testDatabase } from '../../../test/support/database.js';
import { Holdovers } from '../../../test/support/engagement/holdovers.js';
import { ACTOR } from '../../../test/support/small-company.js';
import { ALL_DAYS, type Actor } from '../../platform/database/actor.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { RulesService } from '../rules/rules.service.js';
import { StatementsService } from './statements.service.js';

const database = testDatabase();
const holdovers = new Holdovers(database);
const { service } = calculationOn(database);
const ledger = new LedgerService(database, new RulesService(database));
const statements = new StatementsService(database, ledger);

async function settle(): Promise<void> {
  const { summary, position } = await service.calculate(ACTOR);
  await ledger.settle(ACTOR, summary.calculation, position);
}

async function causes(actor: Actor, participant: string): Promise<readonly string[]> {
  const { accounts } = await statements.statement(actor, { participant, period: '2025-Q3' });
  const lines = accounts.flatMap(({ earned }) => earned.flatMap((entry) => entry.lines));
  return [...new Set(lines.flatMap(({ cause }) => cause))].sort();
}

function seeing(person: string): Actor {
  const pay = new Map([[person, ALL_DAYS]]);
  return { id: person, sight: { pay, bookings: 'credited', audit: 'none' } };
}

/** Two bookings of a closed quarter, of which it is told later that dan had their opportunities before. */
beforeAll(async () => {
  await holdovers.tell();
  const of = 'opportunity,account,opportunity.previous-owner,revision\n';
  await holdovers.give('opportunities', `${of}O-1,acme,,1\nO-2,beta,,1\n`);
  await holdovers.give('stages', 'opportunity,date,stage\nO-1,2025-03-01,5\nO-2,2025-03-01,5\n');
  const requests = 'request,opportunity,asked,transfer.date\n';
  await holdovers.give(
    'requests',
    `${requests}Q-1,O-1,2025-04-01,2025-03-30\nQ-2,O-2,2025-04-01,2025-03-30\n`,
  );
  const bookings = 'booking,date,currency,net,account,booking.opportunity\n';
  await holdovers.give(
    'bookings',
    `${bookings}B-1,2025-05-02,USD,100,acme,O-1\nB-2,2025-05-02,USD,100,beta,O-2\n`,
  );
  await settle();
  await ledger.closePeriod(ACTOR, { period: '2025-Q2' });
  await holdovers.give('opportunities', `${of}O-1,acme,dan,2\nO-2,beta,dan,2\n`);
  await settle();
}, 60_000);

describe('the causes on a statement, of opportunities', () => {
  it('are all told to who sees all bookings', async () => {
    expect(await causes(ACTOR, 'eve')).toEqual(['opportunity O-1 revision 2', 'opportunity O-2 revision 2']);
  });

  it('are those that the booking of the line names, and none of somebody else', async () => {
    expect(await causes(seeing('eve'), 'eve')).toEqual(['opportunity O-2 revision 2']);
    expect(await causes(seeing('nia'), 'nia')).toEqual(['opportunity O-1 revision 2']);
  });
});
