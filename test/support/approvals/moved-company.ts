import type { Told } from '../small-company.js';
import { ModelOrganisation } from './model-organisation.js';
import { member, seat, standsIn, type Offers } from './offers.js';

/** Something that happens to the company, or to time. */
export interface OfCompany {
  readonly kind:
    | 'report-to'
    | 'leave'
    | 'return'
    | 'demote'
    | 'promote'
    | 'drop'
    | 'join'
    | 'stand-in'
    | 'stand-off'
    | 'wait'
    | 'look'
    | 'publish';
  readonly person?: string;
  readonly to?: string;
  readonly minutes?: number;
}

/** What a story moved, by what it is, with how to tell how it is at first: the next story begins with telling that. */
const movedOf = new WeakMap<Offers, Map<string, (company: MovedCompany) => Told>>();
let revision = 10;

/** The company of the offers while its people move, told to the database and to the model. */
export class MovedCompany {
  readonly organisation = new ModelOrganisation();

  constructor(private readonly offers: Offers) {}

  /** Counts up with everything that is told. */
  next(): number {
    revision += 1;
    return revision;
  }

  /** Tells how everybody is placed at first, where the story before left it otherwise. */
  async open(): Promise<void> {
    const told = [...(movedOf.get(this.offers)?.values() ?? [])].map((tell) => tell(this));
    movedOf.delete(this.offers);
    if (told.length > 0) await this.offers.tell(...told);
  }

  async move({ kind, person = 'mia', to = 'lou' }: OfCompany): Promise<void> {
    const { organisation } = this;
    if (kind === 'report-to') {
      organisation.managers.set('ana', person);
      await this.tell('seat ana', (company) => company.seatOf('ana'));
    } else if (kind === 'demote' || kind === 'promote') {
      organisation.roles.set(person, kind === 'promote' ? 'director' : 'manager');
      await this.tell(`seat ${person}`, (company) => company.seatOf(person));
    } else if (kind === 'drop' || kind === 'join') {
      if (kind === 'join') organisation.members.add(person);
      else organisation.members.delete(person);
      await this.tell(`desk ${person}`, (company) => company.memberOf(person));
    } else if (kind === 'leave' || kind === 'return') {
      if (kind === 'leave') organisation.gone.add(person);
      else organisation.gone.delete(person);
      await this.tell(`here ${person}`, (company) => company.present(person));
    } else if (person !== to) {
      organisation.grant(person, to, kind === 'stand-in');
      await this.tell(`grant ${person} ${to}`, (company) => company.grantOf(person, to));
    }
  }

  private async tell(what: string, how: (company: MovedCompany) => Told): Promise<void> {
    const moved = movedOf.get(this.offers) ?? new Map<string, (company: MovedCompany) => Told>();
    movedOf.set(this.offers, moved.set(what, how));
    await this.offers.tell(how(this));
  }

  private seatOf(person: string): Told {
    const { managers, roles } = this.organisation;
    return seat(person, managers.get(person) ?? null, {
      role: roles.get(person) ?? '',
      revision: this.next(),
    });
  }

  private memberOf(person: string): Told {
    return member('desk', person, {
      revision: this.next(),
      withdrawn: !this.organisation.members.has(person),
    });
  }

  private grantOf(giver: string, deputy: string): Told {
    const withdrawn = !this.organisation.standsIn(deputy, giver);
    return standsIn(giver, deputy, { revision: this.next(), withdrawn });
  }

  private present(person: string): Told {
    const day = this.organisation.isHere(person) ? null : '2021-01-01';
    const columns = { name: person, attributes: '{}', left_on: day };
    return { table: 'participant', id: person, revision: this.next(), columns };
  }
}
