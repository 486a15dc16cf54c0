import { FIRST_DAY, LAST_DAY, writeDay, type Day, type Period } from '../../../../engine/kernel/day.js';
import type { Assignment, FactValue } from '../../../../engine/model/facts.js';
import type { NameTypes } from '../../../../engine/conditions/types/name-types.js';
import type { Plan, Rulebook } from '../../../../engine/rulebook/rulebook.js';
import type { ExpectedPay, TestPerson } from '../../documents/test-document.js';
import type { Problem } from '../example-report.js';
import type { Given } from '../gather.js';
import { typedFact } from './typed-fact.js';

const OF_PEOPLE = /^(participant|attribute)\./;

/** Who is on which plan, and since when. */
export class Seating {
  private readonly rows = new Map<string, Assignment[]>();
  private readonly named = new Set<string>();
  /** Hire and leave dates, by person. */
  readonly stays = new Map<string, { hired: Day | null; left: Day | null }>();

  constructor(
    private readonly by: {
      readonly rulebook: Rulebook;
      readonly document: string;
      readonly expect: readonly ExpectedPay[];
      readonly types: NameTypes;
      readonly problems: Problem[];
    },
  ) {}

  /** Seats a person as the situation says it. */
  seat({ item, path }: Given<TestPerson>): void {
    const { problems } = this.by;
    const rows = this.rowsOf(item.person);
    const period: Period = { from: item.since ?? FIRST_DAY, until: item.until };
    const twice = rows.find((row) => row.from < endOf(period) && period.from < endOf(row));
    if (twice) {
      const message = `${item.person} is on the plan twice from ${writeDay(Math.max(period.from, twice.from))}: end the one before with \`until\`.`;
      problems.push({ path, message });
    }
    rows.push({
      participant: item.person,
      plan: this.planOf(item.person) ?? '',
      ...period,
      ...this.facts(item, path),
    });
  }

  /** The id of the plan that a person is on; `undefined` when no plan of the documents has anything to do with the person. */
  planOf(person: string): string | undefined {
    const { rulebook, document, expect, problems } = this.by;
    if (rulebook.plans.some(({ id }) => id === document)) return document;
    const incentives = expect.flatMap((each) =>
      each.person === person && each.what !== 'credit' ? [each.incentive] : [],
    );
    const plans = rulebook.plans.filter((plan) => plan.incentives.some(({ id }) => incentives.includes(id)));
    const ids = [...new Set(plans.map(({ id }) => id))];
    if (ids.length > 1 && !this.named.has(person)) {
      this.named.add(person);
      const path = expect.find((each) => each.person === person)?.path ?? '';
      problems.push({
        path,
        message: `${person} could be on ${ids.join(' or ')}: write this situation in the test of a plan.`,
      });
    }
    return ids[0];
  }

  /** All versions of a person's plan. */
  versionsOf(person: string): readonly Plan[] {
    const plan = this.planOf(person);
    const { plans, spiffs = [] } = this.by.rulebook;
    const tested = spiffs.filter(({ id }) => id === this.by.document);
    return [...tested, ...plans.filter(({ id }) => id === plan)];
  }

  /** A person's assignments. Somebody of whom nothing is said has always been there, without attributes. */
  of(person: string, otherwise: string): readonly Assignment[] {
    const always = {
      participant: person,
      from: FIRST_DAY,
      until: null,
      manager: null,
      attributes: new Map(),
    };
    const rows = this.rows.get(person) ?? [{ ...always, plan: this.planOf(person) ?? '' }];
    return rows.map((row) => (row.plan === '' ? { ...row, plan: otherwise } : row));
  }

  /** The people of whom something is said, and those they name as managers. */
  people(): readonly string[] {
    return [...this.rows].flatMap(([person, rows]) => [
      person,
      ...rows.flatMap(({ manager }) => manager ?? []),
    ]);
  }

  private rowsOf(person: string): Assignment[] {
    const rows = this.rows.get(person) ?? [];
    this.rows.set(person, rows);
    return rows;
  }

  private facts(item: TestPerson, path: string): Pick<Assignment, 'manager' | 'attributes'> {
    const attributes = new Map<string, FactValue>();
    const [pays] = this.versionsOf(item.person);
    const stay = this.stays.get(item.person) ?? { hired: null, left: null };
    let manager: string | null = null;
    for (const fact of item.facts.map((each) => typedFact(each, this.by.types))) {
      const { name, value, currency } = fact;
      if (!OF_PEOPLE.test(name)) {
        this.problem(
          `${path}.${name}`,
          `${name} is a booking's: write it under \`credits\` or \`bookings\`.`,
        );
      } else if (currency !== null && pays && currency !== pays.currency) {
        this.problem(
          `${path}.${name}`,
          `${name} is in ${currency}, and the plan ${pays.id} pays in ${pays.currency}.`,
        );
      }
      if (name === 'participant.manager') manager = fact.people[0] ?? null;
      else if (name === 'participant.hired') stay.hired = typeof value === 'number' ? value : null;
      else if (name === 'participant.left') stay.left = typeof value === 'number' ? value : null;
      else attributes.set(name, value);
    }
    this.stays.set(item.person, stay);
    return { manager, attributes };
  }

  private problem(path: string, message: string): void {
    this.by.problems.push({ path, message });
  }
}

function endOf({ until }: Period): Day {
  return until ?? LAST_DAY;
}
