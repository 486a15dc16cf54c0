import { DealReader } from '../../../engine/approvals/deal-reader.js';
import { dealFact, type Deal, type Terms } from '../../../engine/approvals/deal.js';
import { ReadyMatrix } from '../../../engine/approvals/judge-deal.js';
import type { Parties } from '../../../engine/approvals/organisation.js';
import type { Setting } from '../../../engine/approvals/request/commands.js';
import { writeDay, type Day } from '../../../engine/kernel/day.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import type { FactValue } from '../../../engine/model/facts.js';
import type { ApprovalMatrix, Rulebook } from '../../../engine/rulebook/rulebook.js';
import { compareText } from '../../../engine/kernel/text-order.js';
import { catalogueTypes } from '../../../engine/conditions/types/name-types.js';
import { valueTypes } from '../../../engine/values/value-types.js';
import { sharedValues } from '../../../engine/values/values-of.js';
import type { KnownAs } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import { readAroundOn, type DealsService } from '../../deals/deals.service.js';
import type { StoredDeal } from './stored-deal.js';
import { NOBODY, organisationFor, readSellers, type StoredOrganisation } from './read-organisation.js';
import { sharedOrganisation } from './shared-organisation.js';
import { zoneClock } from '../time/zone-clock.js';

/** What deciding on a deal hangs on, as it stands now. */
export interface DealSetting extends Setting {
  readonly stored: StoredDeal;
  readonly ready: ReadyMatrix;
  /** Up to which rules and people are known. */
  readonly position: bigint;
}

/** Rules, and the position at which is read what they are asked of. */
interface RulesKnown extends KnownAs {
  readonly rulebook: Rulebook;
}

/** A deal, of whose account and seller something is asked. */
type DealOf = Pick<StoredDeal, 'id' | 'account' | 'seller'>;

/** A deal, and the day as of which it is judged. */
export interface DealOnDay {
  readonly deal: DealOf;
  readonly on: Day;
}

/** By whose seats a deal is judged: matrices are compiled once for all days. */
const SEATS = new WeakMap<Deal, StoredOrganisation>();

/** Everything that is read once for any number of deals. */
export class Surroundings {
  readonly clock: Setting['clock'];
  readonly day: number;
  private readonly readers: Map<ApprovalMatrix, ReadyMatrix>;
  private readonly rulebook: Rulebook;
  private readonly organisation: StoredOrganisation;
  /** What was known of the accounts and sellers of deals, by deal, where that is another day than that of the deals. */
  private readonly around: ReadonlyMap<string, ReadonlyMap<string, FactValue>>;
  /** Up to which rules and people are known. */
  readonly position: bigint;
  readonly at: number;

  private constructor(of: {
    readonly rulebook: Rulebook;
    readonly organisation: StoredOrganisation;
    readonly position: bigint;
    readonly at: number;
    readonly clock?: Surroundings['clock'];
    readonly readers?: Surroundings['readers'];
    readonly around?: Surroundings['around'];
  }) {
    this.rulebook = of.rulebook;
    this.organisation = of.organisation;
    this.around = of.around ?? new Map();
    this.position = of.position;
    this.at = of.at;
    this.clock = of.clock ?? zoneClock(of.rulebook.facts.timeZone);
    this.readers = of.readers ?? new Map();
    this.day = this.clock.dayOf(of.at);
  }

  /** Reads them at a position, at a moment. */
  static async read(
    tx: Transaction,
    {
      rulebook,
      position,
      at,
      deals,
    }: {
      readonly rulebook: Rulebook;
      readonly position: bigint;
      readonly at: number;
      readonly deals: DealsService;
    },
  ): Promise<Surroundings> {
    const day = writeDay(zoneClock(rulebook.facts.timeZone).dayOf(at));
    const organisation = await sharedOrganisation({ tx, position, day, deals });
    return new Surroundings({ rulebook, organisation, position, at });
  }

  /**
   * Those by which a deal was judged, at another moment: values and tables of the rules, the seat of its seller, and what is said of its account and
   * its seller, as known then. Nobody can be asked by them.
   */
  static async ofDeal(
    tx: Transaction,
    { deal, at, ...known }: RulesKnown & { readonly at: number; readonly deal: DealOf },
  ): Promise<Surroundings> {
    const on = zoneClock(known.rulebook.facts.timeZone).dayOf(at);
    const found = (await Surroundings.onDays(tx, known, [{ deal, on }])).get(on);
    invariant(found !== undefined, `nothing was read of the deal ${deal.id}`);
    return found;
  }

  /** The same of many deals, each on a day or on several, by these days: all of it is read at once. */
  static async onDays(
    tx: Transaction,
    { rulebook, ...as }: RulesKnown,
    asked: readonly DealOnDay[],
  ): Promise<ReadonlyMap<Day, Surroundings>> {
    const { position } = as;
    const clock = zoneClock(rulebook.facts.timeZone);
    const sellers = asked.flatMap(({ deal: { seller }, on }) => (seller === null ? [] : [{ seller, on }]));
    const organisations = await readSellers({ tx, ...as }, sellers);
    const known = await readAroundOn(
      tx,
      { ...as, catalogue: rulebook.facts },
      asked.map(({ deal: { account, seller }, on }) => ({ account, seller, on })),
    );
    const around = new Map<Day, Map<string, ReadonlyMap<string, FactValue>>>();
    for (const [place, { deal, on }] of asked.entries()) {
      const ofDay = around.get(on) ?? new Map<string, ReadonlyMap<string, FactValue>>();
      around.set(on, ofDay.set(deal.id, known[place] ?? new Map()));
    }
    const readers = new Map<ApprovalMatrix, ReadyMatrix>();
    return new Map(
      [...around].map(([on, ofDay]) => {
        const at = clock.momentOf(on, 0);
        const organisation = organisations.get(on) ?? NOBODY;
        return [
          on,
          new Surroundings({ rulebook, organisation, position, at, clock, readers, around: ofDay }),
        ];
      }),
    );
  }

  /** The matrix in force today: the one that is named, or the only one. */
  matrix(id: string | null): ApprovalMatrix {
    const inForce = this.matricesOn(this.day);
    const found = id === null ? inForce : inForce.filter((each) => each.id === id);
    const [only] = found;
    if (only && found.length === 1) return only;
    const names = inForce.map((each) => each.id).join(', ');
    if (!only)
      throw new Refusal(
        'MATRIX_UNKNOWN',
        id === null ? 'No approval matrix is in force today.' : `No approval matrix ${id} is in force today.`,
        names === '' ? 'Publish one.' : `In force are: ${names}.`,
        'matrix',
      );
    throw new Refusal(
      'MATRIX_UNKNOWN',
      'Several approval matrices are in force.',
      `Say which: ${names}.`,
      'matrix',
    );
  }

  /** The matrix of that name in force today; null where it has ended. */
  matrixNow(id: string): ApprovalMatrix | null {
    return this.matricesOn(this.day).find((each) => each.id === id) ?? null;
  }

  /** The same, or the last of that name that was or will be; null where none is left. */
  lastMatrix(id: string): ApprovalMatrix | null {
    const named = (this.rulebook.approvals ?? []).filter((each) => each.id === id);
    const last = Math.max(...named.map(({ effective }) => effective.from));
    return this.matrixNow(id) ?? named.find(({ effective }) => effective.from === last) ?? null;
  }

  /** The matrices in force on a day, whatever they are called. */
  matricesOn(day: Day): readonly ApprovalMatrix[] {
    const { approvals = [] } = this.rulebook;
    return approvals.filter(
      ({ effective: { from, until } }) => from <= day && (until === null || day < until),
    );
  }

  /** The type of a judged term. */
  typeOf(name: string): string {
    const { facts } = this.rulebook;
    return catalogueTypes(facts).get(name)?.is ?? valueTypes(facts.values).get(name)?.is ?? 'text';
  }

  /** How a deal stands for somebody who acts. */
  of(stored: StoredDeal, matrix: ApprovalMatrix, actor: string): DealSetting {
    const deal = this.dealOf(stored);
    const organisation = organisationFor(this.organisation, matrix, { deal, firstTold: stored.firstTold });
    const asking = { matrix, deal, parties: this.partiesOf(stored, actor), organisation };
    const { at, clock, position } = this;
    return { actor, at, clock, position, asking, stored, ready: this.ready(matrix) };
  }

  /** The same of a deal that was submitted: whom a delegation of limited amount reaches hangs on what the deal came to then, as it does for who sees the request. */
  asOffered(setting: DealSetting, offered: Terms | null): DealSetting {
    if (offered === null) return setting;
    const { asking, stored } = setting;
    const [currency, net] = [offered.get('deal.currency'), offered.get('deal.net')];
    const deal: Deal = {
      ...asking.deal,
      currency: typeof currency === 'string' ? currency : null,
      facts: new Map([...asking.deal.facts, ['deal.net', net]]),
    };
    const { delegatesOf } = organisationFor(this.organisation, asking.matrix, {
      deal,
      firstTold: stored.firstTold,
    });
    return { ...setting, asking: { ...asking, organisation: { ...asking.organisation, delegatesOf } } };
  }

  private dealOf({ id, currency, seller, account, offeredOn, facts, lines, ...stored }: StoredDeal): Deal {
    const around = this.around.get(id) ?? stored.around;
    const deal: Deal = { id, date: this.day, currency, seller, facts, lines };
    // As in plans: the day of the offer, which stays, not the day on which it is judged.
    const known = new Map<string, FactValue>([...around, ['deal.date', offeredOn], ...facts]);
    if (account !== null) known.set('deal.account', account);
    const net = dealFact(deal, 'deal.net');
    if (net !== undefined) known.set('deal.net', net);
    const whole: Deal = { ...deal, facts: known };
    SEATS.set(whole, this.organisation);
    return whole;
  }

  /** Who takes part: who submits and sells, whoever wrote the deal, whom its bookings pay, and the managers above who would earn by rollup. */
  private partiesOf({ seller, writtenBy, paid }: StoredDeal, submitter: string): Parties {
    const passed = new Set<string>();
    let above = seller === null ? null : (this.organisation.managers.get(seller) ?? null);
    while (above !== null && !passed.has(above)) {
      passed.add(above);
      above = this.organisation.managers.get(above) ?? null;
    }
    return {
      submitter,
      seller,
      editors: writtenBy,
      beneficiaries: paid.direct,
      rollup: [...paid.rollup, ...passed],
    };
  }

  private ready(matrix: ApprovalMatrix): ReadyMatrix {
    const known = this.readers.get(matrix);
    if (known) return known;
    const reader = new DealReader(sharedValues(this.rulebook), ofSeller);
    const ready = new ReadyMatrix(matrix, reader);
    this.readers.set(matrix, ready);
    return ready;
  }
}

function ofSeller(deal: Deal, name: string): FactValue {
  const { seller, facts } = deal;
  const seats = SEATS.get(deal);
  invariant(seats !== undefined, `the deal ${deal.id} is judged without its surroundings`);
  const { managers, roles } = seats;
  if (seller === null) return undefined;
  if (name === 'participant.manager') return managers.get(seller) ?? undefined;
  if (name !== 'participant.role') return facts.get(name);
  const own = [...roles].filter(([, people]) => people.includes(seller));
  return own.map(([role]) => role).sort(compareText)[0];
}
