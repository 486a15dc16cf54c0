import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../../test/support/api/api.js';
import { ALL_SEEING } from '../../../../test/support/api/viewers.js';
import { ENGAGEMENT, FACTS, PLAN } from '../../../../test/support/approvals/deal-plan.js';
import { as, MATRIX, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { ACTOR, tell, type Told } from '../../../../test/support/small-company.js';
import { importing } from '../../../../test/support/importing.js';
import { ALL_DAYS } from '../../../platform/database/actor.js';

const database = testDatabase();
const offers = new Offers(database);
const give = importing(database);
const finance = testApi(database);
const dan = testApi(database, { ...ALL_SEEING, id: 'dan', participant: 'dan' });
/** A user of the database's, as row-level security knows who is asked by the user. */
const MIA = '00000000-0000-4000-8000-000000000001';
const seeing = (person: string, id = person) =>
  testApi(database, {
    ...ALL_SEEING,
    id,
    participant: person,
    sight: { pay: new Map([[person, ALL_DAYS]]), bookings: 'credited', audit: 'none' },
    sees: () => 'own',
  });
const rep = seeing('ana');
const approver = seeing('mia', MIA);

const MANAGERS = `kicker: 1
plan: manager
from: 2020-01-01
currency: USD
calendar: company
pay-every: month
measures:
  - { id: net, sum: line.net, window: month, credits: rollup, negative: carry-measure }
incentives:
  - id: override
    flat: { base: measure.net, pays: 1% }
`;
const ROLLUP = `${ENGAGEMENT}rollup:
  - { id: managers, to: participant.manager, levels: all, own-bookings: excluded }
`;

const toldAll = (...facts: readonly Told[]): Promise<unknown> => tell(database, facts);

const line = (deal: string, net: string): Told => ({
  table: 'deal_line',
  id: `${deal}/1`,
  revision: 1,
  columns: { deal, line_no: 1, net, attributes: '{}' },
});
let request = '';

beforeAll(async () => {
  await offers.publish(FACTS, MATRIX, ROLLUP, PLAN, MANAGERS);
  await give('participants', 'participant,name\nana,Ana\nmia,Mia\ndan,Dan\n');
  await give(
    'assignments',
    'assignment,participant,plan,from,manager\nas-1,ana,seller,2020-01-01,mia\nas-2,mia,manager,2020-01-01,dan\n',
  );
  await toldAll(offer('Q-1', { discount: '15%', margin: '41%' }), line('Q-1', '1000'));
  await toldAll(offer('Q-2', { discount: '5%' }));
  await database.change(ACTOR, { action: 'user.add', subject: 'user mia' }, async (tx) => {
    const sql =
      "insert into kicker_user (user_id, login, name, participant, entry) values ($1, 'mia', 'mia', 'mia', $2)";
    await tx.query(sql, [MIA, tx.entry]);
    return { result: null };
  });
  request = (await offers.approvals.submit(as('ana'), { deal: 'Q-1', matrix: null, seen: null })).id;
}, 60_000);

const TERMS =
  'margin commission { total { amount currency } people { participantId amounts { amount } } notWeighed unknown }';
interface Terms {
  margin: string | null;
  commission: {
    total: { amount: string; currency: string }[] | null;
    people: { participantId: string; amounts: { amount: string }[] }[];
    notWeighed: string[];
    unknown: string | null;
  };
}

const asked = async (by: typeof rep): Promise<Terms> =>
  (await by.ask<{ approval: Terms }>(`query ($id: ID!) { approval(id: $id) { ${TERMS} } }`, { id: request }))
    .approval;
const previewed = async (by: typeof rep, deal: string): Promise<Terms> => {
  const text = `query ($deal: String!) { approvalPreview(deal: $deal) { ${TERMS} } }`;
  return (await by.ask<{ approvalPreview: Terms }>(text, { deal })).approvalPreview;
};
const brief = ({ margin, commission: { total, people } }: Terms): unknown => [
  margin,
  total?.map(({ amount }) => amount) ?? null,
  ...people.map(
    ({ participantId, amounts }) => `${participantId} ${amounts.map(({ amount }) => amount).join()}`,
  ),
];

describe('what a deal is worth and would pay, on its request', () => {
  it('is told who decides: the margin, what it costs in total, and of persons their own', async () => {
    expect(brief(await asked(approver))).toEqual(['41%', ['110.00'], 'mia 10.00']);
  });

  it('is told who sees the pay of all: by person too', async () => {
    expect(brief(await asked(finance))).toEqual(['41%', ['110.00'], 'ana 100.00', 'mia 10.00']);
  });

  it('tells the seller their own and no total, which would tell what others get', async () => {
    expect(brief(await asked(rep))).toEqual(['41%', null, 'ana 100.00']);
    expect(brief(await previewed(rep, 'Q-1'))).toEqual(['41%', null, 'ana 100.00']);
  });

  it('is not known of a deal of which nobody said what it comes to, and is what its net pays without lines', async () => {
    const { total, unknown } = (await previewed(rep, 'Q-2')).commission;
    expect([total, unknown]).toEqual([
      null,
      'Nobody said what the deal comes to, and what it pays hangs on that.',
    ]);
    const net = 'fields:\n  - { name: deal.net, is: money, means: Price of the whole }\n';
    await offers.publish(FACTS.replace('fields:\n', net));
    const told = offer('Q-3', { discount: '15%' });
    const attributes = { ...JSON.parse(String(told.columns['attributes'])), 'deal.net': '2000 USD' };
    await toldAll({ ...told, columns: { ...told.columns, attributes: JSON.stringify(attributes) } });
    expect(brief(await previewed(rep, 'Q-3'))).toEqual(['45%', null, 'ana 200.00']);
    await offers.publish(FACTS);
  });

  it('cannot be said where what somebody is paid hangs on what the deal does not tell', async () => {
    const field = 'fields:\n  - { name: booking.type, is: text, means: What is sold }\n';
    const plan = PLAN.replace('flat: {', 'when: { booking.type: new }\n    flat: {');
    await offers.publish(FACTS.replace('fields:\n', field), plan);
    const { total, people, unknown } = (await asked(finance)).commission;
    expect([total, people]).toEqual([null, []]);
    expect(unknown).toBe('booking.type is not known of this deal, and what it pays hangs on that.');
    await offers.publish(FACTS, PLAN);
  });

  it('is told in the inbox too', async () => {
    const text = `query { approvals(first: 5) { nodes { deal ${TERMS} } } }`;
    const { approvals } = await finance.ask<{ approvals: { nodes: Terms[] } }>(text);
    expect(approvals.nodes.map(brief)).toEqual([['41%', ['110.00'], 'ana 100.00', 'mia 10.00']]);
  });

  it('counts the territory that the deal says, or else its account, as its booking would', async () => {
    const texts = ['deal', 'account'].map(
      (of) => `  - { name: ${of}.territory, is: text, means: Where it is sold }\n`,
    );
    const facts = FACTS.replace('fields:\n', `fields:\n${texts.join('')}`).replace(
      'relations:\n',
      'relations:\n  - { name: territory.holders, gives: people, means: Who holds it }\n',
    );
    const held = ROLLUP.replace('booking.salesperson: known', 'territory.holders: known').replace(
      '{ to: booking.salesperson, parts: 1 }',
      '{ to: territory.holders, parts: equal }',
    );
    await offers.publish(facts, held);
    await give('territories', 'territory,name\nt-north,North\nt-south,South\n');
    await give(
      'territory-holders',
      'territory,participant,from\nt-north,ana,2020-01-01\nt-south,mia,2020-01-01\n',
    );
    const catalogue = await database.reading(ALL_SEEING, (tx) => offers.rules.catalogueNow(tx));
    await give('accounts', 'account,name,account.territory\nacme,Acme,t-north\n', { catalogue });
    const told = async (
      account: string | null,
      territory: string | null,
      revision: number,
    ): Promise<string[]> => {
      const { columns, ...rest } = offer('Q-3', { discount: '5%', revision });
      const attributes = JSON.stringify({
        'deal.margin': '45%',
        ...(territory && { 'deal.territory': territory }),
      });
      await toldAll({ ...rest, columns: { ...columns, account, attributes } });
      return (await previewed(dan, 'Q-3')).commission.people.map(({ participantId }) => participantId);
    };
    await toldAll(line('Q-3', '1000'));
    expect(await told(null, null, 1)).toEqual([]);
    expect(await told('acme', null, 2)).toEqual(['ana', 'mia']);
    expect(await told('acme', 't-south', 3)).toEqual(['mia']);
    await offers.publish(FACTS, ROLLUP);
  });

  it('leaves everything as it was', async () => {
    const [row] = await database.reading(ALL_SEEING, (tx) =>
      tx.query<{ count: number }>('select count(*)::int as count from booking_line'),
    );
    expect(row?.count).toBe(0);
  });
});
