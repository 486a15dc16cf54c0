import { beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../test/support/database.js';
import { CATALOGUE, importing } from '../../../test/support/importing.js';

const give = importing(testDatabase());

beforeAll(async () => {
  await give('participants', 'participant,name\np-1,Ana\np-2,Bo\np-3,Cy\n');
  await give('territories', 'territory,name,group\nt-1,North,emea\n');
});

const HEADER = 'booking,date,currency,net\n';
const ROW = 'B-1,2026-03-05,USD,100\n';

/** [what, kind, file, [line, column, reason] of each rejection]: rows that are right alone and wrong together. */
const TOGETHER: readonly (readonly [
  what: string,
  kind: string,
  file: string,
  found: readonly (readonly [number, string, string])[],
])[] = [
  [
    'an id twice',
    'bookings',
    `${HEADER}${ROW}B-2,2026-03-05,USD,1\n${ROW}`,
    [
      [
        4,
        'booking',
        'line 2 of the file gives the same booking-line; for several revisions of one fact give the column "revision"',
      ],
    ],
  ],
  [
    'one id composed in two ways',
    'bookings',
    `${HEADER}B-\u00e9,2026-03-05,USD,1\nB-e\u0301,2026-03-05,USD,1\n`,
    [
      [
        3,
        'booking',
        'line 2 of the file gives the same booking-line; for several revisions of one fact give the column "revision"',
      ],
    ],
  ],
  [
    'a revision twice',
    'bookings',
    'booking,date,currency,net,revision\nB-1,2026-03-05,USD,1,1\nB-1,2026-03-05,USD,1,2\nB-1,2026-03-05,USD,2,2\n',
    [
      [
        4,
        'booking',
        'line 3 of the file gives the same booking-line; for several revisions of one fact give the column "revision"',
      ],
    ],
  ],
  [
    'short and long rows',
    'bookings',
    `${HEADER}B-1,2026-03-05,USD\nB-2,2026-03-05,USD,1,more\n`,
    [
      [2, '', 'the row has 3 cells; the header has 4'],
      [2, 'net', 'it is required'],
      [3, '', 'the row has 5 cells; the header has 4'],
    ],
  ],
  [
    'two plans at once',
    'assignments',
    'participant,plan,from,until\np-1,ae,2026-01-01,2026-07-01\np-1,am,2026-06-30,\np-1,am,2027-01-01,\n',
    [
      [3, 'from', 'two assignments of one participant overlap: line 2, from 2026-01-01 until 2026-07-01'],
      [
        4,
        'from',
        'two assignments of one participant overlap: line 3, from 2026-06-30, open; give that one an until',
      ],
    ],
  ],
  [
    'a circle of managers',
    'assignments',
    'participant,plan,from,until,manager\np-1,ae,2026-01-01,,p-2\np-2,ae,2026-01-01,2026-04-01,p-3\np-3,ae,2026-03-01,,p-1\n',
    [[4, 'manager', 'it would close a circle of managers: p-3 → p-1 → p-2 → p-3, on 2026-03-01']],
  ],
  [
    'one holder twice at once',
    'territory-holders',
    'territory,participant,from,until\nt-1,p-1,2026-01-01,2026-07-01\nt-1,p-1,2026-06-01,\n',
    [
      [
        3,
        'from',
        'two holdings of one territory by the same participant overlap: line 2, from 2026-01-01 until 2026-07-01',
      ],
    ],
  ],
  [
    'two heads of one group',
    'territory-heads',
    'group,participant,from\nemea,p-1,2026-01-01\nemea,p-2,2026-03-01\n',
    [[3, 'from', 'two heads of one group overlap: line 2, from 2026-01-01, open; give that one an until']],
  ],
  [
    'two quotas at once',
    'quotas',
    'participant,amount,unit,from,until\np-1,100,USD,2026-01-01,2026-04-01\np-1,200,USD,2026-03-31,2026-07-01\n',
    [
      [
        3,
        'from',
        'two quotas of one participant for one attribute overlap: line 2, from 2026-01-01 until 2026-04-01',
      ],
    ],
  ],
];

describe('rows that do not go together', () => {
  it.each(TOGETHER)('%s (%s)', async (_what, kind, file, found) => {
    const report = await give(kind, file, { catalogue: CATALOGUE });
    expect(report.rejections.map(({ line, column, reason }) => [line, column, reason])).toEqual(found);
    expect(report).toMatchObject({ written: false, entry: null, position: null });
    expect(report.counts.rejected).toBe(new Set(found.map(([line]) => line)).size);
  });
});
