import { LedgerService } from '../../../src/modules/ledger/ledger.service.js';
import type { Database } from '../../../src/platform/database/database.js';
import { seeingAll } from '../actors/actor.js';
import { LedgerCompany, type HandEarning } from '../ledger-company.js';

const actor = seeingAll('finance');
const JANUARY = '2026-01-15';

/** A company whose bookings A, B and C come from the deals of the same names. */
export class Held {
  readonly company: LedgerCompany;
  readonly ledger: LedgerService;
  private readonly earned = new Map<string, string>();

  constructor(readonly database: Database) {
    this.company = new LedgerCompany(database);
    this.ledger = new LedgerService(database, this.company.rules);
  }

  async book(booking: string, amount: string, deal: string | null = booking): Promise<void> {
    await this.company.book(booking, JANUARY, { deal });
    this.earned.set(booking, amount);
  }

  /** A return or up-sell of another booking, which names no deal. */
  async change(booking: string, amount: string, changes: string): Promise<void> {
    await this.company.book(booking, JANUARY, { changes });
    this.earned.set(booking, amount);
  }

  /** Settles what is earned by now, and what others earn; the changes by booking, state, period and cause. */
  async settle(...others: readonly HandEarning[]): Promise<string[]> {
    const lines = [...this.earned].map(([id, amount]) => [id, amount, amount] as const);
    const earnings: HandEarning[] = [{ participant: 'ana', month: '2026-01', lines }, ...others];
    const { calculation, position } = await this.company.calculate(earnings);
    const { identity } = await this.ledger.settle(actor, calculation, position);
    const rows = await this.database.inTransaction(actor, (tx) =>
      tx.query<{ said: string }>(
        `select concat_ws(' ', coalesce(b.external_id, 'rounding'), e.state, e.posted, l.change, nullif(array_to_string(l.cause, '; '), '')) as said
         from settlement s join ledger_entry e on e.entry = s.entry join ledger_line l on l.entry = e.entry and l.number = e.number
         left join (select distinct id, external_id from booking_line) b on b.id = l.booking_line
         where s.identity = $1 order by b.external_id nulls last, e.state, e.number`,
        [identity],
      ),
    );
    return rows.map(({ said }) => said);
  }

  async balances(): Promise<string> {
    const [row] = await this.database.inTransaction(actor, (tx) =>
      tx.query<{ said: string }>(
        `select concat_ws(' ', coalesce(sum(l.change) filter (where e.state = 'payable'), 0), coalesce(sum(l.change) filter (where e.state = 'held'), 0)) as said
         from ledger_entry e join ledger_line l on l.entry = e.entry and l.number = e.number`,
      ),
    );
    return row?.said ?? '';
  }

  async broken(): Promise<string[]> {
    const { checks } = await this.ledger.verifyLedger(actor);
    return checks.filter(({ holds }) => !holds).map(({ check, broken }) => `${check}: ${broken.join(', ')}`);
  }
}
