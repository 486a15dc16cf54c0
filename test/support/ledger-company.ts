import { readDay, writeDay } from '../../src/engine/kernel/day.js';
import { periodContaining } from '../../src/engine/kernel/calendar-period.js';
import { contentId } from '../../src/platform/content-id.js';
import type { Actor, Database } from '../../src/platform/database/database.js';
import type { ChangeTransaction, Transaction } from '../../src/platform/database/transaction.js';
import type { Needed } from '../../src/engine/approvals/request/clearance.js';
import type { Rulebook } from '../../src/engine/rulebook/rulebook.js';
import type { RulesService } from '../../src/modules/rules/rules.service.js';
import { seeingAll } from './actors/actor.js';

/** What one incentive earns a participant in a month: lines as [booking, exact amount, amount]. */
export interface HandEarning {
  readonly participant: string;
  readonly month: string;
  readonly lines: readonly (readonly [string, string, string])[];
  readonly incentive?: string;
  readonly windowFrom?: string;
  /** How the lines are credited. */
  readonly kind?: 'direct' | 'overlay' | 'rollup';
}

interface Written {
  earnings: number;
  lines: number;
  shared: number;
}

const CALENDAR = { id: 'company', yearStarts: readDay('2026-01-01') ?? 0, quarters: [] };
const ACTOR: Actor = seeingAll('tester');

/** A company whose earnings are written by hand, so that settlement is tested without an engine. */
export class LedgerCompany {
  private readonly heldIn = new Map<string, bigint>();
  private revisions = new Map<string, number>();
  private readonly calculations = new Map<string, bigint>();

  constructor(readonly database: Database) {}

  /** Rules with one monthly plan on one calendar. */
  readonly rules = {
    rulebookAt: async () => {
      const pays = { currency: 'USD', payEvery: 'month', incentives: [], measures: [] };
      const plan = { id: 'ae', fingerprint: 'v1', calendar: 'company', ...pays };
      return { rulebook: { facts: { calendars: [CALENDAR] }, plans: [plan] } as unknown as Rulebook };
    },
  } as unknown as RulesService;

  async hire(participant: string, left: string | null = null): Promise<void> {
    await this.told('participants', async (tx) => {
      const sql = `insert into participant (id, source, external_id, revision, nth, entry, content, name, left_on, attributes)
        values ($1, 'hr', $2, 1, 1, $3, $1, $2, $4, '{}')`;
      await tx.query(sql, [contentId('participant', participant), participant, tx.entry, left]);
    });
  }

  /** Tells a booking of one line, or its next revision. */
  async book(
    booking: string,
    date: string,
    { deal = null, changes = null }: { readonly deal?: string | null; readonly changes?: string | null } = {},
  ): Promise<void> {
    const revision = (this.revisions.get(booking) ?? 0) + 1;
    this.revisions.set(booking, revision);
    await this.told('bookings', async (tx) => {
      const sql = `insert into booking_line (id, source, external_id, revision, nth, entry, content, line_no, booked_on, sequence,
          currency, net, attributes, deal, changes)
        values ($1, 'crm', $2, $3, $3, $4, $1, 1, $5, 0, 'USD', 1, '{}', $6, $7)`;
      await tx.query(sql, [lineId(booking), booking, revision, tx.entry, date, deal, changes]);
    });
  }

  /** Finds out what a booking's deal lacks; null: nothing. */
  async clear(booking: string, deal: string, lacks: string | null): Promise<void> {
    await this.database.change(ACTOR, { action: 'booking.clear', subject: booking }, async (tx) => {
      const sql = `insert into booking_clearance (source, booking, deal, nth, entry, standing, lacks)
        select 'crm', $1, $2, count(*) + 1, $3, $4, $5 from booking_clearance where booking = $1 and deal = $2`;
      const standing = lacks === null ? 'not-needed' : 'missing';
      await tx.query(sql, [booking, deal, tx.entry, standing, lacks]);
      return { result: undefined };
    });
  }

  /** Finds out that a booking's deal was approved, by any of these decisions for each matrix that asks. */
  async approve(booking: string, deal: string, restsOn: readonly Needed[]): Promise<void> {
    await this.database.change(ACTOR, { action: 'booking.clear', subject: booking }, async (tx) => {
      const [row] = await tx.query<{ id: string }>(
        `insert into approval_request (id, deal, matrix, matrix_version, submitter, standing, hash, terms, deal_revision, wordings, revision, submitted_at,
           ended_at, entry) values (gen_random_uuid(), $1, 'discounts', 'v1', 'ana', 'CONSUMED', '', '{}', 1, '{}', 1, now(), now(), $2) returning id`,
        [deal, tx.entry],
      );
      await tx.query(
        `insert into booking_clearance (source, booking, deal, nth, entry, standing, request, rests_on)
         select 'crm', $1, $2, count(*) + 1, $3, 'approved', $4, $5 from booking_clearance where booking = $1 and deal = $2`,
        [booking, deal, tx.entry, row?.id, JSON.stringify(restsOn)],
      );
      return { result: undefined };
    });
  }

  /** A complete calculation of these earnings, published with these totals; the same earnings again are the same calculation at a later pin. */
  async calculate(
    earnings: readonly HandEarning[],
    totals: unknown = null,
  ): Promise<{ calculation: bigint; position: bigint }> {
    const fingerprint = contentId('fingerprint', JSON.stringify(earnings));
    const position = await this.position();
    const known = this.calculations.get(fingerprint);
    if (known !== undefined) return await this.confirm(known, position);
    const calculation = await this.open(position);
    const written = { earnings: 0, lines: 0, shared: 0 };
    for (const earning of earnings) await this.write(calculation, earning, written);
    await this.finish(calculation, written);
    const sql = `select publish_calculation($1, $2, $2, $3::jsonb)`;
    await this.database.change(
      ACTOR,
      { action: 'calculation.complete', subject: `${calculation}` },
      async (tx) => {
        await tx.query(sql, [calculation, fingerprint, JSON.stringify(totals)]);
        return { result: undefined };
      },
    );
    this.calculations.set(fingerprint, calculation);
    return { calculation, position };
  }

  private async confirm(
    calculation: bigint,
    position: bigint,
  ): Promise<{ calculation: bigint; position: bigint }> {
    const change = { action: 'calculation.confirm', subject: `calculation ${calculation}` };
    const after = { calculation: `${calculation}`, position: `${position}` };
    await this.database.change(ACTOR, change, async () => ({ result: undefined, after }));
    return { calculation, position };
  }

  private async finish(calculation: bigint, written: Written): Promise<void> {
    await this.database.asWorker(async (tx) => {
      await tx.query(`select * from lease_shard($1, 'test', 60)`, [calculation]);
      await tx.query(`select finish_shard($1, 0, 1, '', $2)`, [calculation, JSON.stringify({ written })]);
    });
  }

  async position(): Promise<bigint> {
    const rows = await this.database.inTransaction(ACTOR, (tx) =>
      tx.query<{ position: string }>('select last_position() as position'),
    );
    return BigInt(rows[0]?.position ?? 0);
  }

  private async told(what: string, work: (tx: ChangeTransaction) => Promise<void>): Promise<void> {
    await this.database.change(ACTOR, { action: 'import', subject: `${what}.csv` }, async (tx) => {
      await work(tx);
      return { result: undefined };
    });
  }

  private async open(position: bigint): Promise<bigint> {
    const { result } = await this.database.change(
      ACTOR,
      { action: 'calculation.start', subject: '' },
      async (tx) => {
        const sql = `select open_calculation($1, 'test', '[]', 1) as calculation`;
        const [row] = await tx.query<{ calculation: string }>(sql, [position]);
        return { result: BigInt(row?.calculation ?? 0) };
      },
    );
    return result;
  }

  private async write(calculation: bigint, earning: HandEarning, written: Written): Promise<void> {
    const { participant, month, lines, incentive = 'commission', windowFrom = `${month}-01` } = earning;
    const id = contentId('earning', JSON.stringify(earning));
    const period = periodContaining(CALENDAR, 'month', readDay(`${month}-01`) ?? 0);
    const until = writeDay(period?.until ?? 0);
    const held = this.heldIn.get(id) ?? calculation;
    await this.database.asWorker(async (tx) => {
      await tx.query(
        `insert into calculation_data.manifest_${calculation} values ($1, $2, $3, $4, $5, $6, $7)`,
        [calculation, participant, incentive, month, `${month}-01`, id, held],
      );
      written.shared += held === calculation ? 0 : 1;
      if (held !== calculation) return;
      written.earnings += 1;
      written.lines += lines.length;
      const sum = lines.reduce((total, [, , amount]) => total + Math.round(Number(amount) * 100), 0);
      await tx.query(
        `insert into calculation_data.earning_${calculation} values
          ($1, $2, $3, $4, 'ae', 'v1', $5, $6, $7, $8, $7, 'USD', 0, null, null, $9, 0, $10, '{}', null, '')`,
        [
          calculation,
          id,
          participant,
          incentive,
          month,
          `${month}-01`,
          until,
          windowFrom,
          (sum / 100).toFixed(2),
          lines.length,
        ],
      );
      await writeLines(tx, { calculation, id, lines, kind: earning.kind ?? 'direct' });
    });
    this.heldIn.set(id, held);
  }
}

async function writeLines(
  tx: Transaction,
  {
    calculation,
    id,
    lines,
    kind,
  }: { calculation: bigint; id: string; lines: HandEarning['lines']; kind: string },
): Promise<void> {
  for (const [seq, [booking, exact, amount]] of lines.entries()) {
    await tx.query(
      `insert into calculation_data.earning_line_${calculation} values
        ($1, $2, $3, $4, $7, 'policy/named', 1, 1, 1000 * sign($5::numeric), 0, 'base', 0.1, $5, $6)`,
      [calculation, id, seq, lineId(booking), exact, amount, kind],
    );
  }
}

export function lineId(booking: string): string {
  return contentId('booking-line', 'crm', booking, 1);
}
