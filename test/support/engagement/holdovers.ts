import { CreditsService } from '../../../src/modules/calculation/api/credits/credits.service.js';
import { RulingsService as Explained } from '../../../src/modules/calculation/rulings/rulings.service.js';
import { bookingKey } from '../../../src/modules/bookings/api/booking-list.service.js';
import type { ImportReport } from '../../../src/modules/bookings/import.service.js';
import { RulingsService } from '../../../src/modules/engagement/rulings.service.js';
import { ParticipantsService } from '../../../src/modules/participants/participants.service.js';
import { RulesService } from '../../../src/modules/rules/rules.service.js';
import type { Database } from '../../../src/platform/database/database.js';
import { PLAN } from '../approvals/deal-plan.js';
import { calculationOn } from '../calculation.js';
import { importing } from '../importing.js';
import { ACTOR } from '../small-company.js';
import { engagementFiles, giveFacts, publishAll } from './engaged-company.js';

/** A company that pays by the library's holdovers: dan had the accounts before, nia has acme, eve has beta. */
const TOLD: Readonly<Record<string, string>> = {
  participants: 'participant,name\ndan,Dan\nnia,Nia\neve,Eve\n',
  assignments:
    'participant,plan,from,attribute.arr-quota\ndan,seller,2020-01-01,9000 USD\nnia,seller,2020-01-01,9000 USD\neve,seller,2020-01-01,9000 USD\n',
  accounts: 'account,name,owner\nacme,Acme,nia\nbeta,Beta,eve\n',
};

/** Whom each booking is credited to, by its id. */
export type Credited = Readonly<Record<string, readonly string[]>>;

/** A company whose bookings may be kept by who had the account before: what its calculation pays, and what a ruling on each booking says. */
export class Holdovers {
  private readonly rules: RulesService;

  constructor(private readonly database: Database) {
    this.rules = new RulesService(database);
  }

  /** Publishes the rules and tells the company. */
  async tell(): Promise<void> {
    const files = engagementFiles().filter(({ path }) => path === 'facts.yaml' || path.includes('holdovers'));
    const plan = PLAN.replace('attribute.quota', 'attribute.arr-quota').replaceAll('month', 'quarter');
    await publishAll(this.database, [...files, { path: 'seller.yaml', text: plan }]);
    for (const [kind, text] of Object.entries(TOLD)) await this.give(kind, text);
  }

  /** A file that has no row refused. */
  give(kind: string, text: string): Promise<ImportReport> {
    return giveFacts(this.database, kind, text);
  }

  /** A file, whatever becomes of it. */
  async report(kind: string, text: string): Promise<ImportReport> {
    const catalogue = await this.database.inTransaction(ACTOR, (tx) => this.rules.catalogueNow(tx));
    return await importing(this.database)(kind, text, { catalogue });
  }

  /** What a new calculation credits. */
  async credited(): Promise<Credited> {
    await calculationOn(this.database).service.calculate(ACTOR);
    const wanted = await this.bookings();
    const credits = await new CreditsService(this.database).credits(ACTOR, wanted);
    return Object.fromEntries(
      wanted.map((each) => [
        each.id,
        (credits.get(bookingKey(each)) ?? []).map(
          ({ participantId, parts, ofParts }) => `${participantId} ${(parts * 100) / ofParts}%`,
        ),
      ]),
    );
  }

  /** What rulings on the bookings give on their dates. */
  async ruled(): Promise<Credited> {
    const rulings = new RulingsService(this.database, this.rules);
    const found: Record<string, string[]> = {};
    for (const { id, day } of await this.bookings()) {
      const subject = `crm/${id}/1`;
      const { gives } = await rulings.decide(ACTOR, { kind: 'booking', subject, decision: 'credit', day });
      const people = gives.filter(({ output }) => output !== 'house');
      found[id] = people.map(({ output, value }) => `${output} ${value ?? ''}`);
    }
    return found;
  }

  /** By which rule the latest calculation credited, as it is explained. */
  async explained(): Promise<Readonly<Record<string, string | undefined>>> {
    const wanted = await this.bookings();
    const service = new Explained(this.database, this.rules, new ParticipantsService());
    const rulings = await service.rulings(ACTOR, wanted);
    return Object.fromEntries(
      wanted.map((each) => [
        each.id,
        rulings.get(bookingKey(each))?.[0]?.rules.find(({ outcome }) => outcome === 'won')?.rule,
      ]),
    );
  }

  private async bookings(): Promise<{ source: string; id: string; day: string }[]> {
    return await this.database.inTransaction(ACTOR, (tx) =>
      tx.query(
        `select distinct source, external_id as id, booked_on::text as day from booking_line order by external_id`,
      ),
    );
  }
}
