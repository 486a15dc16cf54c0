import { beforeAll, describe, expect, it } from '@jest/globals';
import { calculationOn } from '../../../test/support/calculation.js';
import { testDatabase } from '../../../test/support/database.js';
import { importing } from '../../../test/support/importing.js';
import { ACTOR, booking, people, publishRules, tell } from '../../../test/support/small-company.js';
import { ALL_DAYS, type Actor } from '../../platform/database/actor.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { RulesService } from '../rules/rules.service.js';
import { StatementsService } from './statements.service.js';

const database = testDatabase();
const give = importing(database);
const { service } = calculationOn(database);
const ledger = new LedgerService(database, new RulesService(database));
const statements = new StatementsService(database, ledger);

const HEADER = 'ruling,booking,account,from,until,shares,reason,decided_by,arises_from,revision,withdrawn\n';
const CR = 'seller-1 closed it,Comp operations,,,\n';

async function settle(): Promise<void> {
  const { summary, position } = await service.calculate(ACTOR);
  await ledger.settle(ACTOR, summary.calculation, position);
}

async function causes(actor: Actor, participant: string): Promise<readonly (readonly string[])[]> {
  const { accounts } = await statements.statement(actor, { participant, period: '2026-Q2' });
  const lines = accounts.flatMap(({ earned }) => earned.flatMap((entry) => entry.lines));
  const told = lines.filter(({ cause }) => cause.length > 0).map(({ cause }) => cause.join(', '));
  return [...new Set(told)].sort().map((said) => said.split(', '));
}

function seeing(...people: readonly string[]): Actor {
  const pay = new Map(people.map((person) => [person, ALL_DAYS]));
  return { id: 'viewer', sight: { pay, bookings: 'credited', audit: 'none' } };
}

/** Two bookings of a closed quarter are given to others, B1 of seller-0 to seller-1, B2 of seller-2 to seller-3; an account's are ruled on too. */
beforeAll(async () => {
  await publishRules(database);
  await give('accounts', 'account,name\nacme,Acme\n');
  const of = (id: string, seller: string) => booking({ id, day: '2026-02-05', net: '1000', seller });
  await tell(database, [...people(), of('B1', 'seller-0'), of('B2', 'seller-2')]);
  await settle();
  await ledger.closePeriod(ACTOR, { period: '2026-Q1' });
  const rulings = [
    `CR-1,B1,,,,seller-1 1,${CR}`,
    `CR-2,B2,,,,seller-3 1,${CR}`,
    `CR-3,,acme,2026-01-01,,house,${CR}`,
  ];
  await give('credit-rulings', HEADER + rulings.join(''));
  await settle();
}, 60_000);

describe('the causes on a statement', () => {
  const ALL = [
    'credit ruling CR-1 revision 1',
    'credit ruling CR-2 revision 1',
    'credit ruling CR-3 revision 1',
  ];

  it('are all told to who sees all bookings', async () => {
    expect(await causes(ACTOR, 'seller-0')).toEqual([ALL]);
  });

  it('are the rulings on the booking of the line alone, and of no booking of somebody else', async () => {
    expect(await causes(seeing('seller-0'), 'seller-0')).toEqual([[ALL[0]]]);
    expect(await causes(seeing('seller-3'), 'seller-3')).toEqual([[ALL[1]]]);
    expect(await causes(seeing('seller-0', 'seller-2'), 'seller-2')).toEqual([[ALL[1]]]);
  });
});
