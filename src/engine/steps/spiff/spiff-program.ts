import { compileCondition, type Holds } from '../../conditions/compile-condition.js';
import { LAST_DAY, type Day } from '../../kernel/day.js';
import type { BookingLine } from '../../model/facts.js';
import type { Earned, LineOrdinal } from '../../model/result.js';
import type { PersonNumber } from '../../model/roster.js';
import type { Segment } from '../../model/seat.js';
import { isCross, sharedSpiffs } from '../../rulebook/reads/shared-spiffs.js';
import type { Budget, Rulebook, Spiff } from '../../rulebook/rulebook.js';
import { CreditBook } from '../credit/credit-book.js';
import { enter, inCurrencyOf, type Books, type Offer } from '../credit/admission.js';
import { Incentives, type Earning } from '../earn/incentives.js';
import { Measuring } from '../measure/measuring.js';
import { Stint } from '../measure/stint.js';
import { PlanBook } from '../plan-book.js';
import type { PlanVersion } from '../plan-version.js';
import { Troubles } from '../troubles.js';
import { sharedPay } from './shared-pay.js';
import type { Paid, SharedProgram } from './sharing.js';

/** All versions of one SPIFF, with credits of its own: those of the people who take part. */
export class SpiffProgram implements SharedProgram {
  readonly id: string;
  readonly books: Books;
  /** Whether one person's pay may hang on another's, so that everybody's credits are needed. */
  readonly isShared: boolean;
  /** Ids of incentives that are paid to several people together, in the order of the documents. */
  readonly crossIds: readonly string[];
  private readonly who = new Map<PlanVersion, Holds | null>();
  private shared: ReadonlyMap<PersonNumber, readonly Earned[]> | undefined;

  constructor(
    readonly spiffs: readonly Spiff[],
    { rulebook, books }: { readonly rulebook: Rulebook; readonly books: Books },
    private readonly mine: (person: PersonNumber) => boolean,
  ) {
    this.id = spiffs[0]?.id ?? '';
    const plans = new PlanBook({ ...rulebook, plans: spiffs }, books.row);
    this.books = { ...books, plans, credits: new CreditBook(plans.rateColumns, books.credits) };
    const incentives = plans.versions(this.id).flatMap(({ plan }) => plan.incentives);
    const cross = incentives.filter(isCross);
    this.crossIds = [...new Set(cross.map(({ id }) => id))];
    this.isShared = sharedSpiffs({ spiffs }).length > 0;
    for (const version of plans.versions(this.id)) {
      const terms = spiffs.find((spiff) => spiff === version.plan);
      const named = new Map(version.plan.conditions.map(({ id, when }) => [id, when]));
      this.who.set(version, terms?.who ? compileCondition(terms.who, version.places, named) : null);
    }
  }

  /** Whether it converts a line to its own currency. */
  converts(line: BookingLine): boolean {
    const plan = this.books.plans.on(this.id, line.date)?.plan;
    return plan?.fx?.credit !== null && plan?.fx !== undefined && line.currency !== plan.currency;
  }

  /** Gives a credit of a line to somebody who takes part, where something of the SPIFF counts it; says why no rate converts it. */
  credit(offer: Offer, line: BookingLine, ordinal: LineOrdinal): string | undefined {
    const { books } = this;
    const version = books.plans.on(this.id, line.date);
    if (!version || (line.currency !== version.plan.currency && !this.converts(line))) return undefined;
    if (offer.giver.gives === 'rollup' && version.bitsOf('rollup') === 0) return undefined;
    const fx = books.exchange.credit(line, version);
    const placed = { version, fx: typeof fx === 'number' ? fx : 0 };
    let takesPart = true;
    inCurrencyOf(placed, books, () => {
      books.row.takePerson(offer.person, line.date);
      version.fill();
      takesPart = this.who.get(version)?.(books.row.values) ?? true;
      const isKept = typeof fx === 'number' && (this.isShared || this.mine(offer.person));
      if (takesPart && isKept) enter(offer, { line: ordinal, date: line.date, ...placed }, books);
    });
    return takesPart && typeof fx === 'string' ? fx : undefined;
  }

  /** Everything somebody earns of it. */
  earn(person: PersonNumber, by: Earning): readonly Earned[] {
    if (!this.isShared) return this.own(person, by);
    this.shared ??= sharedPay(this, by);
    return this.shared.get(person) ?? [];
  }

  /** What somebody earns by their own credits alone. Troubles are told where the person's pay is. */
  own(person: PersonNumber, by: Earning): readonly Paid['earned'][] {
    const telling = this.mine(person) ? by : { ...by, troubles: new Troubles() };
    const incentives = new Incentives(new Measuring(this.stintOf(person)), telling);
    return incentives
      .paid()
      .filter((id) => !this.crossIds.includes(id))
      .flatMap((id) =>
        [...incentives.earn(id)].map(({ earning, lines }) => ({ earning, lines: [...lines] })),
      );
  }

  /** What a version may cost. */
  budgetOf({ plan }: PlanVersion): Budget | null {
    return this.spiffs.find((spiff) => spiff === plan)?.budget ?? null;
  }

  /** A person's credits in the SPIFF, over all its unbroken versions. */
  stintOf(person: PersonNumber): Stint {
    const { books } = this;
    const unbroken = books.plans.versions(this.id)[0]?.unbroken;
    const segment: Segment = {
      participant: books.roster.idOf(person),
      plan: this.id,
      from: unbroken?.from ?? 0,
      until: this.until ?? LAST_DAY,
    };
    return new Stint({ person, segment, credits: books.credits.of(person) }, books);
  }

  private get until(): Day | null {
    return this.books.plans.versions(this.id).at(-1)?.plan.effective.until ?? null;
  }
}
