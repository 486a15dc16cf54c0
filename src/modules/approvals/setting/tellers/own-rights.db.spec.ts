import { beforeAll, describe, expect, it } from '@jest/globals';
import { COMMAND_LINE } from '../../../../../test/support/actors/access.js';
import { seeingAll } from '../../../../../test/support/actors/actor.js';
import { as, codeOf, offer, Offers } from '../../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../../test/support/database.js';
import { importing } from '../../../../../test/support/importing.js';
import { ACTOR } from '../../../../../test/support/small-company.js';
import { UsersService } from '../../../access/users.service.js';
import { DealsService } from '../../../deals/deals.service.js';
import { readOrganisation, type StoredOrganisation } from '../read-organisation.js';

const database = testDatabase();
const offers = new Offers(database);
/** Comp admins by the participant as whom they sign in; whoever else tells something is no user. */
const users = new Map<string, string>();

beforeAll(async () => {
  await offers.open();
  const service = new UsersService(database);
  for (const login of ['vic', 'lou']) {
    const { id } = await service.add(COMMAND_LINE, {
      login,
      name: login,
      participant: login,
      roles: ['comp_admin'],
    });
    users.set(login, id);
  }
}, 60_000);

const actor = (who: string): typeof ACTOR => seeingAll(users.get(who) ?? who);

/** Rows of a file that somebody imports, or the import that they undo, by its place among the acts. */
type Act = readonly [who: string, did: readonly string[] | number];

const SEATS = 'participant,plan,manager,from,until,revision,withdrawn';

/** Imports and undoes in turn, after what was imported before. */
async function act(kind: string, acts: readonly Act[], before: string[] = []): Promise<string[]> {
  const entries = [...before];
  for (const [who, did] of acts) {
    if (typeof did === 'number') {
      await offers.imports.undoImport(actor(who), entries[did] ?? '');
      continue;
    }
    const report = await importing(database, actor(who))(kind, did.join('\n'));
    expect(report.rejections).toEqual([]);
    entries.push(report.entry ?? '');
  }
  return entries;
}

let sellers = 0;

/** What becomes of vic's approval of a deal whose seller's seat was told, and told again while it waited. */
async function decided(before: readonly Act[], meanwhile: readonly Act[]): Promise<string> {
  const seller = `seller-${(sellers += 1)}`;
  const [participant] = [{ table: 'participant', id: seller, revision: 1 }];
  await offers.tell({ ...participant, columns: { name: seller, attributes: '{}' } });
  const ofSeller = (acts: readonly Act[]): Act[] =>
    acts.map(([who, did]) => [
      who,
      typeof did === 'number' ? did : [SEATS, ...did.map((row) => `${seller},${row}`)],
    ]);
  const entries = await act('assignments', ofSeller(before));
  await offers.tell(offer(`of ${seller}`, { discount: '15%', seller }));
  const asked = { deal: `of ${seller}`, matrix: null, seen: null };
  const { id: request, hash } = await offers.approvals.submit(as('ben'), asked);
  await act('assignments', ofSeller(meanwhile), entries);
  return await codeOf(
    offers.approvals.decide(as('vic'), { request, step: 0, decision: 'approve', hash, reason: null }),
  );
}

const VIC = 'none,vic,2020-01-01,,,';
const MIA = 'none,mia,2020-01-01,,2,';
const NO = 'APPROVAL_NOT_ASKED';
const STORIES: readonly (readonly [
  said: string,
  before: readonly Act[],
  meanwhile: readonly Act[],
  code: string,
])[] = [
  [
    'one who splits the seat in two rows that say the same',
    [['vic', [VIC]]],
    [['vic', ['none,vic,2020-01-01,2026-01-01,2,', 'none,vic,2026-01-01,,,']]],
    'done',
  ],
  [
    'one who moves the seat to another plan',
    [['vic', [VIC]]],
    [['vic', ['none,vic,2020-01-01,2026-01-01,2,', 'other,vic,2026-01-01,,,']]],
    'done',
  ],
  [
    'one who was the manager of an earlier time alone',
    [['hr', ['none,vic,2020-01-01,2026-01-01,,', 'none,mia,2026-01-01,,,']]],
    [['vic', ['none,vic,2026-01-01,,2,']]],
    NO,
  ],
  [
    'one who splits the seat after it was another manager',
    [
      ['vic', [VIC]],
      ['hr', [MIA]],
    ],
    [['vic', ['none,mia,2020-01-01,2026-01-01,3,', 'none,vic,2026-01-01,,,']]],
    NO,
  ],
  [
    'one who withdraws the seat and tells it again',
    [['hr', [VIC]]],
    [
      ['vic', ['none,vic,2020-01-01,,2,yes']],
      ['vic', ['none,vic,2020-01-01,,3,']],
    ],
    NO,
  ],
  [
    'one who undoes what made another the manager',
    [
      ['vic', [VIC]],
      ['hr', [MIA]],
    ],
    [['vic', 1]],
    NO,
  ],
  [
    'one who undoes it, where somebody else had told the seat before',
    [
      ['hr', [VIC]],
      ['hr', [MIA]],
    ],
    [['vic', 1]],
    NO,
  ],
  [
    'one who undoes it after telling the same',
    [
      ['hr', [VIC]],
      ['hr', [MIA]],
    ],
    [
      ['vic', ['none,vic,2020-01-01,,3,']],
      ['vic', 1],
      ['vic', 2],
    ],
    NO,
  ],
  [
    'one for whom somebody else undoes it',
    [
      ['vic', [VIC]],
      ['hr', [MIA]],
    ],
    [['lou', 1]],
    'done',
  ],
  [
    'one who undoes it, once somebody else told the same',
    [
      ['hr', [VIC]],
      ['hr', [MIA]],
    ],
    [
      ['vic', 1],
      ['hr', ['none,vic,2020-01-01,2120-01-01,3,']],
    ],
    'done',
  ],
  [
    'one who undoes a row that said the same',
    [
      ['hr', [VIC]],
      ['hr', ['none,vic,2020-01-01,2120-01-01,2,']],
    ],
    [['vic', 1]],
    'done',
  ],
  [
    'one who undoes the first of two rows that said the same, the second of their own',
    [['hr', [VIC]]],
    [
      ['vic', ['none,vic,2020-01-01,2120-01-01,2,']],
      ['vic', 0],
    ],
    NO,
  ],
  [
    'one who undoes the only row and tells it again',
    [['hr', [VIC]]],
    [
      ['vic', 0],
      ['vic', [VIC]],
    ],
    NO,
  ],
  [
    'one who undoes the only row, once somebody else tells it again',
    [['vic', [VIC]]],
    [
      ['vic', 0],
      ['hr', [VIC]],
    ],
    'done',
  ],
];

describe('a deal that waits is decided by the manager of its seller', () => {
  it.each(STORIES)('%s', async (_, before, meanwhile, code) => {
    expect(await decided(before, meanwhile)).toBe(code);
  });
});

async function organisation(): Promise<StoredOrganisation> {
  return await database.reading(ACTOR, async (tx) => {
    const { position } = await offers.rules.rulebookNow(tx);
    return await readOrganisation({
      tx,
      position,
      day: '2026-03-05',
      deals: new DealsService(offers.rules),
    });
  });
}

describe('a right that an undo brings back is given by whoever undid', () => {
  it('of a role', async () => {
    const seat = (role: string, revision: number): readonly string[] => [
      'assignment,participant,plan,from,participant.role,revision',
      `of lou,lou,none,2000-01-01,${role},${revision}`,
    ];
    await offers.tell({
      table: 'assignment',
      id: 'lou seat',
      revision: 2,
      withdrawn: true,
      columns: {
        participant: 'lou',
        plan: 'none',
        manager: null,
        effective_from: '2020-01-01',
        effective_until: null,
        attributes: '{}',
      },
    });
    const own = async (): Promise<boolean> => (await organisation()).ownGrants.has('role.vp lou');
    const entries = await act('assignments', [
      ['hr', seat('vp', 1)],
      ['hr', seat('desk', 2)],
    ]);
    await act('assignments', [['lou', 1]], entries);
    expect(await own()).toBe(true);
    await act('assignments', [['hr', seat('vp', 3)]]);
    expect(await own()).toBe(false);
    const again = await act('assignments', [['hr', seat('desk', 4)]]);
    await act('assignments', [['vic', 0]], again);
    expect(await own()).toBe(false);
  });

  it('of a group', async () => {
    const member = (more: string): readonly string[] => [
      'group,participant,from,revision,withdrawn',
      `legal,vic,2020-01-01,${more}`,
    ];
    const own = async (): Promise<boolean> => (await organisation()).ownGrants.has('group.legal vic');
    const entries = await act('approver-groups', [
      ['hr', member('1,')],
      ['hr', member('2,yes')],
    ]);
    expect((await organisation()).groups.get('legal')).toBeUndefined();
    await act('approver-groups', [['vic', 1]], entries);
    expect((await organisation()).groups.get('legal')).toEqual(['vic']);
    expect(await own()).toBe(true);
    await act('approver-groups', [['lou', member('3,')]]);
    expect(await own()).toBe(false);
  });

  it('of a delegation', async () => {
    const grant = (most: string, revision: number, withdrawn = ''): readonly string[] => [
      'giver,deputy,most,currency,from,until,reason,revision,withdrawn',
      `mia,lou,${most},USD,2020-01-01,2120-01-01,away,${revision},${withdrawn}`,
    ];
    const own = async (): Promise<boolean | undefined> => (await organisation()).delegations[0]?.isOwn;
    const entries = await act('delegations', [
      ['hr', grant('5000000', 1)],
      ['hr', grant('1000', 2)],
    ]);
    expect(await own()).toBe(false);
    await act('delegations', [['lou', 1]], entries);
    expect(await own()).toBe(true);
    const more = await act('delegations', [['hr', grant('5000000', 3)]]);
    expect(await own()).toBe(false);
    // What is left of it, they brought back.
    await act('delegations', [['lou', 0]], more);
    expect(await own()).toBe(true);
  });
});
