import { setFlagsFromString } from 'node:v8';
// Only a context of its own hands out the collector; no code of a document comes near it.
// oxlint-disable-next-line no-restricted-imports
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../test/support/database.js';
import { CATALOGUE, importing } from '../../../test/support/importing.js';
import { ImportService } from './import.service.js';
import { seeingAll } from '../../../test/support/actors/actor.js';

const database = testDatabase();
const give = importing(database);
const service = new ImportService(database);
const tester = seeingAll('tester');
const HEADER = 'booking,date,currency,net\n';

async function count(prefix: string): Promise<number> {
  const rows = await database.inTransaction(tester, (tx) =>
    tx.query('select from booking_line where external_id like $1', [`${prefix}%`]),
  );
  return rows.length;
}

async function entries(): Promise<string> {
  const [row] = await database.inTransaction(tester, (tx) =>
    tx.query<{ p: string }>('select last_position() as p'),
  );
  return row?.p ?? '';
}

function rows(prefix: string, from: number, until: number): string {
  const lines = Array.from(
    { length: until - from },
    (_, at) => `${prefix}${from + at},2026-01-05,USD,${from + at}\n`,
  );
  return HEADER + lines.join('');
}

/** What is in use, after what is not was collected: how much garbage waits depends on the machine's mood. */
function reachable(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe('an import', () => {
  it('is taken once when two of the same file run at once', async () => {
    const file = rows('two-', 0, 300);
    const reports = await Promise.all([
      give('bookings', file),
      give('bookings', file),
      give('bookings', file),
    ]);
    expect(reports.map(({ written }) => written).sort()).toEqual([false, false, true]);
    expect(reports.map(({ counts }) => counts.unchanged).sort((a, b) => a - b)).toEqual([0, 300, 300]);
    expect(await count('two-')).toBe(300);
  });

  it('gives the same from overlapping parts in any order as from one file', async () => {
    const whole = await give('bookings', rows('part-', 0, 70), { source: 'whole' });
    expect(whole.counts.accepted).toBe(70);
    const parts = [5, 2, 6, 0, 3, 1, 4].map((part) =>
      give('bookings', rows('part-', part * 10, part * 10 + 20), { source: 'parts' }),
    );
    await Promise.all(parts);
    const found = await database.inTransaction(tester, (tx) =>
      tx.query<{ told: string }>(
        `select source || ' ' || count(*) || ' ' || sum(net) as told from booking_line
         where external_id like 'part-%' and external_id <> 'part-70' group by source order by source`,
      ),
    );
    expect(found.map(({ told }) => told)).toEqual(expect.arrayContaining(['whole 70 2415.000000']));
    expect(await count('part-')).toBe(70 + 80);
  });

  it('writes nothing for one bad row, and all but it when partial', async () => {
    const file = `${HEADER}bad-1,2026-01-05,USD,1\nbad-2,2026-01-05,USD,x\nbad-3,2026-01-05,EUR,3\n`;
    const before = await entries();
    const refused = await give('bookings', file);
    expect(refused).toMatchObject({ written: false, entry: null, counts: { accepted: 2, rejected: 1 } });
    expect(refused.notes.join()).toContain('one row that cannot be taken refuses the file whole');
    expect([await count('bad-'), await entries()]).toEqual([0, before]);
    const partial = await give('bookings', file, { partial: true });
    expect(partial).toMatchObject({
      written: true,
      counts: { accepted: 2, rejected: 1 },
      notes: ['1 rows were left out.'],
    });
    expect(partial.totals).toEqual([
      { currency: 'EUR', rows: 1, sum: '3', takenRows: 1, takenSum: '3' },
      { currency: 'USD', rows: 1, sum: '1', takenRows: 1, takenSum: '1' },
    ]);
  });

  it('counts every rejection and keeps the first thousand', async () => {
    const bad = Array.from({ length: 1500 }, (_, at) => `many-${at},2026-01-05,XXX,1\n`).join('');
    const report = await give('bookings', HEADER + bad);
    expect(report.counts.rejected).toBe(1500);
    expect(report.rejections.map(({ line }) => line)).toEqual(
      Array.from({ length: 1000 }, (_, at) => at + 2),
    );
  });

  it('leaves nothing when the file breaks off, or the connection dies, in the middle', async () => {
    const before = await entries();
    const breaking = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from(rows('half-', 0, 5000));
      await Promise.resolve();
      throw new Error('the disk was pulled out');
    };
    const request = { kind: 'bookings', source: 'crm', fileName: 'half.csv', catalogue: null };
    await expect(service.importFile(tester, { ...request, open: breaking })).rejects.toThrow(
      'the disk was pulled out',
    );
    const dying = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from(rows('half-', 0, 5000));
      const killed = await database.inTransaction(tester, (tx) =>
        tx.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where query like 'copy stage%' and state = 'active'`,
        ),
      );
      expect(killed).toHaveLength(1);
      yield Buffer.from('half-5000,2026-01-05,USD,1\n'.repeat(5000));
    };
    await expect(service.importFile(tester, { ...request, open: dying })).rejects.toThrow();
    expect([await count('half-'), await entries()]).toEqual([0, before]);
  });

  it('holds no more of a large file than a small part', async () => {
    const note = 'n'.repeat(20);
    const large = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('booking,date,currency,net,line.note\n');
      for (let block = 0; block < 200; block += 1) {
        const lines = Array.from(
          { length: 1000 },
          (_, at) => `large-${block * 1000 + at},2026-01-05,USD,1,${note}\n`,
        );
        yield Buffer.from(lines.join(''));
      }
    };
    const before = reachable();
    let [most, measured] = [0, 0];
    const measure = (bytes: number): void => {
      if (bytes < measured + 2_000_000) return;
      measured = bytes;
      most = Math.max(most, reachable() - before);
    };
    const report = await service.importFile(tester, {
      kind: 'bookings',
      source: 'large',
      fileName: 'large.csv',
      catalogue: CATALOGUE,
      open: large,
      progress: measure,
    });
    expect(report).toMatchObject({ rows: 200_000, counts: { accepted: 200_000 } });
    expect(report.file.bytes).toBeGreaterThan(9_000_000);
    expect(measured).toBeGreaterThan(6_000_000);
    expect(most).toBeLessThan(30_000_000);
  }, 120_000);
});

describe('undoing an import', () => {
  it('takes it back as one thing, once, and lets the file come again', async () => {
    const file = rows('undo-', 0, 3);
    const first = await give('bookings', file);
    const undone = await service.undoImport(tester, first.entry ?? '');
    expect(undone).toMatchObject({
      kind: 'bookings',
      source: 'crm',
      facts: 3,
      position: String(BigInt(first.position ?? 0) + 1n),
    });
    const known = `select from booking_line where external_id like 'undo-%' and entry in (select entry from known_entries($1))`;
    const at = (position: string | null): Promise<number> =>
      database.inTransaction(tester, async (tx) => (await tx.query(known, [position])).length);
    expect([await at(first.position), await at(undone.position)]).toEqual([3, 0]);
    await expect(service.undoImport(tester, first.entry ?? '')).rejects.toMatchObject({
      code: 'IMPORT_UNDONE',
    });
    const again = await give('bookings', file);
    expect(again).toMatchObject({ written: true, counts: { accepted: 3, unchanged: 0 } });
    expect(await at(again.position)).toBe(3);
  });

  it('leaves a later revision in force', async () => {
    const first = await give('bookings', `${HEADER}later-1,2026-01-05,USD,1\n`);
    await give('bookings', `${HEADER}later-1,2026-01-05,USD,2\n`);
    await service.undoImport(tester, first.entry ?? '');
    expect((await give('bookings', `${HEADER}later-1,2026-01-05,USD,2\n`)).counts.unchanged).toBe(1);
    expect((await give('bookings', `${HEADER}later-1,2026-01-05,USD,1\n`)).counts.amended).toBe(1);
  });

  it('is refused for what is no import', async () => {
    const first = await give('bookings', `${HEADER}none-1,2026-01-05,USD,1\n`);
    const undone = await service.undoImport(tester, first.entry ?? '');
    const [entry] = await database.inTransaction(tester, (tx) =>
      tx.query<{ entry: string }>('select entry from audit_entry where position = $1', [undone.position]),
    );
    for (const other of [entry?.entry ?? '', '999999', '-1', 'x; drop table booking_line'])
      await expect(service.undoImport(tester, other)).rejects.toMatchObject({ code: 'IMPORT_UNKNOWN' });
  });

  it('happens once when two ask at once', async () => {
    const { entry } = await give('bookings', `${HEADER}race-1,2026-01-05,USD,1\n`);
    const asked = await Promise.allSettled([1, 2, 3].map(() => service.undoImport(tester, entry ?? '')));
    expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });
});
