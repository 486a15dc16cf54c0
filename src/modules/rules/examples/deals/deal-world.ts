import { catalogueTypes, type NameTypes } from '../../../../engine/conditions/types/name-types.js';
import type { Deal, Facts } from '../../../../engine/approvals/deal.js';
import type { Organisation } from '../../../../engine/approvals/organisation.js';
import type { Day } from '../../../../engine/kernel/day.js';
import type { FactValue } from '../../../../engine/model/facts.js';
import type { ApprovalMatrix, Rulebook } from '../../../../engine/rulebook/rulebook.js';
import type { TestDeal, TestFact } from '../../documents/test-document.js';
import type { Givens } from '../gather.js';
import { peopleIn, typedFact, type TypedFact } from '../world/typed-fact.js';

/** The people of a situation about deals, and its deals as the engine takes them. */
export class DealWorld {
  private readonly types: NameTypes;
  private readonly people: ReadonlyMap<string, Facts>;

  constructor(
    private readonly givens: Givens,
    { facts }: Pick<Rulebook, 'facts'>,
  ) {
    this.types = catalogueTypes(facts);
    const people = new Map<string, Map<string, FactValue>>();
    for (const { item } of givens.people) {
      const known = people.get(item.person) ?? new Map<string, FactValue>();
      for (const fact of item.facts) known.set(fact.name, typedFact(fact, this.types).value);
      people.set(item.person, known);
    }
    this.people = people;
  }

  /** A deal as it stands at a step. */
  dealOf({ id, date, facts, lines }: TestDeal, otherwise: Day): Deal {
    const typed = this.typed(facts);
    const ofLines = lines.map((line) => this.typed(line));
    const currency =
      [...typed, ...ofLines.flat()].map((fact) => fact.currency).find((each) => each !== null) ?? null;
    const seller = typed.find(({ name }) => name === 'deal.seller')?.value;
    return {
      id,
      date: date ?? otherwise,
      currency,
      seller: typeof seller === 'string' ? seller : this.isNameless ? '(seller)' : null,
      facts: valuesOf(typed),
      lines: ofLines.map(valuesOf),
    };
  }

  /** A fact of the seller of a deal. */
  ofSeller(deal: Deal, name: string): FactValue {
    return deal.seller === null ? undefined : this.people.get(deal.seller)?.get(name);
  }

  /** Those who are given; where nobody is, each level has somebody without a name, so that levels can be shown without people. */
  organisation(matrix: ApprovalMatrix): Organisation {
    if (this.isNameless) return nameless(matrix);
    const { people } = this;
    const fact = (person: string, name: string): FactValue => people.get(person)?.get(name);
    const text = (value: FactValue): string | null => (typeof value === 'string' ? value : null);
    return {
      managerOf: (person) => text(fact(person, 'participant.manager')),
      peopleInRole: (role) =>
        [...people.keys()].filter((person) => fact(person, 'participant.role') === role),
      peopleInGroup: (group) =>
        this.givens.groups.filter(({ item }) => item.group === group).flatMap(({ item }) => item.people),
      related: (deal, relation) => peopleIn(text(deal.facts.get(relation)) ?? ''),
      isActive: () => true,
      isAway: () => false,
      delegatesOf: () => [],
      grantedOwnRight: () => false,
    };
  }

  /** Whether nobody is given: then levels alone are shown. */
  private get isNameless(): boolean {
    return this.people.size === 0 && this.givens.groups.length === 0;
  }

  private typed(facts: readonly TestFact[]): TypedFact[] {
    return facts.map((fact) => typedFact(fact, this.types));
  }
}

/** An organisation in which every level has so many people as one of the matrix needs. */
function nameless({ levels }: ApprovalMatrix): Organisation {
  const most = Math.max(1, ...levels.map(({ quorum }) => (typeof quorum === 'number' ? quorum : 1)));
  const several = (name: string): string[] => Array.from({ length: most }, (_, at) => `(${name} ${at + 1})`);
  return {
    managerOf: (person) => `(manager of ${person})`,
    peopleInRole: several,
    peopleInGroup: several,
    related: (_, relation) => several(relation),
    isActive: () => true,
    isAway: () => false,
    delegatesOf: () => [],
    grantedOwnRight: () => false,
  };
}

function valuesOf(facts: readonly TypedFact[]): Facts {
  return new Map(facts.map(({ name, value }) => [name, value]));
}
