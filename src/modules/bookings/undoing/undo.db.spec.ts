import { describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../../test/support/database.js';
import { CATALOGUE, importing } from '../../../../test/support/importing.js';
import { ImportService } from '../import.service.js';
import { seeingAll } from '../../../../test/support/actors/actor.js';

const database = testDatabase();
const give = importing(database);
const service = new ImportService(database);
const tester = seeingAll('tester');

async function entryOf(
  kind: string,
  text: string,
  catalogue: typeof CATALOGUE | null = null,
): Promise<string> {
  const report = await give(kind, text, { catalogue });
  expect(report).toMatchObject({ written: true, rejections: [] });
  return report.entry ?? '';
}

const people = (...ids: readonly string[]): Promise<string> =>
  entryOf('participants', `participant,name\n${ids.map((id) => `${id},Someone\n`).join('')}`);
const assignment = (rows: string): Promise<string> =>
  entryOf('assignments', `assignment,participant,plan,from,until,manager,withdrawn\n${rows}\n`);
const undo = (entry: string): Promise<unknown> => service.undoImport(tester, entry, { catalogue: CATALOGUE });

async function refused(entry: string): Promise<{ code: string; told: string }> {
  const failure = await undo(entry).catch((error: unknown) => error);
  const { code, message, hint } = failure as { code: string; message: string; hint: string };
  return { code, told: `${message} ${hint}` };
}

describe('an undo is refused', () => {
  it('while somebody else names who would be unknown, and taken once nobody does', async () => {
    const hired = await people('u-1');
    const assigned = await assignment('ua-1,u-1,ae,2026-01-01,,,');
    const { code, told } = await refused(hired);
    expect(code).toBe('IMPORT_UNDO_BREAKS');
    expect(told).toContain('the assignment ua-1 names the participant u-1, which would be unknown');
    expect(told).toContain(`Undo the import with the entry ${assigned} first`);
    await undo(assigned);
    await expect(undo(hired)).resolves.toMatchObject({ facts: 1 });
  });

  it("while one of the company's own facts names the person", async () => {
    const hired = await people('u-2');
    const booked = await entryOf(
      'bookings',
      'booking,date,currency,net,booking.partner\nu-1,2026-02-01,USD,1,u-2\n',
      CATALOGUE,
    );
    expect((await refused(hired)).told).toContain(`the entry ${booked} first`);
  });

  it('while the earlier period of a quota would overlap a later one', async () => {
    await people('u-3');
    const header = 'quota,participant,amount,unit,from,until\n';
    await entryOf('quotas', `${header}uq-1,u-3,100,USD,2026-01-01,\n`);
    const ended = await entryOf('quotas', `${header}uq-1,u-3,100,USD,2026-01-01,2026-07-01\n`);
    const second = await entryOf('quotas', `${header}uq-2,u-3,200,USD,2026-07-01,\n`);
    const { code, told } = await refused(ended);
    expect(code).toBe('IMPORT_UNDO_BREAKS');
    expect(told).toContain('two quotas of one participant for one attribute would overlap: uq-1 and uq-2');
    expect(told).toContain(`the entry ${second} first`);
    await undo(second);
    await undo(ended);
  });

  it('while it would put somebody on two plans, though both assignments were told before', async () => {
    await people('u-4');
    const first = await assignment('ua-4,u-4,ae,2026-01-01,,,');
    const ended = await assignment('ua-4,u-4,ae,2026-01-01,2026-07-01,,');
    await assignment('ua-5,u-4,manager,2026-07-01,,,');
    const withdrawn = await assignment('ua-5,u-4,manager,2026-07-01,,,yes');
    await undo(ended);
    const { code, told } = await refused(withdrawn);
    expect(code).toBe('IMPORT_UNDO_BREAKS');
    expect(told).toContain(`the entry ${first} first`);
  });

  it('while it would close a circle of managers', async () => {
    await people('u-6', 'u-7', 'u-8');
    await assignment('ua-6,u-6,ae,2026-01-01,,u-7,\nua-7,u-7,ae,2026-01-01,,u-8,');
    const turned = await assignment('ua-6,u-6,ae,2026-01-01,,,');
    const closing = await assignment('ua-8,u-8,ae,2026-03-01,,u-6,');
    const { code, told } = await refused(turned);
    expect(code).toBe('IMPORT_UNDO_BREAKS');
    expect(told).toContain('a circle of managers would close: u-6 → u-7 → u-8 → u-6, on 2026-03-01');
    expect(told).toContain(`the entry ${closing} first`);
  });

  it('while somebody would decide for who decides for them', async () => {
    await people('u-10', 'u-11', 'u-12');
    const header = 'delegation,giver,deputy,from,until,matrix,reason,withdrawn\n';
    const told = (rows: string): Promise<string> => entryOf('delegations', `${header}${rows}\n`);
    await told('ud-1,u-10,u-11,2026-01-01,2026-12-31,,Away,\nud-2,u-11,u-12,2026-01-01,2026-12-31,,Away,');
    const gone = await told('ud-1,u-10,u-11,2026-01-01,2026-12-31,,Away,yes');
    const closing = await told('ud-3,u-12,u-10,2026-03-01,2026-09-01,deals,Away,');
    const { code, told: said } = await refused(gone);
    expect(code).toBe('IMPORT_UNDO_BREAKS');
    expect(said).toContain('a circle of delegations would close: u-10 → u-11 → u-12 → u-10, on 2026-03-01');
    expect(said).toContain(`the entry ${closing} first`);
    await undo(closing);
    await undo(gone);
  });

  it('while lines of one booking would have two dates', async () => {
    const header = 'booking,line,date,currency,net\n';
    await entryOf('bookings', `${header}u-9,1,2026-01-05,USD,1\n`);
    const moved = await entryOf('bookings', `${header}u-9,1,2026-02-05,USD,1\n`);
    const added = await entryOf('bookings', `${header}u-9,2,2026-02-05,USD,1\n`);
    const { code, told } = await refused(moved);
    expect(code).toBe('IMPORT_UNDO_BREAKS');
    expect(told).toContain(`the lines of the booking u-9 would have two dates`);
    expect(told).toContain(`the entry ${added} first`);
  });
});

describe('an undo beside imports', () => {
  it('never leaves an assignment of somebody unknown', async () => {
    for (let round = 0; round < 8; round += 1) {
      const person = `u-race-${round}`;
      const hired = await people(person);
      const [undone, assigned] = await Promise.allSettled([
        undo(hired),
        give('assignments', `participant,plan,from\n${person},ae,2026-01-01\n`),
      ]);
      const isAssigned = assigned.status === 'fulfilled' && assigned.value.written;
      expect(undone.status === 'fulfilled').toBe(!isAssigned);
    }
  });
});
